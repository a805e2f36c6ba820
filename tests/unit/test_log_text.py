"""Long lines and long logs are cut, whatever pieces they come in, and say so."""

from __future__ import annotations

import random

import pytest

from islandmgr.kernel.log_text import LONGEST_ANSWER, LONGEST_LINE, bounded, bounded_text, cut_lines

BELL = "铃".encode()


def pieces(text: bytes, seed: int) -> list[bytes]:
    """The text in pieces of random sizes, empty ones among them."""
    numbers = random.Random(seed)
    places = sorted(numbers.choices(range(len(text) + 1), k=numbers.randrange(12)))
    return [text[begin:end] for begin, end in zip([0, *places], [*places, len(text)], strict=True)]


@pytest.mark.parametrize("text", [b"", b"\n", b"a\nb\n", b"a\r\nb", b"x" * 10 + b"\n", b"\n\n" + b"y" * 10])
def test_what_is_short_stays_as_it_is(text: bytes) -> None:
    for seed in range(20):
        assert b"".join(cut_lines(pieces(text, seed), 10)) == text
        assert bounded(pieces(text, seed), 20) == text


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (b"a\n" + b"x" * 25 + b"\nb\n", b"a\nxxxxxxxxxx... [cut: 15 bytes]\nb\n"),
        (b"x" * 11, b"xxxxxxxxxx... [cut: 1 bytes]"),
        (b"x" * 5010, b"xxxxxxxxxx... [cut: 5,000 bytes]"),
        (b"123456789" + BELL * 3, b"123456789" + BELL + b"... [cut: 6 bytes]"),
        (b"12345678" + BELL * 3, b"12345678" + BELL + b"... [cut: 6 bytes]"),
        (b"1234567890" + BELL * 3, b"1234567890... [cut: 9 bytes]"),
        (b"\x80" * 30, b"\x80" * 13 + b"... [cut: 17 bytes]"),
    ],
)
def test_a_long_line_is_cut_at_its_end(text: bytes, cut: bytes) -> None:
    for seed in range(50):
        assert b"".join(cut_lines(pieces(text, seed), 10)) == cut
    assert b"".join(cut_lines((bytes([byte]) for byte in text), 10)) == cut


def test_a_long_answer_keeps_its_end_from_a_whole_line_on() -> None:
    text = b"".join(b"line %02d\n" % number for number in range(50))
    for seed in range(50):
        found = bounded(pieces(text, seed), 40)
        remark, _, rest = found.partition(b"\n")
        assert text.endswith(rest)
        assert rest.startswith(b"line ")
        assert 0 < len(rest) <= 40
        assert remark.decode() == f"[cut: {len(text) - len(rest)} bytes] ..."


def test_an_answer_without_any_line_is_cut_too() -> None:
    assert bounded([b"x" * 100], 40).endswith(b"] ...\n" + b"x" * 10 + b"x" * 30)
    assert bounded_text("x" * (LONGEST_LINE + 1), 10**6).endswith("... [cut: 1 bytes]")


def test_nothing_that_is_left_out_is_held() -> None:
    """A line of 4 GB: only what is kept of it may take memory, and what comes after it is there."""
    chunk = bytes(1 << 20)
    out = b"".join(cut_lines(part for part in (*(chunk for _ in range(4096)), b"\nend\n")))
    assert out[LONGEST_LINE:] == b"... [cut: %s bytes]\nend\n" % f"{4096 * len(chunk) - LONGEST_LINE:,}".encode()
    lines = (b"y" * 1000 + b"\n" for _ in range(20_000))
    assert len(bounded(lines)) <= LONGEST_ANSWER + 100
