"""Notices in people's words, in English and Chinese. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from islandmgr.model.event_kinds import Told

LANGUAGES = ("en", "zh")

ALERT = "alert"
"""What a person can choose besides the kinds of events: what Alertmanager says."""

_TEST = (
    ("A test from islandmgr", "This is how notices reach you here."),
    ("islandmgr 测试消息", "以后的通知会这样发到这里。"),
)


def notice(told: Told, language: str, base: str) -> dict[str, str]:
    """`title` and `text` of what happened. `base` is the manager's URL."""
    assert told.kind.notice is not None
    place = LANGUAGES.index(language)
    link = f"{base}{told.it.path}"
    closing = told.it.closing[place].format(link=link) if told.it.closing else link
    lines = (told.it.about, told.event.message, closing)
    title = told.kind.notice[place].format(id=told.event.subject.id)
    return {"title": title, "text": "\n".join(filter(None, lines))}


def alert(given: Mapping[str, Any]) -> dict[str, str]:
    """The same for one of Alertmanager's alerts: https://prometheus.io/docs/alerting/latest/notifications/#alert"""
    labels, annotations = dict(given.get("labels") or {}), dict(given.get("annotations") or {})
    name = str(labels.pop("alertname", "Alert"))
    lines = [annotations.get("summary") or annotations.get("message") or "", annotations.get("description") or ""]
    lines.append(" ".join(f"{key}={value}" for key, value in sorted(labels.items())))
    return {"title": f"[{given.get('status', 'firing')}] {name}"[:200], "text": "\n".join(filter(None, lines))[:4000]}


def test(language: str) -> dict[str, str]:
    title, text = _TEST[LANGUAGES.index(language)]
    return {"title": title, "text": text}
