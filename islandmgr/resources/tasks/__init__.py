"""Tasks on pages, in the API and in islandctl, and the kind that is built in: commands."""

from islandmgr.access import Scope
from islandmgr.access.rules import operators, programmers
from islandmgr.kernel.manifest import N_, Job, MenuEntry, Room

ROOM = Room(
    __name__,
    acts={
        "tasks.look": programmers(Scope.OPS, "see tasks and their logs"),
        "tasks.command": operators(Scope.OPS, "run commands in the cluster and on hosts"),
        "tasks.stop": operators(Scope.OPS, "stop tasks"),
    },
    build="service:build",
    workers={"tasks": "service:Tasks.drive"},
    jobs=(Job("service:Tasks.forget_tasks", 3600),),
    topics="stream:TOPICS",
    api=("api:api",),
    pages=("pages:blueprint",),
    menu=(MenuEntry(60, "tasks_page.page", N_("Tasks"), "play-fill", act="tasks.look"),),
    commands=("cli:task",),
)
