"""Steps that run on hosts: the leader does them itself, each in a thread. What to do is decided in `ssh_rules`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import structlog
from sqlalchemy import Connection

from islandmgr.kernel.context import Parts
from islandmgr.model.errors import IslandError
from islandmgr.model.messages import as_message
from islandmgr.tasks import changes, logs, messages, ssh_rules, store
from islandmgr.tasks.log_writer import LogWriter
from islandmgr.tasks.model import Step, Task

AGAIN = 1.0  # seconds until what the database did not take is written again

log = structlog.get_logger(__name__)


@dataclass
class Run:
    """A step that runs, and what becomes of it."""

    step: Step
    writer: LogWriter
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        return self.thread is not None and self.thread.is_alive()


class SshSteps:
    """Of one term of leading. For the worker's thread; `ended` wakes it."""

    def __init__(self, parts: Parts, holds: Callable[[], bool], ended: Callable[[], None]) -> None:
        self._parts = parts
        self._holds = holds
        self._ended = ended
        self._runs: dict[int, Run] = {}

    def busy(self, task_id: int) -> bool:
        run = self._runs.get(task_id)
        return run is not None and run.busy

    def begin(self, task: Task, step: Step) -> Task:
        """Write that the step begins, and let it run. Raises Conflict, Unavailable: then it was not begun."""
        writer = LogWriter(self._parts.store, task.id, step.number, patient=True)
        now = self._parts.now()
        begun = self._parts.store.run(lambda conn: changes.begin_step(conn, task, step, now))
        log.info("step begins", task=task.id, step=step.name, host=step.spec.ssh_host)
        self._parts.written()
        run = self._runs[task.id] = Run(begun.steps[step.number], writer)
        run.thread = threading.Thread(
            target=self._work, args=(task.id, run), name=f"task-{task.id}-{step.number}", daemon=True
        )
        run.thread.start()
        return begun

    def stop(self, task_id: int) -> None:
        if task_id in self._runs:
            self._runs[task_id].stop.set()

    def flush_due(self) -> None:
        for run in list(self._runs.values()):
            if run.busy:
                run.writer.flush_due()

    def forget(self, task_id: int) -> None:
        self._runs.pop(task_id, None)

    def close(self) -> None:
        """The term is over: what runs is broken off, and nothing is written of it any more."""
        for run in self._runs.values():
            run.stop.set()

    def _work(self, task_id: int, run: Run) -> None:
        try:
            after = self._outcome(run)
            # As long as this one leads: a step that nobody says has ended would count as lost.
            while self._holds() and not self._written(task_id, run, after):
                time.sleep(AGAIN)
        except Exception:
            log.exception("a fault of the manager in a step", task=task_id)
        finally:
            self._ended()

    def _outcome(self, run: Run) -> Step:
        """The step as it has ended; as it is when it was stopped, for then its task says how it ends."""
        from islandmgr.tasks import ssh  # it takes a second, which only those wait for who need it

        spec = run.step.spec
        found = next((host for host in self._parts.settings.ssh_hosts if host.name == spec.ssh_host), None)
        if found is None:
            why = messages.HOST_UNKNOWN(step=spec.name, host=spec.ssh_host)
            return ssh_rules.lost(run.step, why, self._parts.now())
        try:
            host = ssh.SshHost.from_setting(found)
            code = ssh.run(host, ssh_rules.command_of(spec), run.writer.add, run.stop)
        except IslandError as error:
            return ssh_rules.lost(run.step, as_message(error.message), self._parts.now())
        if run.stop.is_set():
            return replace(run.step, exit=code)
        return ssh_rules.ended(run.step, code, self._parts.now())

    def _written(self, task_id: int, run: Run, after: Step) -> bool:
        now = self._parts.now()

        def work(conn: Connection) -> None:
            changes.write_step(conn, store.get(conn, task_id, lock=True), after, now)
            logs.complete(conn, task_id, after.number)

        try:
            if not run.writer.flush():
                return False
            self._parts.store.run(work)
        except IslandError as error:
            log.warning("a step's end is not written yet", task=task_id, step=run.step.name, cause=error.message)
            return False
        self._parts.written()
        return True
