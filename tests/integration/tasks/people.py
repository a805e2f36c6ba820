"""Somebody who runs tasks on a manager, and what they look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import ports
from tests.integration.serving import PATIENCE, Json, Serving, eventually

POOL = ports.pool(100)
OVER = ("succeeded", "failed", "stopped", "timed_out")


class Operator(Serving):
    """A manager, with the few calls that tests of tasks make again and again."""

    def run(self, script: str = "", **wanted: Any) -> Json:
        """A task of one script, or of whatever is wanted."""
        body = {"kind": "command", **({"script": script} if script else {}), **wanted}
        return self.json("POST", "/tasks", body)

    def steps(self, *scripts: str, **wanted: Any) -> Json:
        steps = [{"name": f"s{number}", "script": script} for number, script in enumerate(scripts)]
        return self.run(steps=steps, **wanted)

    def task(self, task_id: int) -> Json:
        return self.json("GET", f"/tasks/{task_id}")

    def wait(self, task_id: int, *states: str, timeout: float = PATIENCE) -> Json:
        """The task once it is in one of `states`, by default over."""
        found: Json = {}

        def there() -> bool:
            found.update(self.task(task_id))
            return found["state"] in (states or OVER)

        eventually(there, timeout)
        return found

    def wait_step(self, task_id: int, number: int, *states: str) -> Json:
        def there() -> bool:
            return self.task(task_id)["steps"][number]["state"] in states

        eventually(there)
        return self.task(task_id)

    def text(self, task_id: int, step: str = "", offset: int = 0) -> bytes:
        """All that is stored from an offset on."""
        found = b""
        while True:
            answer = self.call("GET", f"/tasks/{task_id}/log?step={step}&offset={offset}")
            assert answer.ok, answer.text
            found += answer.content
            if answer.headers["Log-Next"] == str(offset) or not answer.content:
                return found
            offset = int(answer.headers["Log-Next"])

    def wait_log(self, task_id: int, text: bytes, step: str = "") -> None:
        eventually(lambda: text in self.text(task_id, step))

    def step_processes(self, task_id: int) -> list[int]:
        """Processes of the task's Pod."""
        return [pid for pid in self.in_pods() if self.in_task(pid, task_id)]

    @staticmethod
    def in_task(pid: int, task_id: int) -> bool:
        try:
            environ = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:
            return False
        return f"ISLANDMGR_TASK={task_id}".encode() in environ


@contextmanager
def operating(data: Path, database_url: str = "", **settings: object) -> Iterator[Operator]:
    """A running manager; at the end it and all its Pods are gone."""
    manager = Operator(data, database_url, **{"lease": 2, "pools": POOL, **settings})
    try:
        manager.start()
        yield manager
    finally:
        if manager.process is None:
            manager.start(wait=False)
            eventually(manager.ready)
        manager.stop()
