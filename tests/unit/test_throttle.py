"""At most one in a while."""

from islandmgr.kernel.throttle import REMEMBERED, Throttle


def test_each_key_has_a_turn_of_its_own() -> None:
    throttle = Throttle(3600)
    assert throttle.passes("a")
    assert throttle.passes("b")
    assert not throttle.passes("a")


def test_after_the_gap_it_passes_again() -> None:
    throttle = Throttle(0)
    assert throttle.passes("a")
    assert throttle.passes("a")


def test_of_too_many_keys_the_oldest_are_forgotten() -> None:
    throttle = Throttle(3600)
    for key in range(REMEMBERED + 1):
        assert throttle.passes(key)
    assert throttle.passes(0)
    assert not throttle.passes(REMEMBERED)
