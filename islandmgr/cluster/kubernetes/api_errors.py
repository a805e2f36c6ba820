"""What went wrong between us and an API server, in plain words. Pure."""

from __future__ import annotations

import json
import re
import ssl
from typing import Any

import urllib3

from islandmgr.model.errors import Conflict, Forbidden, Invalid, IslandError, NotFound, Unavailable

_NO_RIGHT = re.compile(
    r'cannot (?P<verb>\S+) resource "(?P<resource>[^"]+)" in API group "(?P<group>[^"]*)"'
    r'(?: in the namespace "(?P<namespace>[^"]+)"| at the cluster scope)?'
)
_NO_NAMESPACE = re.compile(r'namespaces "(?P<name>[^"]+)" not found')
_EXPIRED = re.compile(r"certificate has expired|expired certificate", re.IGNORECASE)


def of_answer(status: int, body: bytes, server: str) -> IslandError:
    """The error for an answer of 400 and above."""
    said = words(body) or f"HTTP {status}"
    match status:
        case 401:
            return Unavailable(
                f"The API server {server} does not know us ({said}): the kubeconfig's certificate or token is wrong, "
                "has expired or was revoked; renew it"
            )
        case 403:
            return _forbidden(said)
        case 404 if found := _NO_NAMESPACE.search(said):
            return Invalid(
                f"There is no namespace {found['name']!r} in this cluster; "
                "make it, or set ISLANDMGR_NAMESPACE to one that is there"
            )
        case 404:
            return NotFound(said)
        case 409:
            return Conflict(said)
        case 400 | 413 | 422:
            return Invalid(said)
        case _:
            return Unavailable(f"The API server {server} answered {status}: {said}")


def of_exception(error: Exception, server: str, trouble: str = "") -> Unavailable:
    """The error for an answer that did not come. `trouble` says why the way there is closed, when it is known."""
    if trouble:
        return Unavailable(f"The API server {server} is reached through a tunnel, and that is down: {trouble}")
    text = _root(error)
    if isinstance(error, urllib3.exceptions.SSLError | ssl.SSLError):
        if "tlsv13 alert certificate expired" in text.lower() or "alert certificate" in text.lower():
            why = "it refuses our client certificate; renew the kubeconfig"
        elif _EXPIRED.search(text):
            why = "its certificate has expired; renew it (kubeadm: kubeadm certs renew all)"
        else:
            why = (
                f"its certificate is not trusted ({text}); the kubeconfig's certificate-authority must be the cluster's"
            )
        return Unavailable(f"No safe connection to the API server {server}: {why}")
    refused = isinstance(error, urllib3.exceptions.NewConnectionError)  # to urllib3 that is a timeout as well
    if isinstance(error, urllib3.exceptions.TimeoutError | TimeoutError) and not refused:
        return Unavailable(f"The API server {server} does not answer in time: {text}")
    return Unavailable(f"The API server {server} cannot be reached: {text}")


def words(body: bytes) -> str:
    """The message of a `Status`, or the text itself."""
    try:
        status: Any = json.loads(body)
    except ValueError:
        return body[:500].decode("utf-8", "replace").strip()
    return str(status.get("message") or status.get("reason") or "") if isinstance(status, dict) else str(status)[:500]


def no_right(verb: str, resource: str, namespace: str = "") -> str:
    """One missing right, as an operator writes it into a role."""
    where = f"in namespace {namespace}" if namespace else "in the whole cluster"
    return f"{verb} {resource} {where}"


def _forbidden(said: str) -> IslandError:
    """A missing right is ours to be granted; any other refusal (quota, Pod security) is about the manifest."""
    found = _NO_RIGHT.search(said)
    if not found:
        return Invalid(f"The cluster does not let this in: {said}")
    resource = found["resource"] + (f".{found['group']}" if found["group"] else "")
    missing = no_right(found["verb"], resource, found["namespace"] or "")
    return Forbidden(
        f"The manager's account may not {missing}; grant it in a Role or ClusterRole (docs: rights on the cluster)",
        verb=found["verb"],
        resource=resource,
        namespace=found["namespace"] or "",
    )


def _root(error: BaseException) -> str:
    """The innermost words: urllib3 wraps what happened up to three times."""
    while True:
        inner = getattr(error, "reason", None)
        inner = inner if isinstance(inner, BaseException) else error.__cause__
        if inner is None or inner is error:
            break
        error = inner
    text = str(error.args[-1]) if isinstance(error, OSError) and len(error.args) > 1 else str(error)
    return text.rpartition(">: ")[2].strip() or type(error).__name__
