"""Names that Kubernetes accepts, made from names that people choose."""

from __future__ import annotations

import re
import unicodedata

from islandmgr.model.domain import Island
from pod_specs.forms import LABEL_LENGTH

BRANCH_SLUG_LENGTH = 21  # in a Pod's name, with its hyphen; the node selector has the branch in full


def slug(text: str) -> str:
    """Lower-case letters, digits and single hyphens: `Zoë B.` -> `zoe-b`. Empty when nothing can be kept (`王`)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def island_name(blueprint: str, owner: str, branch: str, island_id: int) -> str:
    """`<blueprint>-<owner>-<branch>-<id>` as a DNS-1123 label; the id makes it unique, so the rest may be cut."""
    return _fit(blueprint, owner, branch, f"-{island_id}")


def pod_name(island: Island) -> str:
    """The name of the current incarnation's Pod: the island's name, from the second incarnation on with `-r<n>`.

    It is a DNS-1123 label, not just a subdomain, because it becomes the Pod's host name.
    """
    again = f"-r{island.incarnation}" if island.incarnation > 1 else ""
    return _fit(island.blueprint, island.owner, island.branch, f"-{island.id}{again}")


def _fit(blueprint: str, owner: str, branch: str, tail: str) -> str:
    room = max(0, LABEL_LENGTH - len(blueprint) - len(tail))
    end = _piece(branch, min(BRANCH_SLUG_LENGTH, room // 2))
    return blueprint + _piece(owner, room - len(end)) + end + tail


def _piece(text: str, length: int) -> str:
    """`-<slug>`, the slug cut to a length; nothing at all when nothing is left."""
    cut = slug(text)[: max(0, length - 1)].rstrip("-")
    return f"-{cut}" if cut else ""
