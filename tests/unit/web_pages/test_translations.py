"""Every text for people is translated, and what is committed is what the sources say."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from islandmgr.model.domain import State
from islandmgr.web.pages import language, module_texts

WEB = Path(language.__file__).parent.parent
LOCALE = "zh_Hans_CN"
FOLDER = WEB / "translations" / LOCALE / "LC_MESSAGES"
HOUSE = WEB.parent
MODULES = [path for path in HOUSE.rglob("*.js") if "vendor" not in path.parts]
ALLOCATOR, FAKETIME = HOUSE.parent / "allocator", HOUSE.parent / "faketime"
SOURCES = {
    "python": [path for folder in (HOUSE, ALLOCATOR, FAKETIME) for path in folder.rglob("*.py")],
    "jinja2": HOUSE.rglob("*.html"),
    "islandmgr.web.pages.module_texts:extract": MODULES,
}
AGAIN = "run scripts/translate"
PLACEHOLDER = re.compile(r"%\(\w+\)s")


@cache
def catalogue() -> Catalog:
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file, locale=LOCALE)


def messages() -> Iterator[Message]:
    return (message for message in catalogue() if message.id)


@cache
def texts() -> frozenset[str]:
    """The first form of every text in the sources."""
    found = set()
    for method, paths in SOURCES.items():
        for path in paths:
            for _line, text, _comments, _context in extract_from_file(method, path, keywords=KEYWORDS):
                found.add(text[0] if isinstance(text, tuple) else text)
    return frozenset(found)


ROWS = ("everybody", "owners", "testers", "programmers", "operators", "admins")
"""What makes the rows of the access rules, in manifests: each says second what its act is."""
KEYWORDS = {"_": None, "declare": (2,), **dict.fromkeys(ROWS, (2,)), "N_": None, "gettext": None, "ngettext": (1, 2)}


def first(text: str | tuple[str, ...] | list[str] | None) -> str:
    """The text itself, or the first form of one that goes by number."""
    return text if isinstance(text, str) else (text or [""])[0]


def test_the_catalogue_has_what_the_sources_have() -> None:
    assert {first(message.id) for message in messages()} == texts(), AGAIN


def test_the_sources_have_many_texts() -> None:
    """Guards the test above: an extractor that stumbles finds few."""
    modules = {text for path in MODULES for text in re.findall(r'\b_\(\s*"([^"\\]+)"', path.read_text())}
    assert len(modules) > 100
    assert modules <= texts()


def test_everything_is_translated() -> None:
    assert [message.id for message in messages() if not first(message.string)] == []
    assert [message.id for message in messages() if message.fuzzy] == []


def test_translations_keep_the_placeholders() -> None:
    for message in messages():
        wanted = set(PLACEHOLDER.findall(first(message.id)))
        assert set(PLACEHOLDER.findall(first(message.string))) == wanted, message.id


def test_the_compiled_catalogue_is_fresh() -> None:
    with (FOLDER / "messages.mo").open("rb") as file:
        compiled = {first(message.id): first(message.string) for message in read_mo(file) if message.id}
    assert compiled == {first(message.id): first(message.string) for message in messages()}, AGAIN


def test_modules_get_their_texts_only() -> None:
    script = language.script_catalogue(LOCALE)
    assert '"running":"运行中"' in script
    assert '"%(n)s connection now":["当前 %(n)s 个连接"]' in script
    assert "Ahead of real time (s)" not in script
    assert language.script_catalogue("en") == "{}"


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_words_and_a_sentence(state: State) -> None:
    entry = rf'^  {state}: {{\s+words: _\(".+"\),\s+tone: ".+",\s+icon: ".+",\s+about: _\(".+"\),?\s+}},$'
    assert re.search(entry, STATES, re.MULTILINE)


STATES = (HOUSE / "resources/islands/static/states.js").read_text("utf-8")


def test_texts_in_templates_are_found() -> None:
    source = r"""
    const row = (it) => html`
      <td class="a">${it.bad ? html`<b>${_("one")}</b>` : html`<i title=${_("two")}>it's ${_(
        "three", { a })}</i>`}</td>
      ${it.all.map((each) => { return html`${ngettext("four %(n)s", "%(n)s", each)}`; })} _("no code")`;
    const quotes = /["'`]/; // _("a comment")
    const half = a / 2 + `\` ${"}"}` + _(`five`) / 2; _("six");
    """
    found = module_texts.extract(io.BytesIO(source.encode()), KEYWORDS, [], {})
    assert [(line, text[0] if isinstance(text, tuple) else text) for line, _, text, _ in found] == [
        *((3, "one"), (3, "two"), (3, "three"), (5, "four %(n)s"), (7, "five"), (7, "six")),
    ]
