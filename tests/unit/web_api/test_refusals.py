"""Input that is refused: the value is quoted, the accepted form is told, pydantic's words are not shown."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from islandmgr.model.errors import Invalid
from islandmgr.resources.clocks.shared.forms import ClockBody
from islandmgr.resources.islands.api.islands import ExtendBody, ListQuery, NoteBody, StartBody
from islandmgr.resources.islands.api.lookup import LogsQuery
from islandmgr.resources.islands.api.pod_reports import Report
from islandmgr.web.api.common import IslandPath, Strict
from islandmgr.web.refusals import quoted, refuse

GOOD = {"blueprint": "sample", "branch": "dev"}


def refused(model: type[BaseModel], **given: Any) -> Invalid:
    with pytest.raises(ValidationError) as error:
        model.model_validate(given)
    return refuse(error.value, Strict.__subclasses__())


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"branch": "dev"}, "blueprint must be given"),
        (GOOD | {"owner": 5}, "owner 5 must be text"),
        (GOOD | {"owner": "x" * 65}, "has 65 characters; at most 64 are accepted"),
        (GOOD | {"owner": "a\x07b"}, r"owner 'a\x07b' has the control character '\x07' in it"),
        (GOOD | {"owner": "a\nb"}, r"control character '\n'"),
        (GOOD | {"note": "x" * 501}, "has 501 characters; at most 500 are accepted"),
        (GOOD | {"note": "a\x00b"}, r"control character '\x00'"),
        (GOOD | {"branch": "no such thing"}, "branch 'no such thing' is no label value; write up to 63 letters"),
        (GOOD | {"branch": "-dev"}, "is no label value"),
        (GOOD | {"branch": "dev\n"}, "is no label value"),
        (GOOD | {"branch": "x" * 64}, "has 64 characters; at most 63 are accepted"),
        (GOOD | {"ttl_hours": 0}, "ttl_hours 0 must be more than 0"),
        (GOOD | {"ttl_hours": float("nan")}, "ttl_hours nan must be a number"),
        (GOOD | {"args": []}, "args [] must be a JSON object"),
        (GOOD | {"clock": "noon"}, "clock 'noon' must be a JSON object"),
        (
            GOOD | {"clock": {"mode": "warp"}},
            "clock.mode 'warp' must be one of 'real', 'at', 'shift', 'freeze', 'rate', 'moved', 'same' or 'undo'",
        ),
        (GOOD | {"colour": "red"}, "colour is no field here; there is blueprint, branch, owner, note, clock"),
    ],
)
def test_a_start_that_is_refused(given: dict[str, Any], sentence: str) -> None:
    assert sentence in refused(StartBody, **given).message


@pytest.mark.parametrize(
    ("model", "given", "sentence"),
    [
        (ListQuery, {"limit": "many"}, "limit 'many' must be a whole number"),
        (ListQuery, {"limit": "0"}, "limit '0' must be at least 1"),
        (ListQuery, {"limit": "1001"}, "limit '1001' must be at most 1000"),
        (ListQuery, {"state": ["runing"]}, "state[0] 'runing' must be one of 'requested', 'scheduling'"),
        (ListQuery, {"after": "x"}, "after 'x' must be a whole number"),
        (LogsQuery, {"tail": "10001"}, "tail '10001' must be at most 10000"),
        (LogsQuery, {"follow": "maybe"}, "follow 'maybe' must be true or false"),
        (IslandPath, {"island_id": "abc"}, "island_id 'abc' must be a whole number"),
        (IslandPath, {"island_id": "0"}, "island_id '0' must be at least 1"),
        (IslandPath, {"island_id": str(2**63)}, "must be at most"),
        (ExtendBody, {"hours": "4 h"}, "hours '4 h' must be a number"),
        (NoteBody, {}, "note must be given"),
        (ClockBody, {"mode": "rate", "rate": 61}, "rate 61 must be at most 60"),
        (
            Report,
            {"island": 1, "incarnation": 1, "files": [{"name": "x", "size": -1}]},
            "files[0].size -1 must be at least 0",
        ),
    ],
)
def test_each_form_has_its_words(model: type[BaseModel], given: dict[str, Any], sentence: str) -> None:
    assert sentence in refused(model, **given).message


def test_every_fault_is_told_at_once() -> None:
    error = refused(StartBody, owner=5, branch="dev", colour="red")
    assert set(error.details["fields"]) == {"blueprint", "owner", "colour"}
    assert error.message.count("; ") >= 2


def test_a_body_that_is_no_object() -> None:
    with pytest.raises(ValidationError) as error:
        StartBody.model_validate(None)
    assert refuse(error.value).message == "The body must be a JSON object, not None"


def test_long_values_are_cut() -> None:
    assert len(quoted("x" * 10_000)) < 120


@pytest.mark.parametrize("text", ["", "东风 qa", "a\tb\nc", "Zoë", "it's {{ \" }}", "👩‍👩‍👧"])
def test_notes_may_be_anything_that_people_write(text: str) -> None:
    assert NoteBody(note=text).note == text


def test_states_may_be_written_with_commas() -> None:
    assert [*ListQuery.model_validate({"state": ["running,starting", "failed"]}).state] == [
        "running",
        "starting",
        "failed",
    ]


def test_a_clock_is_passed_on_as_it_was_asked() -> None:
    assert ClockBody.model_validate({"mode": "shift", "shift": "+1h"}).asked() == {"mode": "shift", "shift": "+1h"}
