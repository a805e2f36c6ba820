"""The pages of operators about nodes: in groups with the room on them, and repair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from islandmgr.model.labels import is_reserved
from islandmgr.resources.nodes.rules.capacity import PLENTY
from islandmgr.resources.nodes.service.capacity import Capacities, CapacityView, Counting
from islandmgr.resources.nodes.service.verbs import Nodes, NodeView
from islandmgr.resources.nodes.shared import answers
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages.fallbacks import asked
from islandmgr.web.pages.frame import show
from islandmgr.web.services import settings, verbs
from islandmgr.web.wording import worded
from pod_specs import Blueprints

LONGEST = 300  # characters of a selector or a label in the address
USUAL_GROUP = "branch"

blueprint = Blueprint("cluster_pages", __name__)


@blueprint.get("/nodes")
@permit("look")
def nodes() -> Response:
    """Nodes in groups by one of their labels, what is free there, and for how many more islands that is enough."""
    given = {name: _given(name) for name in ("group", "kind", "selector")}
    group = given["group"] or USUAL_GROUP
    kinds = [one.name for one in verbs(Blueprints).all()]
    kind = given["kind"] if given["kind"] in kinds else settings().default_blueprint
    trouble, views = asked(lambda: verbs(Nodes).list(given["selector"]))
    _, counting = asked(lambda: verbs(Capacities).counting(kind))
    groups = [_group(group, value, members, counting) for value, members in _by_label(views or (), group)]
    whole = _room(counting, views, given["selector"]) if given["selector"] and views else None
    return show(
        "nodes.html",
        groups=groups,
        whole=whole,
        group=group,
        keys=sorted({key for view in views or () for key in view.node.labels} | {group}, key=_own_first),
        kinds=kinds,
        kind=kind,
        selector=given["selector"],
        trouble=trouble,
    )


def _given(name: str) -> str:
    """What the address says; control characters and the like are left out."""
    return "".join(filter(str.isprintable, request.args.get(name, "")))[:LONGEST].strip()


def _by_label(views: Sequence[NodeView], key: str) -> list[tuple[str | None, list[NodeView]]]:
    """Value -> nodes, by value; those without the label come last."""
    found: dict[str | None, list[NodeView]] = defaultdict(list)
    for view in views:
        found[view.node.labels.get(key)].append(view)
    return sorted(found.items(), key=lambda group: (group[0] is None, group[0] or ""))


def _group(key: str, value: str | None, views: Sequence[NodeView], counting: Counting | None) -> dict[str, Any]:
    room = _room(counting, views, f"!{key}" if value is None else f"{key}={value}")
    by_node = room["by_node"] if room else {}
    nodes = [{**_node(view), "room": by_node.get(view.node.name)} for view in views]
    return {"key": key, "value": value, "room": room, "nodes": nodes}


def _room(counting: Counting | None, views: Sequence[NodeView], where: str) -> dict[str, Any] | None:
    """For how many more islands there is room, in words; nothing where it cannot be told."""
    if counting is None:
        return None
    view = counting.on([one.node for one in views], where)
    first, *more = map(worded, view.words)
    return {"first": first, "more": more, "by_node": _by_node(view)}


def _by_node(view: CapacityView) -> dict[str, str]:
    return {
        room.node: _("any number") if room.islands == PLENTY else str(room.islands)
        for room in view.found.nodes
        if room.closed != "labels"
    }


def _own_first(key: str) -> tuple[bool, bool, str]:
    return key != USUAL_GROUP, is_reserved(key), key


def _node(view: NodeView) -> dict[str, Any]:
    node = view.node
    labels = sorted(node.labels.items(), key=lambda label: _own_first(label[0]))
    return {
        **answers.view(view),
        "ports": view.ports,
        "labels": [label for label in labels if not is_reserved(label[0])],
        "fixed_labels": [label for label in labels if is_reserved(label[0])],
        "memory": _use(node.memory_requested, node.memory, 2**30, "GiB"),
        "cpu": _use(node.cpu_requested, node.cpu, 1000, ""),
    }


def _use(asked: int, total: int, unit: int, name: str) -> dict[str, Any]:
    """How much is asked for, of how much, and what is free."""
    return {
        "asked": f"{asked / unit:.2g}" if asked < 10 * unit else f"{asked / unit:.0f}",
        "total": f"{total / unit:.3g} {name}".strip() if total else "–",
        "free": f"{max(0, total - asked) / unit:.3g} {name}".strip(),
        "share": min(100, round(100 * asked / total)) if total else 0,
    }
