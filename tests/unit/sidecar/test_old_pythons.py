"""The side container's image may have any Python from 3.8 on."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import sidecar

SOURCES = sorted(Path(sidecar.__path__[0]).glob("*.py"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_the_syntax_is_known_to_python_3_8(source: Path) -> None:
    tree = ast.parse(source.read_text(), feature_version=(3, 8))
    futures = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    assert futures or len(tree.body) == 1, "annotations of today need `from __future__ import annotations`"
