"""Where the clock library is: built from `faketime/library/`, for this processor and both C libraries."""

from __future__ import annotations

import platform
from pathlib import Path

PREBUILT = Path(__file__).absolute().parent / "library" / "prebuilt"
LIBCS = ("glibc", "musl")


def folder(processor: str = "") -> Path:
    """With a folder for each C library, `glibc/libfaketime.so.1`; of this machine's processor when none is named."""
    return PREBUILT / (processor or platform.machine())
