"""What can be done about a difference: the call of the API behind each button, and its words."""

from __future__ import annotations

from typing import Any

from islandmgr.model.messages import sentence
from islandmgr.resources.ports.shared.remedies import Button
from islandmgr.resources.repair.rules import DANGEROUS, Difference, Mend

Json = dict[str, Any]

_MENDS = {
    Mend.DELETE_POD: sentence("Delete the Pod"),
    Mend.FORGET_POD: sentence("Forget the Pod"),
    Mend.ADOPT: sentence("Adopt the Pod"),
    Mend.RESTART: sentence("Restart"),
    Mend.STOP: sentence("Stop island"),
    Mend.RELEASE: sentence("Release its ports"),
    Mend.REGISTER: sentence("Register it"),
    Mend.UNREGISTER: sentence("Take it out of the registry"),
    Mend.RELEASE_PORTS: sentence("Give the ports back"),
    Mend.REBUILD: sentence("Compute the books anew"),
}


def mends(difference: Difference) -> list[Button]:
    path = f"/repair/{difference.id}"
    return [
        Button(mend, _MENDS[mend], "POST", path, {"act": mend}, "ports.change", mend in DANGEROUS)
        for mend in difference.mends
    ]
