"""Messages: a code with values, in English as a text, and in any language at the edge."""

from __future__ import annotations

import copy
import json
import pickle
import pkgutil
import re
from dataclasses import asdict, dataclass
from importlib import import_module

import pytest

import allocator
import faketime
import islandmgr
from islandmgr.model.domain import Exit, State
from islandmgr.model.languages import LOCALES, kinds_with, language_of, translator
from islandmgr.model.messages import (
    DETAIL,
    NEXT,
    NOTHING,
    TEXT,
    Kind,
    Message,
    all_of,
    as_message,
    declare,
    in_words,
    kinds,
)
from islandmgr.model.state_words import state_words
from islandmgr.store.metadata import message_json, message_of

PLACE = re.compile(r"%\((\w+)\)s")
GREETED = declare("test.greeted", "%(who)s greeted %(whom)s %(n)s times")
MANY = declare("test.many", "%(n)s guests")
CHINESE = {"%(who)s greeted %(whom)s %(n)s times": "%(whom)s被%(who)s问候了 %(n)s 次", "%(n)s guests": "%(n)s 位客人"}


def to_chinese(words: str) -> str:
    return CHINESE.get(words, words)


def greeted() -> Message:
    return GREETED(who="qa01", whom=MANY(n=3), n=1.5)


def test_as_a_text_it_is_english() -> None:
    assert greeted() == "qa01 greeted 3 guests 1.5 times"
    assert f"{greeted()}" == str(greeted()) == "qa01 greeted 3 guests 1.5 times"
    assert not NOTHING


def test_what_is_in_it_is_translated_too() -> None:
    assert greeted().by(to_chinese) == "3 位客人被qa01问候了 1.5 次"
    assert in_words(greeted(), to_chinese) == "3 位客人被qa01问候了 1.5 次"
    assert in_words("the kubelet's words", to_chinese) == "the kubelet's words"


def test_lists_have_the_separator_of_the_language() -> None:
    listed = DETAIL(what="guests", detail=["a", MANY(n=2)])
    assert listed == "guests: a, 2 guests"
    assert listed.by(translator("zh")).endswith("a、2 guests")


def test_it_survives_json() -> None:
    nested = DETAIL(what=greeted(), detail=["a", MANY(n=2)])
    again = Message.from_json(json.loads(json.dumps(nested.to_json())))
    assert (again, again.code, again.to_json()) == (nested, "detail", nested.to_json())
    assert again.by(to_chinese) == nested.by(to_chinese)


@dataclass(frozen=True)
class Holder:
    what: str


def test_copies_keep_the_code() -> None:
    for made in (copy.deepcopy(greeted()), pickle.loads(pickle.dumps(greeted())), asdict(Holder(greeted()))["what"]):
        assert made.to_json() == greeted().to_json()


def test_an_unknown_kind_shows_its_values() -> None:
    """As after a downgrade: the row was written by a program that knew more."""
    found = Message("of.tomorrow", {"who": "qa01", "n": 2})
    assert found == "of.tomorrow (who=qa01, n=2)"
    assert Message("test.greeted", {"who": "qa01"}) == "qa01 greeted ? ? times"


def test_values_are_those_that_the_words_have_places_for() -> None:
    with pytest.raises(TypeError, match="takes"):
        MANY()
    with pytest.raises(TypeError, match="takes"):
        MANY(n=1, m=2)


def test_a_code_means_one_thing() -> None:
    with pytest.raises(ValueError, match=r"test\.many"):
        declare("test.many", "many others")


def test_several_as_one() -> None:
    assert all_of([]) is NOTHING
    assert all_of([MANY(n=1), MANY(n=2), MANY(n=3)]) == "1 guests; 2 guests; 3 guests"
    assert all_of([MANY(n=1), MANY(n=2)], NEXT) == "1 guests 2 guests"


@pytest.mark.parametrize(
    "text",
    ["It crashed.", "{", '{"a": 1}', '{"code": "x"}', '{"code": "x", "values": 1}', "null", '"x"', "100 % of {it}"],
)
def test_what_was_stored_before_is_shown_as_it_stands(text: str) -> None:
    found = message_of(text)
    assert (found, found.code, found.by(translator("zh"))) == (text, "text", text)
    assert message_of(message_json(found)) == text


def test_what_is_stored_is_code_and_values() -> None:
    stored = message_json(greeted())
    assert json.loads(stored)["code"] == "test.greeted"
    assert message_of(stored).to_json() == greeted().to_json()
    assert message_of("") is NOTHING


def test_an_exit_reads_the_sentences_of_before() -> None:
    made = Exit(3, greeted(), 5.0)
    assert Exit.from_json(json.loads(json.dumps(made.to_json()))) == made
    old = Exit.from_json({"code": 3, "reason": "It ended", "at": 5.0})
    assert (old.reason, as_message(old.reason).code) == ("It ended", "text")


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_word(state: State) -> None:
    assert state_words(state)
    assert not state_words(state).by(translator("zh")).isascii()


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh_CN.UTF-8", "zh"),
        ("zh-Hans", "zh"),
        ("en_GB", "en"),
        ("C.UTF-8", ""),
        ("", ""),
    ],
)
def test_languages_have_many_names(tag: str, language: str) -> None:
    assert language_of(tag) == language


def declared() -> list[Kind]:
    """All kinds of the product: those of every module."""
    for package in (islandmgr, allocator, faketime):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations." not in module.name and not module.name.endswith("__main__"):
                import_module(module.name)
    return [kind for kind in kinds() if not kind.code.startswith("test.")]


def test_every_message_is_in_chinese_with_the_same_values() -> None:
    chinese = translator("zh")
    found = declared()
    assert len(found) > 300
    neutral = re.compile(r"[^A-Za-z]*")
    for kind in found:
        words = chinese(kind.words)
        assert set(PLACE.findall(words)) == set(PLACE.findall(kind.words)) == kind.names, kind.code
        if not neutral.fullmatch(PLACE.sub("", kind.words)):
            assert words != kind.words, kind.code


def test_codes_are_words_with_dots() -> None:
    for kind in declared():
        assert re.fullmatch(r"[a-z_]+([.-][a-z_]+)*", kind.code), kind.code
        assert len(kind.code) <= 48


@pytest.mark.parametrize(("sought", "code"), [("stopped by", "island.stopped_by"), ("停止", "island.stopped_by")])
def test_kinds_are_found_by_their_words_in_every_language(sought: str, code: str) -> None:
    declared()
    assert set(LOCALES) == {"en", "zh"}
    assert code in kinds_with(sought)
    assert TEXT.code not in kinds_with(sought)
