"""The leader's readers of logs: one thread for each step whose container has begun, until all of it is stored.

A reader that follows may miss the very end, when its connection breaks or it is too slow. So a step's log counts as
complete only after a reading that began when its container had ended; where output may come even later, after one that
found nothing new.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from sqlalchemy import Connection

from islandmgr.kernel.context import Parts
from islandmgr.model.backoff import Backoff
from islandmgr.model.errors import IslandError, NotFound
from islandmgr.tasks import logs
from islandmgr.tasks.log_resume import Resume
from islandmgr.tasks.log_writer import LogWriter
from islandmgr.tasks.model import Step, Task, pod_name
from islandmgr.tasks.rules import container_name

PATIENCE = 20.0  # seconds that a log which cannot be read keeps a task from its end
LATE = 5.0  # seconds after its container's end until a reader that still follows is not waited for any more
AGAIN = Backoff(0.5, 5.0)  # between readings that fail
LEFT_OUT = "\n[the rest of this log could not be read: %s]\n"

log = structlog.get_logger(__name__)


@dataclass
class Reader:
    """One step's."""

    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None
    writer: LogWriter | None = None
    final: bool = False  # the container had ended when this reading began
    well: bool = False  # it came to the log's end
    last_end: int | None = None  # bytes of the log at the end of the final reading before this one
    cause: str = ""  # why it did not
    failures: int = 0
    failing_since: float = 0.0  # time.monotonic
    again_at: float = 0.0
    ended_since: float | None = None  # since when its container is known to have ended

    @property
    def busy(self) -> bool:
        return self.thread is not None and self.thread.is_alive()


class LogCollector:
    """For the one thread of the leader's worker; one term each."""

    def __init__(self, parts: Parts, holds: Callable[[], bool]) -> None:
        self._parts = parts
        self._holds = holds
        self._readers: dict[tuple[int, int], Reader] = {}

    def look_after(self, task: Task) -> None:
        """See that somebody reads what its steps write, and note which logs are complete."""
        for step in task.steps:
            if step.begun and not step.log_complete:
                self._look_after(task, step)

    def flush_due(self) -> None:
        for reader in list(self._readers.values()):
            if reader.writer is not None and reader.busy:
                with suppress(IslandError):  # its own thread hears of it, too
                    reader.writer.flush_due()

    def wait(self, task_id: int, seconds: float) -> None:
        """The Pod is gone: let its readers come to their ends."""
        end = time.monotonic() + seconds
        for reader in self._of(task_id):
            if reader.thread is not None:
                reader.thread.join(max(0.0, end - time.monotonic()))

    def forget(self, task_id: int) -> None:
        for key in [key for key in self._readers if key[0] == task_id]:
            self._readers.pop(key).stop.set()

    def close(self) -> None:
        for reader in self._readers.values():
            reader.stop.set()

    def _of(self, task_id: int) -> list[Reader]:
        return [reader for key, reader in self._readers.items() if key[0] == task_id]

    def _look_after(self, task: Task, step: Step) -> None:
        reader = self._readers.setdefault((task.id, step.number), Reader())
        if reader.busy:
            self._hurry(step, reader)
            return
        if reader.thread is not None:
            self._ended(task, step, reader)
        if (task.id, step.number) in self._readers and time.monotonic() >= reader.again_at:
            self._begin(task, step, reader)

    def _hurry(self, step: Step, reader: Reader) -> None:
        """A connection that is dead in silence would be followed for ever."""
        if step.exit is not None and not reader.final:
            reader.ended_since = reader.ended_since or time.monotonic()
            if time.monotonic() - reader.ended_since > LATE:
                reader.stop.set()

    def _ended(self, task: Task, step: Step, reader: Reader) -> None:
        reader.thread = None
        if reader.stop.is_set():
            reader.stop = threading.Event()
            return
        if reader.well:
            reader.failures = 0
            if reader.final:
                self._complete_or_look_again(task, step, reader)
            return
        now = time.monotonic()
        reader.failing_since = reader.failing_since if reader.failures else now
        reader.failures += 1
        reader.again_at = now + AGAIN.gap(reader.failures)
        log.warning("a step's log was not read to its end", task=task.id, step=step.name, cause=reader.cause)
        if step.exit is not None and now - reader.failing_since > PATIENCE:
            self._complete(task, step, LEFT_OUT % reader.cause)

    def _complete_or_look_again(self, task: Task, step: Step, reader: Reader) -> None:
        late = self._parts.cluster.traits.late_output
        end = reader.writer.end if reader.writer else 0
        if not late or end == reader.last_end:
            self._complete(task, step)
            return
        reader.last_end = end
        reader.again_at = time.monotonic() + late

    def _complete(self, task: Task, step: Step, last_words: str = "") -> None:
        def work(conn: Connection) -> None:
            if last_words:
                end, _ = logs.last_bytes(conn, task.id, step.number, 0)
                logs.append(conn, task.id, step.number, end, last_words.encode())
            logs.complete(conn, task.id, step.number)

        self._parts.store.run(work)
        self._readers.pop((task.id, step.number))

    def _begin(self, task: Task, step: Step, reader: Reader) -> None:
        reader.final, reader.well, reader.cause = step.exit is not None, False, ""
        reader.thread = threading.Thread(
            target=self._read, args=(task.id, step, reader), name=f"task-{task.id}-{step.number}", daemon=True
        )
        reader.thread.start()

    def _read(self, task_id: int, step: Step, reader: Reader) -> None:
        try:
            writer = reader.writer = LogWriter(self._parts.store, task_id, step.number)
            resume = Resume(writer.end, writer.mark)
            for chunk in self._chunks(task_id, step, reader):
                if not self._holds():
                    return
                writer.add(resume.feed(chunk))
            if reader.stop.is_set() or not self._holds():
                return
            writer.add(resume.finish())
            writer.flush()
            reader.well = True
        except IslandError as error:
            reader.cause = error.message
        except Exception as error:
            log.exception("a fault of the manager in reading a log", task=task_id)
            reader.cause = type(error).__name__

    def _chunks(self, task_id: int, step: Step, reader: Reader) -> Iterator[bytes]:
        name, container = pod_name(task_id), container_name(step)
        try:
            yield from self._parts.cluster.logs(name, container, follow=not reader.final, stop=reader.stop)
        except NotFound:
            if not reader.final:
                raise
            # The Pod was removed between two looks, as it is at the end of a task that was stopped: a reader that
            # followed has had all of it.
