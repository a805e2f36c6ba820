"""What is printed."""

import pytest

from islandmgr.cli.output import clean, columns, width


def test_columns_are_aligned_and_never_cut() -> None:
    long = "x" * 300
    assert columns(("ID", "NOTE", "END"), [(1, "a", None), (1000, long, "z")]) == [
        "ID    NOTE" + " " * 298 + "END",
        "1     a",
        f"1000  {long}  z",
    ]


def test_chinese_takes_two_columns() -> None:
    head, first, second = columns(("OWNER", "X"), [("东风", "|"), ("abcd", "|")])
    assert head == "OWNER  X"
    assert width(first) == width(second)


@pytest.mark.parametrize("text", ["\x1b[2J", "\r", "a\nb", "\x9b31m", "\x7f"])
def test_nothing_that_was_typed_moves_the_cursor(text: str) -> None:
    assert clean(text).isprintable()


def test_no_rows() -> None:
    assert columns(("A", "B"), []) == ["A  B"]
