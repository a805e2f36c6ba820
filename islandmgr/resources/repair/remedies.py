"""What can be done about a difference: the call of the API behind each button, and its words."""

from __future__ import annotations

from typing import Any

from islandmgr.resources.ports.shared.remedies import Button
from islandmgr.resources.repair import messages
from islandmgr.resources.repair.rules import DANGEROUS, Difference, RepairAct

Json = dict[str, Any]

_WORDS = {
    RepairAct.DELETE_POD: messages.DELETE_POD(),
    RepairAct.FORGET_POD: messages.FORGET_POD(),
    RepairAct.ADOPT: messages.ADOPT(),
    RepairAct.RESTART: messages.RESTART(),
    RepairAct.STOP: messages.STOP(),
    RepairAct.RELEASE: messages.RELEASE(),
    RepairAct.REGISTER: messages.REGISTER_IT(),
    RepairAct.UNREGISTER: messages.UNREGISTER(),
    RepairAct.RELEASE_PORTS: messages.RELEASE_PORTS(),
    RepairAct.REBUILD: messages.REBUILD(),
}


def repairs(difference: Difference) -> list[Button]:
    path = f"/repair/{difference.id}"
    return [
        Button(act, _WORDS[act], "POST", path, {"act": act}, "ports.change", act in DANGEROUS)
        for act in difference.repairs
    ]
