"""Which of the files that a server left are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.keeping import FILE_LIMIT, MOST_FILES, TOTAL_LIMIT, Found, choose, fixed_folder

FILES = st.builds(
    Found,
    modified=st.integers(0, 100),
    path=st.text("abc/", min_size=1),
    size=st.integers(0, 3 * FILE_LIMIT),
    device=st.just(1),
    inode=st.integers(0, 1000),
)


@given(st.sets(FILES, max_size=3 * MOST_FILES))
def test_the_newest_that_fit(found: set[Found]) -> None:
    chosen = choose(found)
    assert set(chosen) <= found
    assert [file.modified for file in chosen] == sorted((file.modified for file in chosen), reverse=True)
    assert len(chosen) <= MOST_FILES
    assert sum(min(file.size, FILE_LIMIT) for file in chosen) <= TOTAL_LIMIT
    if found:
        assert max(found) in chosen


@pytest.mark.parametrize(
    ("pattern", "folder"),
    [
        ("/home/server/dev/hs_err*.log", "/home/server/dev"),
        ("/home/server/*/core*", "/home/server"),
        ("/home/[a-c]?/x/core", "/home"),
        ("/home/server/core", "/home/server"),
        ("/*", "/"),
    ],
)
def test_the_folder_that_a_pattern_names(pattern: str, folder: str) -> None:
    assert fixed_folder(pattern) == folder
