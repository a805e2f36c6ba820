"""The manager's own threads: get the database ready, then reconcile and do the jobs, until told to stop."""

from __future__ import annotations

import sys
import threading

import structlog
from tenacity import Retrying, retry_if_result, sleep_using_event, stop_when_event_set

import allocator
from islandmgr.config.setting_forms import PoolSetting
from islandmgr.engine.jobs import Jobs
from islandmgr.engine.leader import LeaderLoop
from islandmgr.kernel.context import Parts
from islandmgr.kernel.stream import Stream
from islandmgr.model.backoff import Backoff
from islandmgr.model.errors import IslandError
from islandmgr.model.messages import declare
from islandmgr.resources.access.service.users import FIRST, Users
from islandmgr.store import secrets
from islandmgr.store.schema import migrate

GAPS = Backoff(0.5, 15.0)  # between tries to reach the database at start

STARTING = declare("manager.starting", "The manager is starting")
NOT_PREPARED = declare("manager.not_prepared", "The manager could not prepare its database; its log has the details")

log = structlog.get_logger(__name__)


class Manager:
    """`problem` says in words why the manager cannot work yet; it is empty after `ready` is set."""

    def __init__(self, parts: Parts, leader: LeaderLoop, jobs: Jobs, stream: Stream, users: Users) -> None:
        self.ready = threading.Event()
        self.problem: str = STARTING()
        self._parts = parts
        self._leader = leader
        self._jobs = jobs
        self._stream = stream
        self._users = users
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="manager", daemon=True)

    def trouble(self) -> str:
        """Why no verb can work yet; empty once all can."""
        return "" if self.ready.is_set() else self.problem

    def start(self) -> None:
        """Returns at once. Call it in the process that shall do the work, after any fork."""
        self._thread.start()

    def stop(self) -> None:
        """End all threads and open streams; what they were doing is finished or left for the next start."""
        self._stop.set()
        self._thread.join(5)
        self._stream.close()
        self._jobs.stop()
        self._leader.stop()
        self._leave_cluster()
        self._parts.store.engine.dispose()

    def _leave_cluster(self) -> None:
        """Islands stay, unless their cluster is there for its managers alone: then they end with the last one."""
        cluster = self._parts.cluster
        if not cluster.traits.ends_with_managers:
            cluster.close()
            return
        try:
            cluster.shutdown()
        except IslandError as error:
            log.warning("the cluster did not end", cause=error.message)

    def _run(self) -> None:
        tries = Retrying(
            retry=retry_if_result(lambda ready: not ready),
            wait=GAPS,
            sleep=sleep_using_event(self._stop),
            stop=stop_when_event_set(self._stop),
            retry_error_callback=lambda _last: False,
        )
        if not tries(lambda: not self._stop.is_set() and self._prepared()) or self._stop.is_set():
            return
        self._leader.start()
        self._jobs.start()
        self.ready.set()
        self.problem = ""  # in this order, so that `trouble` never finds it empty too early
        log.info("ready", url=self._parts.settings.url, cluster=self._parts.settings.cluster)

    def _welcome(self) -> None:
        """Let the first person in: an admin is made, and the password told on the terminal this once, never logged."""
        password = self._users.first_admin() if self._parts.settings.auth == "local" else ""
        if password:
            url = self._parts.settings.url
            print(
                f"\n  Sign in at {url} as {FIRST} with the password\n\n      {password}\n\n"
                "  It is told this once. Change it on the page, or make another one with: islandctl admin-password\n",
                file=sys.stderr,
                flush=True,
            )

    def _prepared(self) -> bool:
        """Migrate, make the pools known, and read the key that signs tokens."""
        settings, store = self._parts.settings, self._parts.store
        try:
            migrate(store.engine)
            store.run(lambda conn: allocator.sync_pools(conn, [_pool(pool) for pool in settings.pools]))
            given = settings.secret_key.get_secret_value()
            self._parts.secret = (given or store.run(lambda conn: secrets.get_or_make(conn, "pod-tokens"))).encode()
            self._welcome()
        except IslandError as error:
            self.problem = error.told
            log.warning("not ready yet", cause=error.message)
            return False
        except Exception:
            self.problem = NOT_PREPARED()
            log.exception("not ready: a fault of the manager")
            return False
        return True


def _pool(setting: PoolSetting) -> allocator.Pool:
    return allocator.Pool(setting.name, setting.first, setting.last, setting.selector, setting.excluded)
