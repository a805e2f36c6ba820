"""One table: which fault is which status."""

import pytest

from islandmgr.model import errors
from islandmgr.web.errors import STATUS, of_island_error


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (errors.Invalid("x"), 422, "invalid"),
        (errors.NotFound("x"), 404, "not_found"),
        (errors.Conflict("x"), 409, "conflict"),
        (errors.NoFreePorts("x"), 409, "no_free_ports"),
        (errors.Forbidden("x"), 403, "forbidden"),
        (errors.Unauthorized("x"), 401, "unauthorized"),
        (errors.Unavailable("x"), 503, "unavailable"),
    ],
)
def test_each_error_has_its_status(error: errors.IslandError, status: int, code: str) -> None:
    fault = of_island_error(error)
    assert (fault.status, fault.code, fault.message) == (status, code, "x")


def test_no_error_is_without_status() -> None:
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.IslandError)}
    without = [kind for kind in kinds - {errors.IslandError} if not any(base in STATUS for base in kind.__mro__)]
    assert not without


def test_details_go_out_with_the_sentence() -> None:
    fault = of_island_error(errors.NoFreePorts("All 10 blocks are held", held=10, blocks=10))
    assert fault.to_json() == {
        "error": {"code": "no_free_ports", "message": "All 10 blocks are held", "details": {"held": 10, "blocks": 10}}
    }


def test_who_is_turned_away_hears_what_to_do() -> None:
    assert of_island_error(errors.Unavailable("x")).headers["Retry-After"].isdecimal()
    assert of_island_error(errors.Unauthorized("x")).headers["WWW-Authenticate"] == "Bearer"
