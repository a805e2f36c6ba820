"""Reading what the server says."""

import pytest

from islandmgr.cli.client import Message, fault_of, parse_events
from islandmgr.cli.exit_codes import CODE_OF_ERROR, CODE_OF_STATUS, Code
from islandmgr.model.errors import IslandError
from islandmgr.web.errors import STATUS


def test_events() -> None:
    lines = [
        b"id: 7", b"retry: 2000", b"",
        b"id: 8", b"event: island", b'data: {"id": 12, "note": "\xe4\xb8\x9c"}', b"",
        b":", b"",
        b"", b"event: resync", b"data: {}", b"",
        b"event: island", b'data: {"id"',
    ]  # fmt: skip
    assert list(parse_events(lines)) == [
        None,
        Message("island", {"id": 12, "note": "东"}),
        None,
        Message("resync", {}),
    ]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (422, Code.USAGE),
        (404, Code.NOT_FOUND),
        (409, Code.CONFLICT),
        (403, Code.REFUSED),
        (503, Code.UNREACHABLE),
        (500, 1),
    ],
)
def test_the_servers_own_sentence_and_a_code(status: int, code: int) -> None:
    fault = fault_of(status, b'{"error": {"message": "There is no island 7"}}', "http://x")
    assert (fault.message, fault.exit_code) == ("There is no island 7", code)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"error": "x"}'])
def test_an_answer_of_something_else(body: bytes) -> None:
    assert fault_of(502, body, "http://x").message == "http://x answered 502"


def test_a_command_ends_the_same_with_and_without_a_server() -> None:
    def kinds(kind: type[IslandError]) -> list[type[IslandError]]:
        return [kind, *(child for one in kind.__subclasses__() for child in kinds(one))]

    for kind in kinds(IslandError)[1:]:
        status = next(STATUS[base] for base in kind.__mro__ if base in STATUS)
        assert CODE_OF_ERROR[kind.code] is CODE_OF_STATUS[status], kind
