"""A kubelet's words in the place of a log are no log."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from islandmgr.cluster.kubernetes.logs import without_apology
from islandmgr.model.errors import NotFound

GONE = b"unable to retrieve container logs for containerd://" + b"7250bbc6" * 8
NO_FILE = (
    b'failed to try resolving symlinks in path "/var/log/pods/islands_task-7_u1/step-0/0.log": '
    b"lstat /var/log/pods/islands_task-7_u1/step-0/0.log: no such file or directory"
)


def read(chunks: Iterable[bytes]) -> list[bytes]:
    return list(without_apology(iter(chunks)))


@pytest.mark.parametrize("words", [GONE, NO_FILE])
@pytest.mark.parametrize("size", [1, 7, 4096])
def test_that_there_is_no_log_is_no_log(words: bytes, size: int) -> None:
    with pytest.raises(NotFound, match=r"container logs for|no such file"):
        read(words[start : start + size] for start in range(0, len(words), size))


@pytest.mark.parametrize(
    "chunks",
    [
        [],
        [b"hello\n", b"world\n"],
        [b"unable to", b" retrieve container logs for lunch\n", b"more"],
        [GONE + b"\n"],
        [b"line\n" + GONE],
        [GONE, b"\n", b"the server wrote that itself\n"],
        [b"failed to open log file ", b"x" * 4096, b"end"],
    ],
)
def test_anything_else_is_the_servers(chunks: list[bytes]) -> None:
    assert b"".join(read(chunks)) == b"".join(chunks)


def test_what_comes_is_handed_on_at_once() -> None:
    seen = []

    def follow() -> Iterable[bytes]:
        yield b"u"
        yield b"ser\n"
        seen.append("first")
        yield b"two\n"

    chunks = without_apology(iter(follow()))
    assert (next(chunks), seen) == (b"user\n", [])
    assert list(chunks) == [b"two\n"]
