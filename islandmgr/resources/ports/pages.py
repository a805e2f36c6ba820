"""The page about ports: use of the pools, and what the doctor says."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from islandmgr.resources.ports import answers
from islandmgr.resources.ports.service.verbs import Ports
from islandmgr.resources.ports.shared.remedies import remedies
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages.fallbacks import asked
from islandmgr.web.pages.frame import show
from islandmgr.web.services import verbs
from islandmgr.web.wording import worded

blueprint = Blueprint("ports_page", __name__)


@blueprint.get("/ports")
@permit("look")
def page() -> Response:
    """Use of the port pools, and what the doctor says."""
    trouble, findings = asked(verbs(Ports).doctor)
    told = [
        {
            "severity": one.severity,
            "message": worded(one.message),
            "advice": worded(one.advice),
            "buttons": remedies(one),
        }
        for one in findings or ()
    ]
    well = not trouble and all(one["severity"] == "note" for one in told)
    return show(
        "ports.html", pools=[_pool(pool) for pool in verbs(Ports).usage()], findings=told, well=well, trouble=trouble
    )


def _pool(pool: Any) -> dict[str, Any]:
    total = max(1, pool.held + pool.free + pool.resting + pool.excluded)
    share = {f"{part}_share": round(100 * getattr(pool, part) / total, 2) for part in ("held", "resting", "excluded")}
    holders = [(holder.owner, holder.blocks) for holder in pool.top_holders]
    return {**answers.pool(pool), **share, "total": total, "holders": holders}
