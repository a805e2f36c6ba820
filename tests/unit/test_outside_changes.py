"""What others do to nodes is told apart from what we do, and from nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from islandmgr.model.observed import Node
from islandmgr.resources.nodes.rules.outside_changes import Kind, Known, notice

OPEN = Node("n1", "10.0.0.1", {}, ready=True, schedulable=True, boot_id="b1")
CLOSED = replace(OPEN, schedulable=False)
SEEN = Known("n1", "b1", here=True)


def kinds(known: Known | None, node: Node | None) -> list[Kind]:
    return [it.kind for it in notice(known, node, "n1")[1]]


@pytest.mark.parametrize("node", [OPEN, CLOSED, None])
def test_what_is_seen_for_the_first_time_is_no_news(node: Node | None) -> None:
    assert kinds(None, node) == []


@pytest.mark.parametrize("known", [SEEN, replace(SEEN, closed=True, closed_by="ops"), replace(SEEN, here=False)])
def test_what_stays_as_it_was_is_no_news_and_changes_nothing(known: Known) -> None:
    node = CLOSED if known.closed else OPEN
    after, happened = notice(known, node, "n1")
    assert happened == []
    assert after == replace(known, here=True)


def test_a_node_closed_by_somebody_else_is_told_from_one_that_we_close() -> None:
    assert kinds(SEEN, CLOSED) == [Kind.CORDONED]
    assert kinds(replace(SEEN, closed_by="ops"), CLOSED) == []


def test_a_node_opened_by_somebody_else_is_no_longer_ours() -> None:
    ours = replace(SEEN, closed=True, closed_by="ops")
    after, happened = notice(ours, OPEN, "n1")
    assert [it.kind for it in happened] == [Kind.UNCORDONED]
    assert after.closed_by == ""
    assert kinds(after, CLOSED) == [Kind.CORDONED], "closed again, and not by us"
    assert kinds(replace(ours, closed_by=""), OPEN) == [Kind.OPENED], "we opened it, or it never was ours"


def test_our_wish_to_close_a_node_outlives_a_look_before_it_is_closed() -> None:
    """The wish is written down first; whoever looks between must not forget it."""
    wished = replace(SEEN, closed_by="ops")
    after, happened = notice(wished, OPEN, "n1")
    assert (after, happened) == (wished, [])


def test_a_restart_is_another_boot_id() -> None:
    assert kinds(SEEN, replace(OPEN, boot_id="b2")) == [Kind.RESTARTED]
    assert kinds(replace(SEEN, boot_id=""), OPEN) == [], "it was not known before"
    after, happened = notice(SEEN, replace(OPEN, boot_id=""), "n1")
    assert (after.boot_id, happened) == ("b1", []), "the cluster does not say any more"


def test_a_node_that_is_taken_away_is_told_once_and_may_come_back() -> None:
    gone, happened = notice(SEEN, None, "n1")
    assert [it.kind for it in happened] == [Kind.REMOVED]
    assert kinds(gone, None) == []
    assert kinds(gone, replace(OPEN, boot_id="b2")) == []
