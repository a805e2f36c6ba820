"""Small files that are whole or not there, for an agent that may be killed at any time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def write_json(path: Path, value: Any) -> None:
    """Replace `path` atomically. Not forced to the platter: processes do not outlive a power cut either."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(json.dumps(value))
    fresh.replace(path)
