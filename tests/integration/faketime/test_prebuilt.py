"""The library as it is shipped: what its sources give, old enough for any image, and for both processors."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from faketime import clock_library

PROJECT = Path(__file__).parents[3]
PROCESSORS = ("x86_64", "aarch64")
OLDEST_GLIBC = (2, 17)  # of the oldest images that carry JDK 8


def test_it_is_what_its_sources_give(tmp_path: Path) -> None:
    built = tmp_path / "built"
    script = [str(PROJECT / "scripts" / "build-clock-library"), str(built)]
    done = subprocess.run(
        script, env={**os.environ, "PYTHON": sys.executable}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    kept = {path.relative_to(clock_library.PREBUILT): path.read_bytes() for path in _files(clock_library.PREBUILT)}
    fresh = {path.relative_to(built): path.read_bytes() for path in _files(built)}
    assert (
        kept.keys()
        == fresh.keys()
        == {Path(one, libc, "libfaketime.so.1") for one in PROCESSORS for libc in clock_library.LIBCS}
        | {Path(one, "clock-reach") for one in PROCESSORS}
    )
    assert [str(path) for path in kept if kept[path] != fresh[path]] == [], "make clock-library builds it anew"


@pytest.mark.parametrize("processor", PROCESSORS)
def test_no_newer_glibc_is_asked_for(processor: str) -> None:
    library = clock_library.folder(processor) / "glibc" / "libfaketime.so.1"
    versions = {tuple(map(int, found.split(b"."))) for found in re.findall(rb"GLIBC_([0-9.]+)\0", library.read_bytes())}
    assert versions
    assert max(versions) <= OLDEST_GLIBC


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
