"""Can we work with this cluster? Its version, the namespace, and what our account may do there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from islandmgr.cluster.kubernetes.api import Api
from islandmgr.cluster.kubernetes.api_errors import no_right
from islandmgr.model.errors import Forbidden, Invalid, IslandError, NotFound, Unavailable

OLDEST = (1, 28)


@dataclass(frozen=True)
class Right:
    """A line of a Role, or of a ClusterRole when it is not about our namespace."""

    verb: str
    resource: str  # `pods`, `pods/exec`
    namespaced: bool = True


NEEDED = (
    *(Right(verb, "pods") for verb in ("create", "delete", "get", "list", "watch")),
    Right("get", "pods/log"),
    Right("create", "pods/exec"),
    Right("get", "pods/exec"),  # a websocket begins with a GET; which of the two counts depends on the version
    Right("list", "events"),
    *(Right(verb, "nodes", namespaced=False) for verb in ("get", "list", "watch", "patch")),
)
"""Without these the manager cannot do its work."""

OPTIONAL = (
    Right("list", "pods", namespaced=False),  # who else holds ports and memory: nobody is told without it
    Right("get", "namespaces", namespaced=False),  # without it, a namespace that is missing shows at the first Pod
)


def check(api: Api, namespace: str) -> str:
    """One line about the cluster.

    Raises:
        Unavailable: it does not answer, or is too old, or there is no such namespace.
        Forbidden: rights are missing; all of them are named.
    """
    version = _version(api)
    _namespace(api, namespace)
    missing = [right for right in NEEDED if not _may(api, right, namespace)]
    if missing:
        lines = ", ".join(
            no_right(right.verb, right.resource, namespace if right.namespaced else "") for right in missing
        )
        raise Forbidden(
            f"The manager's account may not: {lines}; grant it in a Role or ClusterRole",
            missing=[[right.verb, right.resource] for right in missing],
        )
    return f"Kubernetes {version} at {api.connection.server}, namespace {namespace}"


def _version(api: Api) -> str:
    found = api.get("/version")
    said = f"{found.get('major')}.{found.get('minor')}"
    numbers = tuple(int(part) for part in re.findall(r"\d+", said)[:2])
    if len(numbers) < 2 or numbers < OLDEST:
        raise Unavailable(
            f"The API server {api.connection.server} runs Kubernetes {said}; {OLDEST[0]}.{OLDEST[1]} or newer is needed"
        )
    return str(found.get("gitVersion") or said)


def _namespace(api: Api, namespace: str) -> None:
    try:
        api.get(f"/api/v1/namespaces/{namespace}")
    except (NotFound, Invalid):
        raise Unavailable(
            f"There is no namespace {namespace!r} in this cluster; "
            "make it, or set ISLANDMGR_NAMESPACE to one that is there"
        ) from None
    except Forbidden:
        return  # it may not be looked at; creating a Pod will tell


def _may(api: Api, right: Right, namespace: str) -> bool:
    resource, _, subresource = right.resource.partition("/")
    wanted = {"verb": right.verb, "resource": resource, "subresource": subresource}
    wanted |= {"namespace": namespace} if right.namespaced else {}
    review = {
        "apiVersion": "authorization.k8s.io/v1",
        "kind": "SelfSubjectAccessReview",
        "spec": {"resourceAttributes": wanted},
    }
    try:
        answer = api.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review)
    except Unavailable:
        raise
    except IslandError:
        return True  # it cannot be asked; the verb itself will tell
    return bool((answer.get("status") or {}).get("allowed"))
