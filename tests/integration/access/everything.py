"""Every endpoint there is, and how to try it without harm."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests
from flask import Flask

from islandmgr.app.bootstrap import bootstrap
from islandmgr.app.web_app import create_app
from islandmgr.config.settings import Settings
from islandmgr.model.cluster_traits import Traits
from islandmgr.web.access.permissions import Permission, permissions
from tests.integration.serving import Serving

TRAITS = Traits(ends_with_managers=False, nodes_are_this_machine=False, node_ports=None)
NOWHERE = 987_654  # an id that nothing has: whoever may, is told so, and nothing happens


def make_app(folder: Path) -> Flask:
    """The application as it is put together, for its list of endpoints. Without a cluster nothing is started."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("islandmgr.app.bootstrap.make_cluster", lambda _settings: SimpleNamespace(traits=TRAITS))
        return create_app(bootstrap(Settings(data=folder, auth="local")))


@cache
def rules() -> dict[str, Permission]:
    """Endpoint -> what is said beside it."""
    with tempfile.TemporaryDirectory() as folder:
        return permissions(make_app(Path(folder)))


def addresses(app: Flask) -> Iterator[tuple[str, str, str]]:
    """(endpoint, method, path) of everything, with parts of paths filled in."""
    adapter = app.url_map.bind("")
    for rule in app.url_map.iter_rules():
        values: dict[str, object] = dict.fromkeys(rule.arguments, "nowhere")
        values |= {name: NOWHERE for name in rule.arguments if name.endswith("_id")}
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, adapter.build(rule.endpoint, values, method=method)


def ask(manager: Serving, method: str, path: str, token: str = "") -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = None if method in {"GET", "DELETE"} else {"nonsense": 1}
    with requests.request(
        method, manager.url + path, json=body, headers=headers, timeout=60, stream=True, allow_redirects=False
    ) as answer:
        if answer.status_code != 200:
            assert answer.content is not None  # read it while it is open
        return answer
