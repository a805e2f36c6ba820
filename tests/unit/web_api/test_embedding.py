"""Whom the blueprint for other applications answers; that it answers is seen in a browser."""

from __future__ import annotations

import pytest
from flask import Flask

from islandmgr.embedding import islands_blueprint


def status(host: str, path: str = "/islands/api/v1/users") -> int:
    """404 is for those who are let in: the blueprint passes nothing on at that path."""
    app = Flask("other")
    app.register_blueprint(islands_blueprint("http://127.0.0.1:9", hosts=("Tools.example",)), url_prefix="/islands")
    return app.test_client().get(path, headers={"Host": host}).status_code


@pytest.mark.parametrize(
    "host", ["localhost", "pc.localhost:5000", "127.0.0.1:5000", "[::1]:80", "10.1.2.3", "tools.example:8443"]
)
def test_its_own_names_and_addresses_are_let_in(host: str) -> None:
    assert status(host) == 404


@pytest.mark.parametrize("host", ["evil.example", "tools.example.evil.example", "evil.example:5000"])
@pytest.mark.parametrize("path", ["/islands/embed", "/islands/assets/x", "/islands/api/v1/islands"])
def test_another_sites_name_that_leads_here_is_refused(host: str, path: str) -> None:
    assert status(host, path) == 403
