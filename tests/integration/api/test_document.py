"""Everything that the OpenAPI document promises, tried with many inputs, good and bad, on a real manager."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from tests import ports
from tests.integration.api.conftest import settings
from tests.integration.fuzzing import Trial
from tests.integration.serving import Serving, serving

NOT_ASKED = (
    # The document cannot say which blueprints there are, nor what is a time: well-formed input may be refused.
    "positive_data_acceptance",
)
ENDLESS = "/(stream|logs?)$"  # these have tests of their own


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A manager of its own, with room for two islands only: what is tried may well start some."""
    few = {"pools": ports.pool(6)}
    with serving(tmp_path_factory.mktemp("tried"), **settings(**few)) as manager:
        yield manager


@pytest.mark.parametrize("phase", ["examples", "coverage", "fuzzing"])
def test_it_keeps_its_promises(tried: Serving, phase: str) -> None:
    """No fault of ours, no answer that is not documented, nothing bad accepted."""
    Trial([phase], 20, not_checks=NOT_ASKED, without=ENDLESS).run(tried.url)


def test_it_names_every_call_of_the_contract(tried: Serving) -> None:
    document = requests.get(f"{tried.url}/api/v1/openapi.json", timeout=30).json()
    described = {f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item}
    prefix = "/api/v1"
    assert described >= {
        f"{method} {prefix}{path}"
        for method, path in [
            ("DELETE", "/islands/{island_id}"),
            ("GET", "/blueprints"),
            ("GET", "/branches"),
            ("GET", "/islands"),
            ("GET", "/islands/{island_id}"),
            ("GET", "/islands/{island_id}/clock"),
            ("GET", "/islands/{island_id}/crash"),
            ("GET", "/islands/{island_id}/events"),
            ("GET", "/islands/{island_id}/logs"),
            ("GET", "/nodes"),
            ("GET", "/ports"),
            ("GET", "/ports/doctor"),
            ("GET", "/stream"),
            ("PATCH", "/islands/{island_id}"),
            ("POST", "/islands"),
            ("POST", "/islands/{island_id}/clone"),
            ("POST", "/islands/{island_id}/extend"),
            ("POST", "/islands/{island_id}/restart"),
            ("POST", "/nodes/{name}/uncordon"),
            ("POST", "/registrations"),
            ("POST", "/reports"),
            ("PUT", "/islands/{island_id}/clock"),
        ]
    }
