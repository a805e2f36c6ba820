"""Which islands a request about clock groups and scripts' runs is about; see `islandmgr.web.access.targets`."""

from __future__ import annotations

from pydantic import BaseModel, StrictStr

from islandmgr.resources.clocks.service import Groups, Runs
from islandmgr.web.access.targets import About, body, listed_islands, path
from islandmgr.web.ids import TextId
from islandmgr.web.services import verbs


class _Run(BaseModel):
    run_id: TextId


class _Group(BaseModel):
    name: StrictStr


def group() -> About:
    """The members of the clock group `<name>` of the path."""
    return About(frozenset(verbs(Groups).member_ids(path(_Group).name)))


def group_and_listed_islands() -> About:
    return About(group().islands | listed_islands().islands)


def listed_islands_or_group() -> About:
    given = body()
    members = verbs(Groups).member_ids(given.group) if given.group is not None else []
    return About(frozenset({*given.islands, *members}))


def run() -> About:
    """The islands that the clock script's run `<run_id>` is on."""
    return About(frozenset(verbs(Runs).island_ids(path(_Run).run_id)))
