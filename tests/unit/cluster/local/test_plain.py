"""Without namespaces, paths are replaced in what a program is told."""

from __future__ import annotations

import pytest

from islandmgr.cluster.local.launch import Program
from islandmgr.cluster.local.mounts import Mount
from islandmgr.cluster.local.plain import Replacement, replacements, rewrite, rewritten

MACHINE = {"/", "/run", "/home", "/opt", "/srv", "/srv/data"}
MOVES = replacements(
    [
        Mount("/P/volumes/run/islandmgr/clock", "/run/islandmgr/clock"),
        Mount("/P/volumes/run/islandmgr/handover", "/run/islandmgr/handover"),
        Mount("/D/volumes/code", "/home/server"),
        Mount("/P/volumes/tools", "/opt/islandmgr"),
        Mount("/somewhere", "/srv/data"),
        Mount("/one", "/mixed/a"),
        Mount("/two", "/mixed/b/c"),
        Mount("/hidden", "/home/server/inner"),
    ],
    MACHINE.__contains__,
    "/L",
)


def test_neighbours_whose_sources_are_neighbours_keep_their_parent() -> None:
    assert Replacement("/run/islandmgr", "/P/volumes/run/islandmgr", {}) in MOVES


def test_a_lone_mount_point_becomes_its_source() -> None:
    assert Replacement("/home/server", "/D/volumes/code", {}) in MOVES
    assert Replacement("/srv/data", "/somewhere", {}) in MOVES


def test_strangers_below_one_parent_are_gathered_by_links() -> None:
    assert Replacement("/mixed", "/L/mixed", {"a": "/one", "b/c": "/two"}) in MOVES


def test_nothing_else_is_replaced() -> None:
    assert [move.prefix for move in MOVES] == [
        "/opt/islandmgr",
        "/run/islandmgr",
        "/home/server",
        "/srv/data",
        "/mixed",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/home/server", "/D/volumes/code"),
        ("/home/server/dev/start.sh", "/D/volumes/code/dev/start.sh"),
        ("/run/islandmgr", "/P/volumes/run/islandmgr"),
        ("/run/islandmgr/clock/rc", "/P/volumes/run/islandmgr/clock/rc"),
        ("-Xlog:/home/server/gc.log:time", "-Xlog:/D/volumes/code/gc.log:time"),
        ("/opt/islandmgr:/srv/data", "/P/volumes/tools:/somewhere"),
        ("cd /mixed && ls", "cd /L/mixed && ls"),
        ("'/srv/data'", "'/somewhere'"),
        ("/home/server2", "/home/server2"),
        ("/home/server.bak", "/home/server.bak"),
        ("/mnt/home/server", "/mnt/home/server"),
        ("my/mixed", "my/mixed"),
        ("http://host/mixed", "http://host/mixed"),
        ("/run", "/run"),
        ("no path at all", "no path at all"),
    ],
)
def test_rewriting(before: str, after: str) -> None:
    assert rewrite(before, MOVES) == after


def test_a_whole_program() -> None:
    program = Program(("sh", "/mixed/a.sh"), {"RUN": "/run/islandmgr", "PATH": "/bin:/mixed"}, "/home/server")
    moved = Program(
        ("sh", "/L/mixed/a.sh"), {"RUN": "/P/volumes/run/islandmgr", "PATH": "/bin:/L/mixed"}, "/D/volumes/code"
    )
    assert rewritten(program, MOVES) == moved
    assert rewritten(program, ()) == program
