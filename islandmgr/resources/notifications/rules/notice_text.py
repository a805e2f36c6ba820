"""Notices in people's words, in English and Chinese. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from islandmgr.model.domain import Event, Island

LANGUAGES = ("en", "zh")

_TITLES: Mapping[str, tuple[str, str]] = {
    "running": ("Island {id} is running", "岛服 {id} 已运行"),
    "crashed": ("Island {id} crashed", "岛服 {id} 崩溃了"),
    "failed": ("Island {id} could not start", "岛服 {id} 启动失败"),
    "lost": ("Island {id} is lost", "岛服 {id} 已丢失"),
    "stopped": ("Island {id} is stopped", "岛服 {id} 已停止"),
    "ending": ("Island {id} ends soon", "岛服 {id} 即将结束"),
    "moving": ("Island {id} moves soon", "岛服 {id} 即将迁移"),
}
KINDS = (*_TITLES, "alert")
"""What a person can choose to be told of."""

_ENDS = ("It ends at {at} UTC. Extend it: {link}", "将于 {at}（UTC）结束。延长请点击：{link}")
_DRAINED = {
    "moving": (
        "It moves to another node at {at} UTC, with its ports and clock. Move it now, or ask for more time: {link}",
        "将于 {at}（UTC）迁移到其他节点，端口和时钟不变。可立即迁移或申请延后：{link}",
    ),
    "ending": (
        "It is stopped at {at} UTC, as its node is emptied. Ask for more time: {link}",
        "所在节点将清空，它将于 {at}（UTC）停止。申请延后：{link}",
    ),
}
_TEST = (
    ("A test from islandmgr", "This is how notices reach you here."),
    ("islandmgr 测试消息", "以后的通知会这样发到这里。"),
)


def notice(kind: str, event: Event, island: Island, language: str, base: str) -> dict[str, str]:
    """`title` and `text` of what happened to an island. `base` is the manager's URL."""
    place = LANGUAGES.index(language)
    link = f"{base}/islands/{island.id}"
    about = " · ".join(filter(None, (island.name, island.owner, island.branch, island.note)))
    lines = [about, event.message]
    if kind in _DRAINED:
        words = _DRAINED[kind] if event.data.get("why") == "drain" else _ENDS
        at = datetime.fromtimestamp(float(event.data.get("at", event.at)), UTC)
        lines.append(words[place].format(at=f"{at:%Y-%m-%d %H:%M}", link=link))
    else:
        lines.append(link)
    return {"title": _TITLES[kind][place].format(id=island.id), "text": "\n".join(filter(None, lines))}


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
