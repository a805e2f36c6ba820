"""What the manager says about islands can be said in other languages: the pages know every sentence in the sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import islandmgr.kernel
from islandmgr.resources.drains import rules as draining
from islandmgr.resources.islands.rules import endings, lifecycle
from islandmgr.resources.islands.rules.lifecycle import WAITING_WORDS
from islandmgr.resources.nodes.rules import outside_changes as noticing
from islandmgr.web.pages import language

SENTENCES = Path(language.__file__).parent.parent / "static/js/sentences.js"
SERVICE = Path(islandmgr.kernel.__file__).parent.parent
WHOLE = [Path(module.__file__ or "") for module in (lifecycle, endings, draining, noticing)]
"""Modules in which every sentence is one for people."""
CALLS = {"note": 4, "_change": 4, "_changed": 4}
"""Functions that write the history, and which argument is the sentence."""
INTO_THE_AUDIT = {"done", "_record", "_note", "_audit", "_set_password"}
"""Functions that write the audit. The sentence is their only text, or the argument `message`; or `words` before."""
NOT_OURS = {"Too many pods", "Insufficient memory", "Insufficient cpu", "*: *", "* (*)"}
"""The scheduler's words that are looked for, and what only puts two sentences together."""
ORDERED = re.compile(r"%\(\w+\)s")


@cache
def known() -> set[str]:
    """The sentences of the page, each place a `*`."""
    found = re.findall(r'N_\("((?:[^"\\]|\\.)*)"\)', SENTENCES.read_text("utf-8"))
    return {ORDERED.sub("*", sentence) for sentence in found}


def shape(node: ast.expr) -> str | None:
    """A text's constant parts, each place a `*`; None when it is no text."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in values)
    return None


def docstrings(tree: ast.AST) -> set[int]:
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def sentences_of(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    skipped = docstrings(tree) | {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if part is not node
    }
    for node in ast.walk(tree):
        text = shape(node) if isinstance(node, ast.expr) and id(node) not in skipped else None
        if text and re.match(r"[A-Z*].* ", text):
            yield text


def histories() -> Iterator[tuple[str, str]]:
    """File and sentence of each call that writes the history with a text that stands in it."""
    for path in sorted(SERVICE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                at = CALLS[node.func.id]
                text = shape(node.args[at]) if len(node.args) > at else None
                if text:
                    yield path.name, text


def audited() -> Iterator[tuple[str, str]]:
    """The same of the audit, also where the sentence has a name first: `message` or `words`."""
    for path in sorted(SERVICE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node) in INTO_THE_AUDIT]
        given = [
            part for call in calls for part in (*call.args, *(k.value for k in call.keywords if k.arg == "message"))
        ]
        if calls:
            given += [
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Assign)
                and any(isinstance(to, ast.Name) and to.id in {"message", "words"} for to in node.targets)
            ]
        for part in given:
            for choice in (part.body, part.orelse) if isinstance(part, ast.IfExp) else (part,):
                if text := shape(choice):
                    yield path.name, text


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def is_known(text: str) -> bool:
    """Whole, or its beginning before a colon, which the page says apart from the rest."""
    heads = [text[: found.start()] for found in re.finditer(": ", text)]
    return any(one in known() or matches(one) for one in (text, *heads))


def matches(text: str) -> bool:
    return any(
        "*" in sentence and re.fullmatch(".+".join(map(re.escape, sentence.split("*"))), text) for sentence in known()
    )


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_every_reason_of_a_state_is_known(path: Path) -> None:
    found = set(sentences_of(path)) - NOT_OURS
    assert len(found) >= 5
    assert {text for text in found if not is_known(text)} == set()


def test_every_line_of_the_history_is_known() -> None:
    found = list(histories())
    assert len(found) > 10
    assert [one for one in found if not is_known(one[1])] == []


def test_every_line_of_the_audit_is_known() -> None:
    found = list(audited())
    assert len(found) > 25
    assert [one for one in found if not is_known(one[1])] == []


@pytest.mark.parametrize("words", sorted(set(WAITING_WORDS.values())))
def test_what_containers_wait_for_is_known(words: str) -> None:
    assert is_known(words)
