"""What can be done about a difference: the call of the API behind each button, and its words."""

from __future__ import annotations

from typing import Any

from islandmgr.resources.ports.shared.remedies import Button
from islandmgr.resources.repair import messages
from islandmgr.resources.repair.rules import DANGEROUS, Difference, Mend

Json = dict[str, Any]

_MENDS = {
    Mend.DELETE_POD: messages.DELETE_POD(),
    Mend.FORGET_POD: messages.FORGET_POD(),
    Mend.ADOPT: messages.ADOPT(),
    Mend.RESTART: messages.RESTART(),
    Mend.STOP: messages.STOP(),
    Mend.RELEASE: messages.RELEASE(),
    Mend.REGISTER: messages.REGISTER_IT(),
    Mend.UNREGISTER: messages.UNREGISTER(),
    Mend.RELEASE_PORTS: messages.RELEASE_PORTS(),
    Mend.REBUILD: messages.REBUILD(),
}


def mends(difference: Difference) -> list[Button]:
    path = f"/repair/{difference.id}"
    return [
        Button(mend, _MENDS[mend], "POST", path, {"act": mend}, "ports.change", mend in DANGEROUS)
        for mend in difference.mends
    ]
