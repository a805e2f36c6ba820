"""People's names: one way to write each."""

from __future__ import annotations

import pytest

from islandmgr.access.names import canonical_name, checked_owner, counted_name
from islandmgr.model.errors import Invalid
from islandmgr.resources.access.service.users import checked_name

SPELLINGS = ["red1 ", " red1", "red1  ", "red1\t", "\tred1\n", "red1\u00a0", "red1\u3000", "\u2003red1", "red1\r\n"]


@pytest.mark.parametrize("name", SPELLINGS)
def test_blanks_around_a_name_are_none_of_it(name: str) -> None:
    assert canonical_name(name) == checked_name(name) == counted_name(name) == "red1"
    with pytest.raises(Invalid, match="red1"):
        checked_owner(name)


def test_composed_and_decomposed_letters_are_one_name() -> None:
    for composed, decomposed in (("Zoé", "Zoe\u0301"), ("가람", "\u1100\u1161람")):
        assert checked_name(decomposed) == canonical_name(decomposed) == composed
        assert checked_owner(composed) == composed
        with pytest.raises(Invalid):
            checked_owner(decomposed)


@pytest.mark.parametrize("name", ["Manager", "ＭＡＮＡＧＥＲ", "manager ", " Pod", "EXPIRY"])
def test_names_of_who_is_no_person_are_taken_in_any_spelling(name: str) -> None:
    with pytest.raises(Invalid, match="are taken"):
        checked_name(name)


def test_spellings_are_counted_as_one() -> None:
    assert {counted_name(name) for name in ("red1", "RED1", "ｒｅｄ１", " Red1 ")} == {"red1"}


def test_upper_and_lower_case_are_two_names() -> None:
    assert checked_name("Red1") != checked_name("red1")
