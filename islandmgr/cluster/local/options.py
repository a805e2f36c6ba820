"""How an agent is started: the same few words for the one who starts it and for itself."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

IsolationKind = Literal["auto", "namespaces", "plain"]

LOG_LIMIT = 20 * 2**20
IDLE = 60.0


@dataclass(frozen=True)
class Options:
    """`idle` is after how many seconds without a manager the agent ends, None for never; `log_limit` is in bytes."""

    folder: Path
    idle: float | None = IDLE
    isolation: IsolationKind = "auto"
    log_limit: int = LOG_LIMIT

    def to_argv(self) -> list[str]:
        return [
            str(self.folder),
            *("--idle", str(self.idle or 0)),
            *("--isolation", self.isolation),
            *("--log-limit", str(self.log_limit)),
        ]

    @classmethod
    def from_argv(cls, argv: list[str] | None = None) -> Options:
        parser = argparse.ArgumentParser(prog="python -m islandmgr.cluster.local.agent")
        parser.add_argument("folder", type=lambda text: Path(text).resolve())
        parser.add_argument(
            "--idle", type=float, default=IDLE, help="end after so many seconds without a manager; 0: never"
        )
        parser.add_argument("--isolation", choices=("auto", "namespaces", "plain"), default="auto")
        parser.add_argument("--log-limit", type=int, default=LOG_LIMIT, help="bytes kept of each container's output")
        given = parser.parse_args(argv)
        return cls(given.folder, given.idle or None, given.isolation, given.log_limit)
