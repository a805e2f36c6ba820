"""The import contracts refuse what they are for: a violation of each, planted in a copy of the sources."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("islandmgr", "allocator", "pod_specs", "sidecar", "registration", "faketime")
ROOMS = "islandmgr/resources"

PLANTED = (
    # contract, file, line added, what the refusal names
    ("house", "islandmgr/planted.py", "", "islandmgr.planted"),
    ("house", "islandmgr/kernel/planted.py", "import islandmgr.web.errors", "islandmgr.kernel.planted"),
    ("house", "islandmgr/web/planted.py", "import islandmgr.resources.drains.service", "islandmgr.web.planted"),
    ("packages", "allocator/planted.py", "import islandmgr.kernel.context", "allocator.planted"),
    ("packages", "faketime/planted.py", "import islandmgr.store.engine", "islandmgr.store"),
    ("rooms", f"{ROOMS}/quotas/helpers.py", "", "islandmgr.resources.quotas.helpers is in no layer"),
    ("rooms", f"{ROOMS}/quotas/cli.py", "import islandmgr.resources.drains.store", "quotas.cli ->"),
    ("rooms", f"{ROOMS}/quotas/store.py", "import islandmgr.resources.quotas.service", "quotas.store ->"),
    ("rooms", f"{ROOMS}/quotas/__init__.py", "import islandmgr.resources.quotas.api", "islandmgr.resources.quotas ->"),
    (
        "pure",
        f"{ROOMS}/nodes/rules/capacity.py",
        "import sqlalchemy",
        "nodes.rules is not allowed to import sqlalchemy",
    ),
    ("pure", f"{ROOMS}/nodes/rules/capacity.py", "import islandmgr.store", "nodes.rules is not allowed to import"),
    ("pure", f"{ROOMS}/ports/rules.py", "import kubernetes", "ports.rules is not allowed to import kubernetes"),
    ("pure", "islandmgr/model/domain.py", "import islandmgr.config.private_files", "islandmgr.model is not allowed"),
    ("in-pod", "sidecar/planted.py", "import islandmgr.model", "sidecar is not allowed"),
    ("sql", f"{ROOMS}/drains/api.py", "import sqlalchemy", "islandmgr.resources.drains.api is not allowed"),
    ("clients", f"{ROOMS}/nodes/service/verbs.py", "import kubernetes", "islandmgr.resources.nodes.service.verbs"),
    ("clients", "islandmgr/web/planted.py", "import paramiko", "islandmgr.web is not allowed to import paramiko"),
)


@pytest.fixture(scope="module")
def refusal(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said about a copy with everything planted, its line breaks undone."""
    copy = tmp_path_factory.mktemp("house")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "static", "*.po"))
    (copy / "tests").mkdir()
    shutil.copy(ROOT / "tests/import_rules.py", copy / "tests")
    shutil.copy(ROOT / ".importlinter", copy)
    for _, file, line, _ in PLANTED:
        with (copy / file).open("a") as planted:
            planted.write(f"{line}\n")
    return lint(copy)


def lint(folder: Path) -> str:
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    return re.sub(r"\s+", " ", found.stdout + found.stderr)


@pytest.mark.parametrize("contract", sorted({contract for contract, *_ in PLANTED}))
def test_each_contract_is_broken_by_what_is_planted(refusal: str, contract: str) -> None:
    name = re.search(rf"\[importlinter:contract:{contract}\]\nname = (.*)", (ROOT / ".importlinter").read_text())
    assert name is not None
    assert f"{name[1]} BROKEN" in refusal


@pytest.mark.parametrize(("file", "line", "words"), [planted[1:] for planted in PLANTED])
def test_each_violation_is_named(refusal: str, file: str, line: str, words: str) -> None:
    assert words in refusal, (file, line)


def test_every_contract_has_a_violation_planted() -> None:
    declared = set(re.findall(r"\[importlinter:contract:(\S+)\]", (ROOT / ".importlinter").read_text()))
    assert declared == {contract for contract, *_ in PLANTED}
