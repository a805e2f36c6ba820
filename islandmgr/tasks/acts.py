"""What the leader does about one task, one act at a time. Each may be repeated without harm."""

from __future__ import annotations

from typing import assert_never

import structlog
from sqlalchemy import Connection

from islandmgr.kernel.context import Parts
from islandmgr.model.errors import Conflict, Forbidden, Invalid, NotFound
from islandmgr.model.observed import Pod
from islandmgr.tasks import changes, messages, rules, ssh_rules, store
from islandmgr.tasks.log_collector import LogCollector
from islandmgr.tasks.model import Task, TaskState, pod_name
from islandmgr.tasks.pods import PodSettings, manifest
from islandmgr.tasks.ssh_steps import SshSteps

LONGEST = 30  # acts in a row on one task
LAST_OUTPUT = 5.0  # seconds that readers of logs have when the Pod is gone

log = structlog.get_logger(__name__)


class Acts:
    """Of one term of leading, for the worker's thread."""

    def __init__(self, parts: Parts, logs: LogCollector, ssh: SshSteps) -> None:
        self._parts = parts
        self._logs = logs
        self._ssh = ssh

    def settle(self, task: Task) -> float:
        """Decide and act until there is nothing to do now; seconds until the next look.

        Raises what the store and the cluster raise; the caller tries again.
        """
        for _ in range(LONGEST):
            after = self._on_hosts(task) if task.by_ssh else self._in_pod(task)
            if isinstance(after, float):
                return after
            task = after
        return rules.SOON

    def _in_pod(self, task: Task) -> Task | float:
        """The task after one act, or the seconds until the next look."""
        pod = self._parts.cluster.get_pod(pod_name(task.id))
        if pod is not None and pod.task_id != task.id:
            pod = None  # not ours; the cluster says so when we make one
        self._logs.look_after(task)
        with self._parts.store.reading() as conn:
            task = store.get(conn, task.id)  # with what its readers wrote meanwhile
        action = rules.decide(task, pod, self._parts.now(), self._parts.settings.start_deadline)
        match action:
            case rules.Nothing(seconds):
                return seconds
            case rules.Create():
                return self._create(task)
            case rules.Delete(found):
                return self._delete(task, found)
            case rules.Forget():
                now = self._parts.now()
                self._parts.store.run(lambda conn: changes.change(conn, task, now, pod_left=False))
                return rules.SOON
            case rules.Record() | rules.End() | rules.Finish():
                return self._write(task, action)
            case _:
                assert_never(action)

    def _on_hosts(self, task: Task) -> Task | float:
        busy = self._ssh.busy(task.id)
        with self._parts.store.reading() as conn:
            task = store.get(conn, task.id)  # after `busy`: what has ended is written by now
        action = ssh_rules.decide(task, busy, self._parts.now())
        match action:
            case rules.Nothing(seconds):
                if task.ending is not None:
                    self._ssh.stop(task.id)
                return seconds
            case ssh_rules.Run(step):
                return self._ssh.begin(task, step)
            case rules.Record() | rules.End() | rules.Finish():
                return self._write(task, action)
            case _:
                assert_never(action)

    def _write(self, task: Task, action: rules.Record | rules.End | rules.Finish) -> Task:
        now = self._parts.now()
        if isinstance(action, rules.Finish):
            self._logs.wait(task.id, LAST_OUTPUT)

        def work(conn: Connection) -> Task:
            match action:
                case rules.Record(seen):
                    return changes.record(conn, task, seen, now)
                case rules.End():
                    return changes.end(conn, task, action, now)
                case rules.Finish(message):
                    return changes.finish(conn, store.get(conn, task.id, lock=True), message, now)

        after = self._parts.store.run(work)
        if isinstance(action, rules.End):
            log.info("task ends", task=task.id, state=action.state, why=action.message)
        if isinstance(action, rules.Finish):
            log.info("task is over", task=task.id, state=after.state)
            self._logs.forget(task.id)
            self._ssh.forget(task.id)
        self._parts.written()
        return after

    def _create(self, task: Task) -> Task:
        try:
            pod = self._parts.cluster.create_pod(manifest(task, self._pod_settings()))
        except (Invalid, NotFound, Forbidden, Conflict) as error:
            return self._write(task, rules.End(task, TaskState.FAILED, messages.POD_REFUSED(why=error.message)))
        log.info("created the Pod of a task", pod=pod.name)
        return self._write(task, rules.Record(rules.as_seen(task, pod)))

    def _delete(self, task: Task, pod: Pod) -> float:
        log.info("deleting the Pod of a task", pod=pod.name, state=task.ending or task.state)
        self._parts.cluster.delete_pod(pod.name, uid=pod.uid)
        return rules.SOON

    def _pod_settings(self) -> PodSettings:
        settings = self._parts.settings
        return PodSettings(
            image=settings.task_image or settings.side_image,
            last_image=settings.side_image,
            memory=settings.task_memory,
            allowed=settings.pod_allowlist,
        )
