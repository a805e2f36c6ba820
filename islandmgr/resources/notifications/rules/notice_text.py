"""Notices in words, in the language that their reader chose for the channel. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from islandmgr.model.domain import Event, Island
from islandmgr.model.languages import translator
from islandmgr.model.messages import Kind, declare, in_words

_TITLES: Mapping[str, Kind] = {
    "running": declare("notice.running", "Island %(id)s is running"),
    "crashed": declare("notice.crashed", "Island %(id)s crashed"),
    "failed": declare("notice.failed", "Island %(id)s could not start"),
    "lost": declare("notice.lost", "Island %(id)s is lost"),
    "stopped": declare("notice.stopped", "Island %(id)s is stopped"),
    "ending": declare("notice.ending", "Island %(id)s ends soon"),
    "moving": declare("notice.moving", "Island %(id)s moves soon"),
}
KINDS = (*_TITLES, "alert")
"""What a person can choose to be told of."""

_ENDS = declare("notice.ends_at", "It ends at %(at)s UTC. Extend it: %(link)s")
_DRAINED = {
    "moving": declare(
        "notice.moves_at",
        "It moves to another node at %(at)s UTC, with its ports and clock. Move it now, or ask for more time: %(link)s",
    ),
    "ending": declare(
        "notice.stops_at",
        "It is stopped at %(at)s UTC, as its node is emptied. Ask for more time: %(link)s",
    ),
}
_TEST_TITLE = declare("notice.test_title", "A test from islandmgr")
_TEST_TEXT = declare("notice.test_text", "This is how notices reach you here.")


def notice(kind: str, event: Event, island: Island, language: str, base: str) -> dict[str, str]:
    """`title` and `text` of what happened to an island. `base` is the manager's URL."""
    words = translator(language)
    link = f"{base}/islands/{island.id}"
    about = " · ".join(filter(None, (island.name, island.owner, island.branch, island.note)))
    lines = [about, in_words(event.message, words)]
    if kind in _DRAINED:
        says = _DRAINED[kind] if event.data.get("why") == "drain" else _ENDS
        at = datetime.fromtimestamp(float(event.data.get("at", event.at)), UTC)
        lines.append(says(at=f"{at:%Y-%m-%d %H:%M}", link=link).by(words))
    else:
        lines.append(link)
    return {"title": _TITLES[kind](id=island.id).by(words), "text": "\n".join(filter(None, lines))}


def alert(given: Mapping[str, Any]) -> dict[str, str]:
    """The same for one of Alertmanager's alerts: https://prometheus.io/docs/alerting/latest/notifications/#alert"""
    labels, annotations = dict(given.get("labels") or {}), dict(given.get("annotations") or {})
    name = str(labels.pop("alertname", "Alert"))
    lines = [annotations.get("summary") or annotations.get("message") or "", annotations.get("description") or ""]
    lines.append(" ".join(f"{key}={value}" for key, value in sorted(labels.items())))
    return {"title": f"[{given.get('status', 'firing')}] {name}"[:200], "text": "\n".join(filter(None, lines))[:4000]}


def test(language: str) -> dict[str, str]:
    words = translator(language)
    return {"title": _TEST_TITLE().by(words), "text": _TEST_TEXT().by(words)}
