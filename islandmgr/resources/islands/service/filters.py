"""Which islands a table or an export shows, read from the URL. The same rule is in ../static/filters.js."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from islandmgr.model.domain import ENDED, TERMINAL, Island, State
from islandmgr.resources.islands.service.verbs import IslandFilter, Islands

PAGE = 500  # rows in one go
LONGEST = 100  # characters of a search

GROUPS: Mapping[str, frozenset[State]] = {
    "active": frozenset(State) - TERMINAL,  # everything that holds ports, also what crashed: it waits for somebody
    "trouble": ENDED | {State.UNREADY},
    "stopped": TERMINAL,
    "all": frozenset(State),
}
DEFAULT_GROUP = "active"


def from_query(query: Mapping[str, str], limit: int = PAGE) -> IslandFilter:
    """The filter that a URL names. What makes no sense in it is as if it were not there: links grow old."""
    after = query.get("after", "")
    return IslandFilter(
        states=GROUPS.get(query.get("state", ""), GROUPS[DEFAULT_GROUP]),
        branch=_plain(query.get("branch", "")),
        owner=_plain(query.get("owner", "")),
        q=_plain(query.get("q", "")),
        not_applied=query.get("clock") == "not_applied",
        limit=limit,
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None,
    )


def everything(islands: Islands, query: Mapping[str, str]) -> Iterator[Island]:
    """All islands that a URL names, page after page, newest first."""
    after = ""
    while True:
        page = islands.page(from_query({**query, "after": after}))
        yield from page.items
        if page.next is None:
            return
        after = str(page.next)


def _plain(text: str) -> str:
    return "".join(filter(str.isprintable, text))[:LONGEST].strip()
