"""A folder full of blueprints at a start of the manager, and at each look at it while nothing changes."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import pod_specs
from pod_specs import library, yaml_lines

FILES = int(sys.argv[1]) if len(sys.argv) > 1 else 1000


def main() -> None:
    library.MOST_FILES, library.MOST_BYTES = FILES, FILES * yaml_lines.LARGEST
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        text = (pod_specs.BUILTIN / "sample.yaml").read_text("utf-8")
        for number in range(FILES):
            path = folder / f"bench-{number}.yaml"
            path.write_text(text.replace("name: sample\n", f"name: bench-{number}\n", 1), "utf-8")
        start = cpu_seconds(lambda: pod_specs.load([folder]))
        blueprints = pod_specs.load([folder])
        assert len(blueprints.all()) == FILES + 2
        look = cpu_seconds(blueprints.reload_if_changed)
    print(f"{FILES} files: start {start:.2f} s of CPU")
    print(f"a look at them when nothing has changed: {look * 1000:.1f} ms of CPU")


def cpu_seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    main()
