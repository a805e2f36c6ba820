"""`Bed`: the whole cluster as one object. Up, down, and the accidents that tests need.

Each method may be called at any time; `up` repairs what a killed run left behind.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.cluster.bed import build, cleanup, control, images, kwok, net, node, oci, packages, store
from tests.cluster.bed.config import CONTROL_PLANE, NODES, BedError, Node, Paths, node_named
from tests.cluster.bed.oci import Image
from tests.cluster.bed.pki import Pki
from tests.cluster.bed.procs import Processes, other_states
from tests.cluster.bed.shell import run, say, wait_for

LOCK = Path("/run/lock/islandmgr-bed.lock")


class Bed:
    """The test bed of this machine (there is one: addresses and names are fixed)."""

    def __init__(self, paths: Paths | None = None) -> None:
        self.paths = paths or Paths.from_env()
        self.processes = Processes(self.paths)
        self.pki = Pki(self.paths.pki)

    @property
    def kubeconfig(self) -> Path:
        """The administrator's kubeconfig; exists while the bed is up."""
        return self.paths.kubeconfig

    def foreign(self) -> str | None:
        """The kubeconfig of a cluster that is not ours, when the environment names one."""
        named = os.environ.get("KUBECONFIG", "")
        return named if named and named != str(self.kubeconfig) else None

    def up(self) -> None:
        """Bring the cluster up; returns with all three nodes Ready. At once when it already is."""
        if named := self.foreign():
            say(f"KUBECONFIG names a cluster ({named}): nothing to bring up")
            return
        started = time.monotonic()
        with _alone():
            if self._heal():
                say(f"already up: KUBECONFIG={self.kubeconfig}")
                return
            self._refuse_second()
            packages.ensure()
            build.ensure(self.paths)
            ready_images = list(images.standard(self.paths))
            cleanup.down(self.paths)
            self.paths.state.mkdir(parents=True)
            store.refresh_template(self.paths, self.processes, ready_images)
            prepared = time.monotonic()
            self._start()
            self._marker.write_text(json.dumps({"since": time.time()}))
        total, preparing = time.monotonic() - started, prepared - started
        say(f"up in {total:.1f} s ({preparing:.1f} s of it programs and images)")
        say(f"KUBECONFIG={self.kubeconfig}")

    def down(self) -> None:
        """Take everything away; raises when something would not go."""
        with _alone():
            self._refuse_second()
            cleanup.down(self.paths)
        if left := cleanup.leftovers(self.paths):
            raise BedError("still there: " + ", ".join(left))

    def is_up(self) -> bool:
        """Whether an `up` has finished and no `down` came since."""
        return self._marker.exists()

    def stop(self, component: str, grace: float = 3.0) -> None:
        """End a component, e.g. `apiserver` or `kubelet@node-b`; `grace` 0 is a SIGKILL."""
        self.processes.stop(component, grace)

    def start(self, component: str) -> None:
        """Start a component that was stopped, or let a frozen one go on."""
        if self.processes.running(component):
            self.processes.signal(component, signal.SIGCONT)
        self.processes.start(component)
        if component in ("etcd", "apiserver") and self.processes.running("etcd"):
            control.wait_ready(self.processes, self.pki)

    def freeze(self, component: str) -> None:
        """SIGSTOP: it holds its connections and answers nothing."""
        self.processes.signal(component, signal.SIGSTOP)

    def cut(self, name: str) -> None:
        """Pull a node's cable. Its Pods go on; the cluster sees it NotReady after some 20 s."""
        net.cut(node_named(name), connected=False)

    def mend(self, name: str) -> None:
        """Plug the cable in again."""
        net.cut(node_named(name), connected=True)

    def kwok(self, count: int, tainted: bool = True) -> None:
        """Have `count` pretend-nodes with the label branch=load; returns when they are Ready."""
        kwok.resize(self.processes, self.kubectl, count, tainted)
        wait_for(f"{count} kwok nodes Ready", lambda: self._ready(kwok.SELECTOR) == count, 300, 1.0)

    def load_images(self, *extra: Image) -> list[str]:
        """Build images anew where their inputs changed; import those into the running nodes.

        `extra` are images of the caller's making, e.g. `images.installation(...)`. Names what was imported.
        """
        with _alone(), ThreadPoolExecutor() as pool:
            loaded = self._loaded()
            wanted = [*images.standard(self.paths), *extra]
            changed = [image for image in wanted if loaded.get(image.name) != image.digest]
            for image in changed:
                list(pool.map(store.import_image, map(self.paths.socket, NODES), [image] * len(NODES)))
                loaded[image.name] = image.digest
            store.refresh_template(self.paths, self.processes, wanted)  # so that the next `up` has them
            oci.prune(self.paths.cache)
            (self.paths.state / "images.json").write_text(json.dumps(loaded))
        return [image.name for image in changed]

    def kubectl(self, *words: str, stdin: str | None = None, check: bool = True) -> str:
        """Run kubectl as administrator; its standard output."""
        return run(*self.kubectl_command(), *words, stdin=stdin, check=check)

    def kubectl_command(self) -> list[str]:
        """The start of a kubectl command line, for those who want to stream."""
        program = build.program(self.paths, "kubectl")
        cache = self.paths.state / "kubectl-cache"
        return [str(program), f"--kubeconfig={self.kubeconfig}", f"--cache-dir={cache}"]

    def user(self, name: str, group: str = "", expired: bool = False) -> Path:
        """A kubeconfig for a user of that name, with a client certificate; RBAC grants it nothing yet."""
        return self.pki.kubeconfig(f"user-{name}", name, group, days=-1 if expired else 365)

    def status(self) -> dict[str, Any]:
        """What runs, what is stopped, which nodes are Ready, which are cut."""
        names = self.processes.names()
        components = {name: self.processes.state(name) for name in names}
        api = control.api_ready(self.pki) if self.is_up() else False
        ready = self._conditions("") if api else {}
        nodes = {
            each.name: {
                "address": each.address,
                "ready": ready.get(each.name, "unknown"),
                "cut": net.is_cut(each),
                "labels": each.labels,
            }
            for each in NODES
        }
        kwok_nodes = len([name for name in ready if name.startswith("kwok-")])
        return {"up": self.is_up(), "api": api, "components": components, "nodes": nodes, "kwok": kwok_nodes}

    @property
    def _marker(self) -> Path:
        return self.paths.state / "ready.json"

    def _refuse_second(self) -> None:
        """Addresses and names are fixed, so cleaning up for one bed would take another one down."""
        if others := other_states(str(self.paths.state)):
            raise BedError(f"another bed runs, with ISLANDMGR_BED_STATE={', '.join(sorted(others))}")

    def _start(self) -> None:
        """From a bare machine to Ready nodes; what can go side by side does."""
        net.up(self.paths)
        self.pki.make_all()
        control.define(self.paths, self.processes, self.pki)
        kwok.define(self.paths, self.processes, self.pki)
        self.processes.start("etcd")
        self.processes.start("apiserver")
        for each in NODES:
            node.define(self.paths, self.processes, self.pki, each)
        with ThreadPoolExecutor() as pool:
            list(pool.map(self._start_containerd, NODES))
        control.wait_ready(self.processes, self.pki)
        for name in CONTROL_PLANE:
            self.processes.start(name)
        for each in NODES:
            self.processes.start(f"kubelet@{each.name}")
            self.processes.start(f"proxy@{each.name}")
        self._wait_usable(90)
        template = self.paths.template / "images.json"
        (self.paths.state / "images.json").write_text(template.read_text())

    def _start_containerd(self, each: Node) -> None:
        store.copy_template(self.paths, self.paths.node(each) / "containerd")
        self.processes.start(f"containerd@{each.name}")
        store.wait_ready(self.paths.socket(each))

    def _wait_usable(self, seconds: float) -> None:
        """Nodes Ready, and Pods can be made: the default service account comes a moment later."""
        wait_for("three nodes Ready", lambda: self._ready("type!=kwok") == len(NODES), seconds, 0.3)
        account = ("get", "serviceaccount", "default", "-o", "name")
        wait_for("the default service account", lambda: bool(self.kubectl(*account, check=False)), 30)

    def _heal(self) -> bool:
        """When the bed is up: undo cuts and stops that a killed test left. False: start afresh."""
        if not self.is_up():
            return False
        try:
            for each in NODES:
                if net.is_cut(each):
                    self.mend(each.name)
            for name in self.processes.names():
                meant = ("running", "stopped") if name == kwok.NAME else ("running",)
                if self.processes.state(name) not in meant:
                    say(f"starting {name} again")
                    self.start(name)
            # Long: kubelets that lost the API server come back at growing gaps, and a new bed would end what runs here.
            self._wait_usable(180)
        except BedError as problem:
            say(f"the bed that is there cannot be repaired ({problem}); making a new one")
            return False
        return True

    def _conditions(self, selector: str) -> dict[str, str]:
        """Node name -> status of its Ready condition."""
        path = '{range .items[*]}{.metadata.name} {.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}'
        text = self.kubectl("get", "nodes", "-l", selector, "-o", f"jsonpath={path}", check=False)
        return {line.split()[0]: [*line.split(), "Unknown"][1] for line in text.splitlines() if line}

    def _ready(self, selector: str) -> int:
        return sum(state == "True" for state in self._conditions(selector).values())

    def _loaded(self) -> dict[str, str]:
        record = self.paths.state / "images.json"
        if not record.exists():
            raise BedError("the bed is not up")
        loaded: dict[str, str] = json.loads(record.read_text())
        return loaded


@contextmanager
def _alone() -> Iterator[None]:
    """One `up` or `down` at a time; a killed one lets go by dying."""
    LOCK.parent.mkdir(parents=True, exist_ok=True)
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
