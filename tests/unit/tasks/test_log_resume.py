"""Going on with a log where another reader was: nothing twice, nothing lost, whatever the pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from islandmgr.tasks import log_resume
from islandmgr.tasks.log_resume import GAP, MARK, Resume


def resumed(stored: bytes, log: bytes, size: int = 1000) -> bytes:
    resume = Resume(len(stored), stored[-MARK:])
    out = b"".join(resume.feed(log[at : at + size]) for at in range(0, len(log), size))
    return stored + out + resume.finish()


LOGS = st.lists(st.binary(min_size=1, max_size=40), max_size=60).map(b"".join)


@given(log=LOGS, cut=st.floats(0, 1), size=st.integers(1, 200))
def test_a_log_is_read_on_from_anywhere(log: bytes, cut: float, size: int) -> None:
    assert resumed(log[: int(len(log) * cut)], log, size) == log


@given(log=st.lists(st.integers(0, 10**9), min_size=50, max_size=300, unique=True), cut=st.floats(0, 1))
def test_a_log_whose_beginning_the_cluster_forgot(log: list[int], cut: float) -> None:
    whole = b"".join(b"line %d\n" % number for number in log)
    stored = whole[: len(whole) // 2]
    kept = whole[int(len(stored) * cut) :]
    found = resumed(stored, kept)
    mark_is_kept = len(stored) - int(len(stored) * cut) >= len(stored[-MARK:])
    assert found == (whole if mark_is_kept else stored + GAP + kept)


def test_nothing_new() -> None:
    assert resumed(b"abc", b"abc") == b"abc"
    assert resumed(b"abc", b"") == b"abc"
    assert resumed(b"", b"") == b""


def test_what_is_held_meanwhile_is_bounded() -> None:
    resume = Resume(10 * log_resume.HELD, b"x" * MARK)
    for _ in range(3 * log_resume.HELD // 2**20):
        assert resume.feed(b"y" * 2**20) == b""
    assert len(resume.finish()) == log_resume.HELD + len(GAP)
