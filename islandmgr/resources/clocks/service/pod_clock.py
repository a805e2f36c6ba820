"""Writing a clock into a Pod, and measuring it there."""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict, dataclass, replace
from typing import Any

import faketime
from islandmgr.kernel.context import SIDE_CONTAINER, Parts, server_container
from islandmgr.model.domain import Clock, Island
from islandmgr.model.errors import Unavailable
from islandmgr.resources.clocks import messages
from islandmgr.resources.clocks.rules.processes import PodProblem, Process, Reach, Unreached
from islandmgr.resources.clocks.rules.verdict import OLD_SENTENCE, Measured
from islandmgr.resources.clocks.rules.zone import ZoneSeen

APPLY = ("python3", "-S", "-m", "sidecar", "clock")  # -S: it takes half as long to come up
FURTHEST = 1e12  # seconds from 1970 that a Pod may name; years beyond what any clock shows
COARSEST = 60.0  # seconds of resolution that a Pod may name
LONGEST = 500  # characters of its words that are kept
MOST = 64  # processes of a server that are looked at
MOST_ASKED = 2**63  # a counter of 64 bits may not reach a database or a browser as more
MEASURE = ("sh", "/opt/islandmgr/registration/measure.sh")
_OFFSET = re.compile(r"([+-])([0-9]{2})([0-9]{2})")  # as `date +%z` has it


@dataclass(frozen=True)
class Beginning:
    """A change that many Pods make as one: until real time `at` (x.5) the island keeps `before`."""

    at: float
    before: Clock


def instruction(clock: Clock, now: float, beginning: Beginning | None = None) -> bytes:
    """What the side container reads: the line to write now, and the steps that follow it (docs/in-pod.md)."""
    line, steps = faketime.line(clock, now), faketime.stepping(clock)
    # A frozen time cannot be told as a step. Whoever reads it, early or late, sees the same second in any case.
    if beginning and beginning.at > now and clock.frozen_at is None:
        line = faketime.line(beginning.before, now)
        steps = _steps_from(beginning.at, clock)
    return json.dumps({"line": line, **({"steps": asdict(steps)} if steps else {})}).encode()


def _steps_from(at: float, clock: Clock) -> faketime.Stepping:
    """All steps of a clock with a rate, also those that lie before its first; the one step to another's offset."""
    steps = faketime.stepping(clock)
    if steps is None:
        return faketime.Stepping(first=at, offset=clock.offset, gain=0)
    return replace(steps, first=at, offset=steps.offset_at(at))


def write(parts: Parts, island: Island, clock: Clock, beginning: Beginning | None = None) -> float:
    """Replace the clock file; the node's time at which that was done. Raises NotFound, Unavailable."""
    order = instruction(clock, parts.now(), beginning)
    answer = parts.cluster.exec(island.pod, SIDE_CONTAINER, APPLY, stdin=order)
    if answer.code != 0:
        raise Unavailable(messages.NOT_WRITTEN(words=_last_words(answer.stdout, answer.stderr)))
    try:
        return _number(json.loads(answer.stdout)["real"], FURTHEST)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        said = _last_words(answer.stdout, answer.stderr)
        raise Unavailable(messages.NOT_SAID_WRITTEN(words=said)) from None


def measure(parts: Parts, island: Island) -> Measured:
    """Ask the server's container what time it is. Raises NotFound, Unavailable."""
    answer = parts.cluster.exec(island.pod, server_container(parts, island), MEASURE)
    try:
        return _read(json.loads(answer.stdout))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        said = _last_words(answer.stdout, answer.stderr)
        raise Unavailable(messages.NOT_SAID(words=said)) from None


def _read(seen: Any) -> Measured:
    """Raises ValueError, KeyError, TypeError for what measure.sh does not say."""
    return Measured(
        fake=None if seen["fake"] is None else _number(seen["fake"], FURTHEST),
        real=_number(seen["real"], FURTHEST),
        resolution=_number(seen.get("resolution", 0.001), COARSEST),
        loaded=bool(seen["loaded"]),
        line=None if seen["line"] is None else str(seen["line"])[:LONGEST],
        problem=_problem(seen.get("problem")),
        changed_at=_number_or_none(seen.get("changed_at")),
        seen=None if seen.get("seen") is None else tuple(_process(one) for one in seen["seen"][:MOST]),
        unreached=tuple(_unreached(one) for one in (seen.get("unreached") or [])[:MOST]),
        zone=_zone(seen.get("zone")),
    )


def _process(said: Any) -> Process:
    return Process(
        pid=int(_number(said["pid"], FURTHEST)),
        name=str(said["name"])[:40],
        line=None if said["line"] is None else str(said["line"])[:40],
        read_at=_number_or_none(said.get("read_at")),
        asked=int(_number(said.get("asked", 0), MOST_ASKED)),
        problem=_problem(said.get("problem")),
    )


def _unreached(said: Any) -> Unreached:
    return Unreached(
        pid=int(_number(said["pid"], FURTHEST)),
        name=str(said["name"])[:40],
        why=next((why for why in Reach if why == said["kind"]), Reach.OTHER),
    )


def _zone(said: Any) -> ZoneSeen | None:
    """`{"name": "Asia/Shanghai", "offset": "+0800", "file": true}`."""
    if not isinstance(said, dict):
        return None
    offset = _OFFSET.fullmatch(str(said.get("offset")))
    file = said.get("file")
    return ZoneSeen(
        name=str(said.get("name") or "")[:100],
        offset=int(f"{offset[1]}1") * (int(offset[2]) * 3600 + int(offset[3]) * 60) if offset else None,
        file=file if isinstance(file, bool) else None,
    )


def _number_or_none(said: Any) -> float | None:
    return None if said is None else _number(said, FURTHEST)


def _problem(said: Any) -> PodProblem | None:
    """`{"code": ..., name: text}`, or null. Pods from before there were codes say a sentence, or an empty one."""
    if isinstance(said, dict):
        values = {str(name)[:40]: str(value)[:LONGEST] for name, value in said.items() if name != "code"}
        return PodProblem(str(said["code"])[:40], values)
    return PodProblem(OLD_SENTENCE, {"text": str(said)[:LONGEST]}) if said else None


def _number(said: Any, furthest: float) -> float:
    """JSON as Python reads it has NaN and infinities, which no comparison and no database takes."""
    number = float(said)
    if not math.isfinite(number) or abs(number) > furthest:
        raise ValueError(f"{number} is out of range")
    return number


def _last_words(*outputs: bytes) -> str:
    text = " ".join(part.decode("utf-8", "replace").strip() for part in outputs if part.strip())
    return text[-300:] or messages.SAID_NOTHING()
