"""How many files this process may have open, and how many connections and threads fit into that.

A connection is an open file. The usual soft limit of 1,024 is for programs that use `select`; whoever needs more raises
it to the hard one. Programs that we start get back what we were started with.
"""

from __future__ import annotations

import resource

import structlog

from islandmgr.config.settings import Settings

SPARE_CONNECTIONS = 1000  # idle ones that browsers keep open; they hold no thread
ENOUGH = 65_536  # files: more than any setting can make use of
RESERVED = 300  # files besides clients and what their requests open: database, cluster, logs, libraries
FEWEST = 64  # connections, however low the limit is

_inherited: list[int] = []  # the soft limit before it was raised

log = structlog.get_logger(__name__)


def raise_limit() -> None:
    """Let this process and its forks open as many files as the hard limit allows, at most `ENOUGH`."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        _inherited[:] = [soft]
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def with_inherited_limit(command: list[str]) -> list[str]:
    """`command`, to be run with the soft limit that this process was started with."""
    if not _inherited:
        return command
    return ["/bin/sh", "-c", 'ulimit -Sn "$0" && exec "$@"', str(_inherited[0]), *command]


def fit(threads: int, files: int) -> tuple[int, int]:
    """Threads and connections for `files` open ones; `threads` is how many are wanted.

    A thread may open one more file for its client: a connection to the cluster, for a log that is followed.
    """
    connections = threads + SPARE_CONNECTIONS
    if files >= RESERVED + threads + connections:
        return threads, connections
    room = max(FEWEST, files - RESERVED)
    fewer = min(threads, room // 4)
    return fewer, min(connections, room - fewer)


def connections(threads: int) -> int:
    """How many connections this process may hold at once, with so many threads."""
    return fit(threads, _limit())[1]


def fitted(settings: Settings) -> Settings:
    """`settings` with as many threads as the limit allows; says so in the log when those are fewer."""
    threads, _ = fit(settings.web_threads, _limit())
    if threads == settings.web_threads:
        return settings
    log.warning(
        "fewer threads than web_threads says: the hard limit of open files is low",
        web_threads=settings.web_threads,
        threads=threads,
        open_files=_limit(),
    )
    return settings.model_copy(update={"web_threads": threads})


def _limit() -> int:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return ENOUGH if soft == resource.RLIM_INFINITY else soft
