"""`python3 -m sidecar` keeps the Pod; `python3 -m sidecar clock` obeys one order about the clock, JSON on stdin."""

from __future__ import annotations

import json
import os
import sys

from sidecar.clockfile import ClockFile, Refused, parse_order


def main() -> int:
    folder = os.path.join(os.environ.get("ISLANDMGR_RUN", "/run/islandmgr"), "clock")
    if sys.argv[1:] == ["clock"]:
        return obey(ClockFile(folder), sys.stdin.buffer.read(65536))
    if sys.argv[1:]:
        print("usage: python3 -m sidecar [clock]", file=sys.stderr)
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


if __name__ == "__main__":
    sys.exit(main())
