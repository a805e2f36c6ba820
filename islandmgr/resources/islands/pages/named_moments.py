"""The blueprint's named moments, for the chips of the clock: their titles and when they come next."""

from __future__ import annotations

import faketime
from islandmgr.model.errors import Invalid
from pod_specs import Blueprint


def upcoming(blueprint: Blueprint, shows: float, language: str) -> list[dict[str, str | float]]:
    """`{name, title, next}` of every moment that still comes after `shows`; both instants are UTC epoch seconds."""
    found: list[dict[str, str | float]] = []
    for name, moment in blueprint.moments.items():
        title = moment.title.in_language(language) or name
        try:
            at = faketime.next_moment(faketime.parse_moment(name, moment.plain()), shows, blueprint.time_zone)
        except Invalid:  # it does not come any more
            continue
        found.append({"name": name, "title": title, "next": at.timestamp()})
    return found
