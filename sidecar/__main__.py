"""`python3 -m sidecar` keeps the Pod. `python3 -m sidecar clock` obeys one order about the clock, JSON on stdin, and
`python3 -m sidecar grace` one about the seconds that the server has to end."""

from __future__ import annotations

import json
import os
import sys

from sidecar.clockfile import ClockFile, Refused, parse_order
from sidecar.ending import Ending


def main() -> int:
    run = os.environ.get("ISLANDMGR_RUN", "/run/islandmgr")
    if sys.argv[1:] == ["clock"]:
        return obey(ClockFile(f"{run}/clock"), sys.stdin.buffer.read(65536))
    if sys.argv[1:] == ["grace"]:
        return set_grace(Ending(f"{run}/handover"), sys.stdin.buffer.read(65536))
    if sys.argv[1:]:
        print("usage: python3 -m sidecar [clock|grace]", file=sys.stderr)
        return 2

    from sidecar.loop import keep_pod  # not needed for the clock, where every millisecond is waited for

    return keep_pod(os.environ)


def obey(clock: ClockFile, order: bytes) -> int:
    """Exit code 0: done, with the line and the moment it took hold; 2: refused, nothing changed; 1: could not write."""
    try:
        answer, code = clock.obey(parse_order(order)), 0
    except Refused as error:
        answer, code = {"error": str(error)}, 2
    except OSError as error:
        answer, code = {"error": f"the clock file could not be written: {error}"}, 1
    print(json.dumps(answer))
    return code


def set_grace(ending: Ending, order: bytes) -> int:
    """Exit codes as of `obey`; what is wrong goes to stderr."""
    try:
        ending.set_grace(order)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"the grace could not be written: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
