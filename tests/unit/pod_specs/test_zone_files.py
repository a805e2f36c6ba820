"""An image without zone files: known before the start where it can be looked into, and what brings them along."""

from __future__ import annotations

from pathlib import Path

import pytest

from islandmgr.cluster.local.images import path_in
from pod_specs import missing_zone_file, render
from pod_specs.render import ZONES
from tests.unit.pod_specs.islands import MINIMAL, blueprint_of, container, env_of, given_for

IN_SHANGHAI = MINIMAL.replace("UTC", "Asia/Shanghai")


def image(folder: Path, *files: str) -> Path:
    for file in files:
        path = Path(folder, file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


@pytest.mark.parametrize(
    ("more", "files", "missing"),
    [
        ("", [], "Asia/Shanghai"),
        ("", ["usr/share/zoneinfo/Asia/Shanghai"], ""),
        ("", ["share/zoneinfo/Asia/Shanghai"], ""),
        ("", ["usr/share/zoneinfo/Asia/Tokyo"], "Asia/Shanghai"),
        ("zone_files: true\n", [], ""),
        ("env: {TZ: Europe/Berlin}\n", ["usr/share/zoneinfo/Asia/Shanghai"], "Europe/Berlin"),
        ("env: {TZ: CST-8}\n", [], ""),
        ("env: {TZ: ':/opt/zones/Asia/Shanghai'}\n", [], ""),
        ("env: {TZ: '{{ island.note }}'}\n", [], ""),
        ("env: {TZDIR: /opt/zones}\n", [], ""),
    ],
)
def test_which_zone_file_is_missing(tmp_path: Path, more: str, files: list[str], missing: str) -> None:
    folder = image(tmp_path, *files)
    found = missing_zone_file(blueprint_of(IN_SHANGHAI + more), lambda path: folder / path.lstrip("/"))
    assert found == missing


def test_utc_needs_no_file(tmp_path: Path) -> None:
    assert missing_zone_file(blueprint_of(MINIMAL), lambda path: tmp_path / path.lstrip("/")) == ""


def test_zone_files_are_put_where_every_libc_looks() -> None:
    blueprint = blueprint_of(IN_SHANGHAI + "zone_files: true\n")
    manifest = render(blueprint, given_for(blueprint))
    assert {"name": "zones", "emptyDir": {}} in manifest["spec"]["volumes"]
    assert {"name": "zones", "mountPath": ZONES, "readOnly": True} in container(manifest, "tiny")["volumeMounts"]
    assert {"name": "zones", "mountPath": "/zones"} in container(manifest, "prepare")["volumeMounts"]
    assert env_of(manifest, "prepare")["ISLANDMGR_ZONES"] == "/zones"
    assert (env_of(manifest, "tiny")["TZ"], env_of(manifest, "tiny")["TZDIR"]) == ("Asia/Shanghai", ZONES)


def test_nothing_is_brought_that_nobody_wished_for() -> None:
    blueprint = blueprint_of(IN_SHANGHAI)
    assert "zone" not in str(render(blueprint, given_for(blueprint)))


IMAGES = {"game": {"/opt/jdk": "/jdks/17"}, "game/bare": {"/usr/share/zoneinfo": "/empty", "/usr": "/other/usr"}}


@pytest.mark.parametrize(
    ("name", "path", "seen"),
    [
        ("game:1", "/opt/jdk/bin/java", "/jdks/17/bin/java"),
        ("game:1", "/opt/jdk", "/jdks/17"),
        ("game:1", "/opt/jdk2", "/opt/jdk2"),
        ("game:1", "/usr/share/zoneinfo/UTC", "/usr/share/zoneinfo/UTC"),
        ("game/bare:1", "/usr/share/zoneinfo/UTC", "/empty/UTC"),
        ("game/bare:1", "/usr/lib", "/other/usr/lib"),
        ("another", "/usr/lib", "/usr/lib"),
    ],
)
def test_what_an_image_of_the_local_cluster_shows(name: str, path: str, seen: str) -> None:
    assert path_in(name, path, IMAGES) == Path(seen)
