"""What the watch showed, and what is news in it."""

from __future__ import annotations

from dataclasses import replace

from islandmgr.engine.pod_cache import PodCache
from islandmgr.model.observed import Pod

POD = Pod(name="sample-1", uid="a", island_id=1, incarnation=1, phase="Pending")


def test_only_what_differs_is_news() -> None:
    seen = PodCache()
    assert seen.put(POD)
    assert not seen.put(replace(POD))
    assert seen.put(replace(POD, node="n1"))
    assert seen.of(1) == [replace(POD, node="n1")]


def test_a_pod_of_nobody_is_no_news() -> None:
    seen = PodCache()
    assert not seen.put(replace(POD, island_id=None))
    assert not seen.all()


def test_a_creations_answer_does_not_take_back_what_the_watch_showed() -> None:
    seen = PodCache()
    bound = replace(POD, node="n1")
    seen.put(bound)
    seen.put_created(POD)
    assert seen.of(1) == [bound]


def test_a_creations_answer_takes_the_place_of_a_namesake() -> None:
    seen = PodCache()
    seen.put(POD)
    seen.put_created(replace(POD, uid="b"))
    assert [pod.uid for pod in seen.of(1)] == ["b"]


def test_gone_is_gone_but_remembered() -> None:
    seen = PodCache()
    seen.put(POD)
    seen.drop(replace(POD, uid="other"))
    assert seen.of(1) == [POD]
    seen.drop(POD)
    assert not seen.of(1)
    assert seen.last("sample-1") == POD
