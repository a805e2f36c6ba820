"""Notices in words, in the language that their reader chose for the channel. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from islandmgr.model.event_kinds import Told
from islandmgr.model.languages import translator
from islandmgr.model.messages import Message, declare, in_words

ALERT = "alert"
"""What a person can choose besides the kinds of events: what Alertmanager says."""

_TEST_TITLE = declare("notice.test_title", "A test from islandmgr")
_TEST_TEXT = declare("notice.test_text", "This is how notices reach you here.")


def notice(told: Told, language: str, base: str) -> dict[str, str]:
    """`title` and `text` of what happened. `base` is the manager's URL."""
    assert told.kind.notice is not None
    words = translator(language)
    link = f"{base}{told.it.path}"
    closing = told.it.closing
    last = Message(closing.code, {**closing.values, "link": link}).by(words) if closing else link
    lines = (told.it.about, in_words(told.event.message, words), last)
    title = told.kind.notice(id=told.event.subject.id).by(words)
    return {"title": title, "text": "\n".join(filter(None, lines))}


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
