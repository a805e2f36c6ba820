"""Images without a registry: a name stands for folders, mounted read-only into the machine's own tree."""

from __future__ import annotations

import compileall
import importlib.util
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from faketime import clock_library
from islandmgr.cluster.local import disk

SIDE = "islandmgr/side"
"""The side image; its folder is put together from this installation."""

SAMPLE = "islandmgr/sample"
"""The sample server's image: a Python and nothing else."""

_SAMPLE_CLAIM = "sample-code"

Images = Mapping[str, Mapping[str, str]]
"""Prefix of an image's name -> {path in the container: folder of this machine}. The longest prefix wins."""


def lookup(image: str, images: Images) -> Mapping[str, str] | None:
    """The folders behind an image, or None when nobody said what it stands for."""
    fitting = [prefix for prefix in images if image.startswith(prefix)]
    return images[max(fitting, key=len)] if fitting else None


def path_in(image: str, path: str, images: Images) -> Path:
    """What of this machine is seen at an absolute `path` in containers of an image: in one of its folders, or in the
    machine's own tree."""
    folders = lookup(image, images) or {}
    over = [place for place in folders if f"{path}/".startswith(f"{place.rstrip('/')}/")]
    if not over:
        return Path(path)
    place = max(over, key=len)
    return Path(folders[place], path[len(place.rstrip("/")) + 1 :])


def assemble_side(folder: Path) -> Path:
    """Copy the side image's content to `folder/side`: the Pod keeps running while a checkout changes under it."""
    fresh, final = folder / "side.new", folder / "side"
    shutil.rmtree(fresh, ignore_errors=True)
    with disk.readable_by_islands():
        for package in ("sidecar", "registration"):
            if source := _package(package):
                skip = shutil.ignore_patterns("__pycache__", "*.pyc")
                shutil.copytree(source, fresh / package, ignore=skip)
        # Containers cannot write there, and each change of a clock starts a program from it.
        compileall.compile_dir(fresh, quiet=1, stripdir=str(fresh), prependdir="/opt/islandmgr")
        shutil.copytree(clock_library.folder(), fresh / "faketime")
        _place_zone_files(fresh / "zoneinfo")
    shutil.rmtree(final, ignore_errors=True)
    fresh.rename(final)
    return final


def _place_zone_files(folder: Path) -> None:
    """Those of the package tzdata, so that a machine without any has them too."""
    if package := _package("tzdata"):
        names = shutil.ignore_patterns("__pycache__", "*.py", "*.pyc")
        shutil.copytree(package / "zoneinfo", folder, ignore=names)


def place_sample(claims: Path, branches: Iterable[str]) -> None:
    """Put the sample server where a team would put its own: on the code volume, below each branch's name."""
    if package := _package("pod_specs"):
        server = (package / "builtin" / "sample" / "server.py").read_bytes()
        with disk.readable_by_islands():
            claim = claims / _SAMPLE_CLAIM
            claim.mkdir(parents=True, exist_ok=True)
            for branch in branches:
                disk.place_below(claim, branch, "server.py", server)


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None
