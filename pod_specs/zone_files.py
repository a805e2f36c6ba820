"""Whether the image of a blueprint has the file of its zone, where the image can be looked into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pod_specs.blueprint import Blueprint

FOLDERS = ("/usr/share/zoneinfo", "/share/zoneinfo", "/etc/zoneinfo")  # musl looks in all of them, glibc in the first
WITHOUT_A_FILE = frozenset({"UTC"})  # what programs make of a zone that they do not find


def missing_zone_file(blueprint: Blueprint, look: Callable[[str], Path] = Path) -> str:
    """The name of the zone that the server is to run in, when `look` finds no file of it; else empty.

    `look` is given paths in the image. A zone that is not known before the start, or that is no file's, is not looked
    for.
    """
    zone = str(blueprint.env.get("TZ", blueprint.time_zone))
    if blueprint.zone_files or "TZDIR" in blueprint.env or not _is_name(zone) or zone in WITHOUT_A_FILE:
        return ""
    return "" if any(look(f"{folder}/{zone}").is_file() for folder in FOLDERS) else zone


def _is_name(zone: str) -> bool:
    """`Asia/Shanghai`; not `CST-8`, a path, or a placeholder."""
    return zone.replace("/", "").replace("_", "").replace("-", "").isalpha() and "/" in zone.strip("/")
