"""Quotas: which one counts, what fits, and what to stop when it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from islandmgr.config.setting_forms import QuotaSetting
from islandmgr.config.settings import Settings
from islandmgr.model.amounts import size
from islandmgr.model.domain import State
from islandmgr.model.errors import Invalid
from islandmgr.resources.quotas.rules import EVERYBODY, Key, Kind, Quota, Use, effective, judge

GI = 2**30
ME = Key(Kind.PERSON, "qa01")


def use(number: int, state: State = State.RUNNING, memory: int = GI, idle_since: float = 0) -> Use:
    return Use(number, f"sample-{number}", "qa01", state, memory, idle_since)


def test_what_is_below_the_quota_fits() -> None:
    assert judge(ME, Quota(2, 2 * GI), [use(1)], GI) is None
    assert judge(ME, Quota(), [use(1)] * 1000, GI) is None


def test_a_refusal_says_what_is_used_and_the_least_to_stop() -> None:
    uses = [use(1, idle_since=50), use(2, idle_since=10), use(3, State.CRASHED, idle_since=99)]
    refusal = judge(ME, Quota(3), uses, GI)
    assert refusal is not None
    assert [it.id for it in refusal.stop] == [3]
    assert refusal.message == (
        "'qa01' has 3 of 3 islands in use (1, 2, 3), which leaves no room for this one. "
        "Stop 3 (qa01, crashed), or ask an operator for a larger quota"
    )
    assert refusal.details()["used"] == {"islands": 3, "memory": 3 * GI}
    assert [one["id"] for one in refusal.details()["by"]] == [1, 2, 3]


def test_of_living_islands_the_longest_unused_goes_first() -> None:
    uses = [use(1, idle_since=50), use(2, idle_since=10), use(3, idle_since=99)]
    refusal = judge(Key(Kind.BRANCH, "dev"), Quota(None, 3 * GI), uses, 2 * GI)
    assert refusal is not None
    assert [it.id for it in refusal.stop] == [2, 1]
    assert refusal.message.startswith("The branch 'dev' has 3Gi of 3Gi memory in use")


def test_of_many_islands_ten_are_named_and_all_are_told_to_programs() -> None:
    refusal = judge(Key(Kind.TEAM, "red"), Quota(12, 12 * GI), [use(number) for number in range(1, 13)], GI)
    assert refusal is not None
    used = "The team 'red' has 12 of 12 islands and 12Gi of 12Gi memory in use "
    assert refusal.message.startswith(f"{used}(1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more), which leaves no room")
    assert len(refusal.details()["by"]) == 12


def test_what_never_fits_names_nothing_to_stop() -> None:
    refusal = judge(ME, Quota(0), [use(1)], GI)
    assert refusal is not None
    assert refusal.stop == ()
    assert "ask an operator" in refusal.message


@given(
    st.lists(
        st.builds(use, st.integers(1, 99), st.sampled_from(State), st.integers(0, 9), st.floats(0, 9)), max_size=9
    ),
    st.builds(Quota, st.none() | st.integers(0, 9), st.none() | st.integers(0, 30)),
    st.integers(0, 9),
)
def test_stopping_what_is_named_makes_room(uses: list[Use], quota: Quota, memory: int) -> None:
    refusal = judge(ME, quota, uses, memory)
    if refusal is not None and refusal.stop:
        left = list(uses)
        for one in refusal.stop:
            left.remove(one)
        assert judge(ME, quota, left, memory) is None


def test_ones_own_quota_goes_before_everybodys_before_the_settings() -> None:
    own = {Key(Kind.PERSON, EVERYBODY): Quota(2)}
    defaults = {Kind.PERSON: Quota(1), Kind.BRANCH: Quota(9)}
    assert effective(own, defaults, ME) == Quota(2)
    assert effective({**own, ME: Quota(5)}, defaults, ME) == Quota(5)
    assert effective({}, defaults, ME) == Quota(1)
    assert effective({}, {}, ME) == Quota()


def test_the_settings_name_quotas_in_words() -> None:
    found = Settings(quotas="person=10/8Gi team=40/- branch=-/512Mi").quotas  # type: ignore[arg-type]
    assert found == (
        QuotaSetting(kind="person", islands=10, memory=8 * GI),
        QuotaSetting(kind="team", islands=40),
        QuotaSetting(kind="branch", memory=GI // 2),
    )
    with pytest.raises(Invalid, match="'person=ten' is no quota"):
        Settings.from_env({"ISLANDMGR_QUOTAS": "person=ten"})


@pytest.mark.parametrize(("number", "words"), [(0, "0"), (512, "512"), (3 * GI // 2, "1.5Gi"), (2**20, "1Mi")])
def test_memory_in_words(number: int, words: str) -> None:
    assert size(number) == words
