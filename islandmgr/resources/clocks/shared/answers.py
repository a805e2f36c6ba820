"""A clock as JSON, and what of it the document promises."""

from __future__ import annotations

from typing import Annotated

from islandmgr.model import domain
from islandmgr.model.field_types import Said
from islandmgr.web.api.derived import Derived, Given

clock = Derived(domain.Clock)
"""At a real instant `now` the island shows `now + offset` seconds; or `frozen_at`; or, with a rate,
`fake_anchor + (now - real_anchor) * rate`."""

island_clock = Derived(
    domain.Clock,
    "IslandClock",
    zone=Given(Annotated[str, "Time zone of the blueprint, IANA name"]),
    applied=Given(Annotated[bool | None, "Whether the server shows it, as measured; null when not measured yet"]),
    problem=Given(Said),
)
