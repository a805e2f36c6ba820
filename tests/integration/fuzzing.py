"""The OpenAPI document's promises, tried with many inputs: schemathesis in this process, on a running manager.

Bounded by the number of examples an operation, never by time: with a limit in time, schemathesis draws new examples
until the time is over, and on a busy machine it would try fewer operations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis.engine import Status, events, from_schema

PHASES = ("examples", "coverage", "fuzzing", "stateful")


@dataclass
class Trial:
    """What to try. Without `checks`, all that schemathesis has."""

    phases: Iterable[str]
    examples: int  # of each operation
    checks: Iterable[str] = ()
    not_checks: Iterable[str] = ()
    headers: dict[str, str] = field(default_factory=dict)
    only: str = ""  # a regular expression that paths must match
    without: str = ""  # one that they must not match

    def run(self, url: str) -> None:
        """Fails with all that was not as documented."""
        schema: schemathesis.BaseSchema = schemathesis.openapi.from_url(
            f"{url}/api/v1/openapi.json", config=self._config(), headers=dict(self.headers)
        )
        if self.only:
            schema = schema.include(path_regex=self.only)
        if self.without:
            schema = schema.exclude(path_regex=self.without)
        wrong: list[str] = []
        tried = 0
        for event in from_schema(schema).execute():
            if isinstance(event, events.ScenarioFinished):
                tried += len(event.recorder.cases)
                wrong += _failures(event)
            elif isinstance(event, events.NonFatalError):
                wrong.append(f"{event.label}: {event.value!r}")
            elif isinstance(event, events.FatalError):
                raise event.exception
        assert not wrong, "\n\n".join(wrong)[:20_000]
        assert tried

    def _config(self) -> schemathesis.Config:
        checks: dict[str, Any] = {name: {"enabled": True} for name in self.checks}
        if checks:
            checks["enabled"] = False  # all others
        checks |= {name: {"enabled": False} for name in self.not_checks}
        return schemathesis.Config.from_dict(
            {
                "seed": 1,
                "continue-on-failure": True,
                "headers": self.headers,
                "checks": checks,
                "generation": {"max-examples": self.examples, "database": "none"},
                "phases": {name: {"enabled": name in self.phases} for name in PHASES},
            }
        )


def _failures(event: events.ScenarioFinished) -> list[str]:
    found = []
    for checks in event.recorder.checks.values():
        for check in checks:
            if check.status is not Status.SUCCESS and check.failure_info is not None:
                info = check.failure_info
                found.append(f"{event.label}: {info.failure.title}\n{info.failure.message}\n{info.code_sample}")
    return found
