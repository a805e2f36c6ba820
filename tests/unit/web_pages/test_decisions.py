"""What a reader gets for what is asked: language, rows, harmless cells, files."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from islandmgr.model.domain import State
from islandmgr.resources.islands.service import filters
from islandmgr.resources.islands.service.verbs import IslandFilter
from islandmgr.web.pages import assets, language, spreadsheet


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    app = Flask(__name__, static_folder=None)
    language.register(app, "zh")
    app.register_blueprint(assets.blueprint)

    @app.get("/")
    def chosen() -> str:
        return language.chosen()

    with app.test_client() as client:
        yield client


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-Hant-TW", "zh"),
        ("fr,en;q=0.5,zh;q=0.4", "en"),
        ("en;q=0.4,zh;q=0.5", "zh"),
        ("fr", "zh"),
        ("", "zh"),
        ("not a language;;;", "zh"),
    ],
)
def test_the_browsers_first_wish_that_we_speak(client: FlaskClient, accepted: str, chosen: str) -> None:
    assert client.get("/", headers={"Accept-Language": accepted}).text == chosen


def test_a_choice_goes_before_the_browsers_wish(client: FlaskClient) -> None:
    answer = client.get("/language/en?next=/islands/3%23log")
    assert answer.headers["Location"] == "/islands/3#log"
    assert client.get("/", headers={"Accept-Language": "zh"}).text == "en"
    client.set_cookie("language", "klingon")
    assert client.get("/", headers={"Accept-Language": "zh"}).text == "zh"
    assert client.get("/language/klingon").status_code == 404


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "evil",
        "",
        "/a\r\nb",
        "/\tx",
        "/a\\b",
    ],
)
def test_a_language_link_stays_here(client: FlaskClient, target: str) -> None:
    assert client.get("/language/zh", query_string={"next": target}).headers["Location"] == "/"


def test_files_are_kept_for_ever_by_their_version(client: FlaskClient) -> None:
    answer = client.get(f"/assets/{assets.version()}/js/clock.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == assets.KEEP
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Content-Encoding"] == "gzip"
    plain = client.get("/assets/older/js/clock.js")
    assert plain.headers["Cache-Control"] == "no-cache"
    assert gzip.decompress(answer.data) == plain.data == (assets.FRAME / "js/clock.js").read_bytes()


@pytest.mark.parametrize(
    "name", ["../app.py", "js/../../app.py", "%2e%2e/app.py", "js", "nothing.js", "catalogue/xx.json"]
)
def test_nothing_but_static_files_is_given_out(client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/x/{name}").status_code == 404


def test_the_catalogue_of_a_language(client: FlaskClient) -> None:
    answer = client.get(f"/assets/{assets.version()}/catalogue/zh_Hans_CN.json")
    assert answer.json is not None
    assert answer.json["crashed"] == "已崩溃"


def test_a_filter_is_read_from_the_address() -> None:
    query = {
        "state": "trouble",
        "branch": "dev",
        "owner": " qa01 ",
        "q": "shop\x00\n",
        "clock": "not_applied",
        "after": "17",
    }
    states = frozenset({State.CRASHED, State.FAILED, State.LOST, State.UNREADY})
    assert filters.from_query(query, 5) == IslandFilter(
        states, "dev", "qa01", "shop", not_applied=True, limit=5, after=17
    )


@pytest.mark.parametrize("query", [{}, {"state": "nonsense", "after": "x"}, {"after": "9" * 30}, {"after": "²"}])
def test_nonsense_in_an_address_is_as_if_it_were_not_there(query: dict[str, str]) -> None:
    assert filters.from_query(query) == IslandFilter(frozenset(State) - {State.STOPPED}, limit=filters.PAGE)


def test_the_groups_leave_no_state_out() -> None:
    assert filters.GROUPS["active"] | filters.GROUPS["stopped"] == filters.GROUPS["all"] == frozenset(State)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "－1", "＋1", "＠x"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    assert spreadsheet.harmless(text) == "'" + text


def test_other_cells_stay_as_they_are() -> None:
    moment = datetime(2026, 12, 31, 23, 59, 30, tzinfo=UTC)
    cells = ["qa01", "a=b", "", None, -5400, moment]
    assert [spreadsheet.harmless(cell) for cell in cells] == ["qa01", "a=b", "", "", -5400, "2026-12-31 23:59:30"]


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    assert spreadsheet.fitting("x" * 32_000) == "x" * 32_000
    cut = spreadsheet.fitting("x" * 40_000)
    assert cut.endswith("x... [cut: 8,000 characters]")
    assert len(cut) <= 32_767
