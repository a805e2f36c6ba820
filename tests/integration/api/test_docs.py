"""The examples of the documentation, run from top to bottom."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.serving import Serving

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("page", ["api.md", "cli.md"])
def test_the_examples_run(manager: Serving, page: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    script = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    assert "$id" in script
    script = script.replace("http://127.0.0.1:8000", manager.url)
    (tmp_path / "pod_specs").symlink_to(ROOT / "pod_specs")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "islandctl"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m islandmgr.cli "$@"\n')
    program.chmod(0o755)
    environ = {
        **os.environ,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "ISLANDCTL_SERVER": manager.url,
    }
    done = subprocess.run(
        ["bash", "-eux", "-c", script],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
