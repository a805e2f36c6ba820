"""The `bed` command: `Bed`'s methods for people and for make.

Words in, words out; everything that matters is in `Bed`.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from tests.cluster.bed import build, cleanup, images
from tests.cluster.bed.bed import Bed
from tests.cluster.bed.config import SPOKES, BedError
from tests.cluster.bed.shell import say


def main() -> int:
    """Run one verb; a BedError is one line and exit code 1."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `bed status | head` is no error
    if sys.argv[1:2] == ["kubectl"]:  # its flags are its own, none of them ours
        command = Bed().kubectl_command()
        os.execv(command[0], [*command, *sys.argv[2:]])
    arguments = _parser().parse_args()
    try:
        arguments.verb(Bed(), arguments)
    except BedError as problem:
        print(f"bed: {problem}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bed", description="A real Kubernetes on this machine, for tests: three nodes, no registry."
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    def verb(name: str, help_text: str, action: Callable[[Bed, argparse.Namespace], object]) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=help_text)
        added.set_defaults(verb=action)
        return added

    nodes = [node.name for node in SPOKES]
    component = "etcd, apiserver, controller-manager, scheduler, dns, kwok, or containerd, kubelet, proxy @NODE"
    verb("up", "bring the cluster up, or find it up", lambda bed, _: bed.up())
    verb("down", "take everything away", lambda bed, _: bed.down())
    verb("status", "what runs", lambda bed, _: _status(bed)).add_argument("--json", action="store_true")
    verb("kubeconfig", "print the path of the administrator's kubeconfig", _kubeconfig)
    made = verb("images", "rebuild changed images and import them again", _images)
    made.add_argument("--installation", type=Path, metavar="SITE_PACKAGES", help="and those that deploy/ needs")
    verb("build", "build programs only", lambda bed, _: build.ensure(bed.paths))
    verb("leftovers", "name what a run left behind; exit code 1 if anything", lambda bed, _: _leftovers(bed))
    verb("cut", "pull a node's cable", lambda bed, a: bed.cut(a.node)).add_argument("node", choices=nodes)
    verb("mend", "plug it in again", lambda bed, a: bed.mend(a.node)).add_argument("node", choices=nodes)
    stop = verb("stop", "end a component", lambda bed, a: bed.stop(a.component, 0 if a.kill else 3))
    stop.add_argument("component", help=component)
    stop.add_argument("--kill", action="store_true", help="SIGKILL at once")
    start = verb("start", "start it again, or thaw it", lambda bed, a: bed.start(a.component))
    start.add_argument("component", help=component)
    freeze = verb("freeze", "SIGSTOP a component", lambda bed, a: bed.freeze(a.component))
    freeze.add_argument("component", help=component)
    kwok = verb("kwok", "have N pretend-nodes", lambda bed, a: bed.kwok(a.count, not a.untainted))
    kwok.add_argument("count", type=int)
    kwok.add_argument("--untainted", action="store_true", help="let Pods land there by label alone")
    verb("kubectl", "kubectl as administrator", lambda _bed, _: None)
    return parser


def _status(bed: Bed) -> None:
    status = bed.status()
    if "--json" in sys.argv:
        say(json.dumps(status, indent=1))
        return
    say(f"{'up' if status['up'] else 'down'}, API server {'ready' if status['api'] else 'not ready'}")
    for name, state in status["components"].items():
        say(f"  {name:24} {state}")
    for name, node in status["nodes"].items():
        labels = ",".join(f"{key}={value}" for key, value in node["labels"].items())
        cut = " (cut)" if node["cut"] else ""
        say(f"  {name:8} {node['address']:12} Ready={node['ready']}{cut}  {labels}")
    if status["kwok"]:
        say(f"  {status['kwok']} kwok nodes")


def _kubeconfig(bed: Bed, _: argparse.Namespace) -> None:
    say(bed.foreign() or str(bed.kubeconfig))


def _images(bed: Bed, arguments: argparse.Namespace) -> None:
    packages = arguments.installation
    extra = images.installation(bed.paths.cache, packages) if packages else ()
    say("imported " + (", ".join(bed.load_images(*extra)) or "nothing: no input changed"))


def _leftovers(bed: Bed) -> None:
    if found := cleanup.leftovers(bed.paths):
        raise BedError("still there: " + ", ".join(found))
