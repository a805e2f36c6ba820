"""Local time: an image without zone files is told of before and after the start, and the files can be brought along."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from islandmgr.resources.clocks.rules import zone
from tests import ports
from tests.integration.serving import Json, Serving, eventually, serving

SOURCE = """
#define _GNU_SOURCE
#include <stdio.h>
#include <time.h>
#include <unistd.h>
int main(void) {
    time_t now = time(NULL);
    printf("east of UTC: %ld\\n", localtime(&now)->tm_gmtoff);
    fflush(stdout);
    for (;;) pause();
}
"""
BLUEPRINT = """
name: {name}
version: "1"
title: Tells its local time
image: {image}:1
ports: [{{name: none}}]
args: {{program: {{type: choice, choices: [glibc, musl], default: glibc}}}}
command: ["{{{{ code.folder }}}}/{{{{ args.program }}}}"]
readiness: {{exec: ["true"], period_seconds: 1}}
resources: {{limits: {{memory: 64Mi}}}}
time_zone: Asia/Shanghai
{more}
code: {{claim: sample-code, mount: /home/server, folder: "/home/server/{{{{ island.branch }}}}"}}
stop_grace_seconds: 1
"""
KINDS = {
    "whole": ("whole", ""),
    "bare": ("bare", ""),
    "brought": ("bare", "zone_files: true"),
    "tokyo": ("whole", "env: {TZ: Asia/Tokyo}"),
}


@pytest.fixture(scope="module")
def manager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("zones")
    programs = folder / "data/local/volumes/sample-code/dev"
    for made in (programs, folder / "empty", folder / "blueprints"):
        made.mkdir(parents=True)
    (folder / "program.c").write_text(SOURCE)
    # The library of this machine's libc would stop a program that is linked to the other one.
    for name, compiler in (("glibc", ["gcc"]), ("musl", ["musl-gcc", "-static"])):
        subprocess.run([*compiler, "-o", str(programs / name), str(folder / "program.c")], check=True)
    for name, (image, more) in KINDS.items():
        (folder / f"blueprints/{name}.yaml").write_text(BLUEPRINT.format(name=name, image=image, more=more))
    images = f"bare=/usr/share/zoneinfo:{folder / 'empty'} whole="
    with serving(
        folder / "data", pools=ports.pool(40), blueprints=folder / "blueprints", local_images=images
    ) as running:
        yield running


def started(manager: Serving, blueprint: str, program: str = "glibc") -> int:
    island: int = manager.start_island(blueprint=blueprint, args={"program": program})["id"]
    manager.wait_for(island, "running")
    return island


def local_time(manager: Serving, island: int) -> str:
    def lines() -> list[str]:
        log = manager.call("GET", f"/islands/{island}/logs").text
        return [line for line in log.splitlines() if line.startswith("east of UTC")]

    return eventually(lines)[-1]


def report(manager: Serving, island: int) -> Json:
    return manager.json("GET", f"/islands/{island}/clock")


def test_an_image_with_zone_files_needs_nothing(manager: Serving) -> None:
    island = started(manager, "whole")
    assert local_time(manager, island) == "east of UTC: 28800"
    assert report(manager, island)["zone_problem"] == ""
    offered = {one["name"]: one["zone_problem_code"] for one in manager.json("GET", "/blueprints")["items"]}
    assert {name: offered[name] for name in KINDS} == {
        "whole": "", "bare": zone.MISSING.code, "brought": "", "tokyo": ""
    }  # fmt: skip


def test_an_image_without_them_is_told_of_before_the_start_and_after(manager: Serving) -> None:
    island = started(manager, "bare")
    assert local_time(manager, island) == "east of UTC: 0"
    found = report(manager, island)
    assert found["zone_problem_code"] == zone.MISSING.code
    assert found["zone_problem_values"] == {"zone": "Asia/Shanghai"}
    told = [one for one in events(manager, island) if one["message_code"] == zone.MISSING.code]
    assert len(told) == 1, "once for each start"
    running = next(one for one in events(manager, island) if one["after"] == "running")
    assert told[0]["id"] < running["id"]
    chinese = manager.json("GET", f"/islands/{island}/clock", headers={"Accept-Language": "zh"})["zone_problem"]
    assert "时区文件" in chinese


@pytest.mark.parametrize("libc", ["glibc", "musl"])
def test_the_files_are_brought_along_when_the_blueprint_wishes(manager: Serving, libc: str) -> None:
    island = started(manager, "brought", libc)
    assert local_time(manager, island) == "east of UTC: 28800"
    assert report(manager, island)["zone_problem"] == ""


def test_another_zone_than_the_islands_is_told_of(manager: Serving) -> None:
    island = started(manager, "tokyo")
    assert local_time(manager, island) == "east of UTC: 32400"
    found = report(manager, island)
    assert found["zone_problem_code"] == zone.DIFFERS.code
    assert "Asia/Tokyo (+09:00), not Asia/Shanghai (+08:00)" in found["zone_problem"]
    assert [one["message_code"] for one in events(manager, island)].count(zone.DIFFERS.code) == 1


def events(manager: Serving, island: int) -> list[Json]:
    found: list[Json] = manager.json("GET", f"/islands/{island}/events")["items"]
    return found
