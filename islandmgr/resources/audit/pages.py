"""The audit for people: filtered, page by page, and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, request
from flask_babel import gettext as _

from islandmgr.access import ACTS
from islandmgr.kernel.audit_rows import Entry, Outcome, Wanted
from islandmgr.model.messages import Translate
from islandmgr.resources.audit import serialization
from islandmgr.resources.audit.service import Audit
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages.frame import show
from islandmgr.web.pages.spreadsheet import BOM, harmless
from islandmgr.web.services import verbs
from islandmgr.web.wording import wording

PAGE = 100  # lines
DAY = 86400.0
FIELDS = ("who", "act", "island", "outcome", "q", "day")
LONGEST = 100  # characters of a field

blueprint = Blueprint("audit_page", __name__)


@blueprint.get("/audit")
@permit("audit.look")
def page() -> Response:
    """Who did what."""
    given = _given(request.args)
    after = request.args.get("after", "")
    place = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    found, following = verbs(Audit).page(_wanted(given), PAGE, place)
    kept = {name: value for name, value in given.items() if value}
    return show(
        "audit.html",
        entries=[serialization.entry(one) for one in found],
        given=given,
        older=urlencode({**kept, "after": following}) if following else "",
        query=urlencode(kept),
        filtered=bool(kept) or place is not None,
        acts=[act for act, row in ACTS.items() if not act.endswith("look")],
        outcomes=[(Outcome.DONE, _("done")), (Outcome.REFUSED, _("refused")), (Outcome.FAILED, _("failed"))],
    )


@blueprint.get("/audit.csv")
@permit("audit.look")
def as_csv() -> Response:
    """All lines that fit, in the reader's language: UTF-8 with a byte order mark, as it comes from the database."""
    lines = _csv_lines(verbs(Audit).everything(_wanted(_given(request.args))), wording())
    name = f"audit-{datetime.now(UTC):%Y%m%d-%H%M%S}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return current_app.response_class(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _csv_lines(entries: Iterable[Entry], words: Translate) -> Iterator[str]:
    heads = ("id", "at", "who", "source", "act", "island", "target", "outcome", "message")
    yield BOM + _line(heads)
    for entry in entries:
        it = serialization.entry(entry, words)
        yield _line([harmless(it[head]) for head in heads])


def _line(cells: Iterable[str | int]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerow(cells)
    return file.getvalue()


def _given(query: Mapping[str, str]) -> dict[str, str]:
    """What the form says; control characters and the like are left out."""
    return {name: "".join(filter(str.isprintable, query.get(name, "")))[:LONGEST].strip() for name in FIELDS}


def _wanted(given: Mapping[str, str]) -> Wanted:
    """What makes no sense is as if it were not there: links grow old."""
    number, since = given["island"].removeprefix("#"), _day(given["day"])
    return Wanted(
        who=given["who"],
        act=given["act"],
        island_id=int(number) if number.isascii() and number.isdigit() and len(number) < 19 else None,
        outcome=given["outcome"] if given["outcome"] in set(Outcome) else "",
        q=given["q"],
        since=since,
        until=None if since is None else since + DAY,
    )


def _day(text: str) -> float | None:
    """The beginning of a day, in UTC."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None
