"""Who may ask at all."""

import pytest

from islandmgr.model.errors import Forbidden
from islandmgr.web.guards import check_host, check_origin, is_loopback, origin_of

OURS = {"http://127.0.0.1:8000", "https://islands.example"}


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8000",
        "127.0.0.1",
        "127.1.2.3:80",
        "localhost:8000",
        "[::1]:8000",
        "pc.localhost",
        "islands.example:443",
    ],
)
def test_our_own_names_are_let_in(host: str) -> None:
    check_host(host, {"islands.example"})


@pytest.mark.parametrize(
    "host", ["evil.example:8000", "evil.example", "10.0.0.5:8000", "localhost.evil.example", "", "["]
)
def test_a_foreign_name_that_resolves_to_us_is_refused(host: str) -> None:
    with pytest.raises(Forbidden) as refused:
        check_host(host, {"islands.example"})
    assert repr(host) in refused.value.message


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://127.0.0.1:8000"},
        {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "HTTPS://Islands.Example", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_programs_and_our_own_pages_may_change_things(headers: dict[str, str]) -> None:
    check_origin(headers, OURS)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "https://127.0.0.1:8000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_pages_of_other_sites_may_not(headers: dict[str, str]) -> None:
    with pytest.raises(Forbidden):
        check_origin(headers, OURS)


@pytest.mark.parametrize(("name", "it_is"), [("localhost", True), ("::1", True), ("128.0.0.1", False), ("x", False)])
def test_loopback(name: str, it_is: bool) -> None:
    assert is_loopback(name) is it_is


def test_an_origin_is_what_stands_before_the_path() -> None:
    assert origin_of("HTTP://Host:80/path?x=1") == "http://host:80"
