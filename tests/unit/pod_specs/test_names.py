"""Whatever people are called, the Pod's name is one that Kubernetes accepts and that no other Pod has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pod_specs import island_name, pod_name, slug
from pod_specs.forms import is_dns_label
from tests.unit.pod_specs.islands import builtin, given_for


def name_of(**island: object) -> str:
    return pod_name(given_for(builtin("altraserver"), **island).island)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("qa01", "qa01"),
        ("Zoë B.", "zoe-b"),
        ("王小明", ""),
        ("-a__b-", "a-b"),
        ("ＱＡ", "qa"),
        ("", ""),
        ("王-qa", "qa"),
    ],
)
def test_slugs(text: str, wanted: str) -> None:
    assert slug(text) == wanted


def test_the_name_is_the_one_the_team_knows() -> None:
    assert name_of(id=269, owner="qa01", branch="dev") == "altraserver-qa01-dev-269"
    assert island_name("altraserver", "qa01", "dev", 269) == "altraserver-qa01-dev-269"


def test_later_incarnations_have_their_own_names() -> None:
    assert name_of(id=269, owner="qa01", branch="dev", incarnation=3) == "altraserver-qa01-dev-269-r3"


def test_parts_of_which_nothing_can_be_kept_are_left_out() -> None:
    assert name_of(id=5, owner="王小明", branch="_") == "altraserver-5"


def test_long_parts_are_cut_and_the_id_is_kept() -> None:
    name = name_of(id=123456789, owner="o" * 64, branch="b" * 63, incarnation=12)
    assert len(name) == 63
    assert name.endswith("-bbbbbbbbbbbbbbbbbb-123456789-r12")
    assert "altraserver-oooo" in name


@given(
    owner=st.text(max_size=80),
    branch=st.text(max_size=70),
    island_id=st.integers(1, 2**63 - 1),
    incarnation=st.integers(1, 10**9),
)
def test_every_name_is_a_dns_label_that_ends_with_id_and_incarnation(
    owner: str, branch: str, island_id: int, incarnation: int
) -> None:
    name = name_of(owner=owner, branch=branch, id=island_id, incarnation=incarnation)
    assert is_dns_label(name)
    assert name.endswith(f"-{island_id}-r{incarnation}" if incarnation > 1 else f"-{island_id}")
