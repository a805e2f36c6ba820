"""The table of islands as a file: CSV that spreadsheets open safely, and XLSX with real numbers and times."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import xlsxwriter
from flask import Blueprint, Response, current_app, request
from flask_babel import gettext as _

from islandmgr.model.domain import Island
from islandmgr.resources.islands.service.filters import everything
from islandmgr.resources.islands.service.verbs import Islands
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages.spreadsheet import BOM, Cell, fitting, harmless
from islandmgr.web.serialization import address
from islandmgr.web.services import verbs
from islandmgr.web.wording import worded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

blueprint = Blueprint("export", __name__)


@blueprint.get("/export.csv", endpoint="csv")
@permit("look")
def as_csv() -> Response:
    """UTF-8 with a byte order mark; times are UTC, ISO 8601."""
    file = io.StringIO(BOM, newline="")
    file.seek(0, io.SEEK_END)
    writer = csv.writer(file)
    writer.writerow(_headings())
    for row in _rows():
        writer.writerow([harmless(cell) for cell in row])
    return _download(file.getvalue().encode(), "text/csv; charset=utf-8", "csv")


@blueprint.get("/export.xlsx", endpoint="xlsx")
@permit("look")
def as_xlsx() -> Response:
    """One sheet with filter buttons; times are UTC."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        _fill(book, _headings(), _rows())
    return _download(file.getvalue(), XLSX, "xlsx")


def _fill(book: xlsxwriter.Workbook, headings: list[str], rows: Iterable[list[Cell]]) -> None:
    sheet = book.add_worksheet(_("Islands"))
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.write_row(0, 0, headings, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(last, column, cell.replace(tzinfo=None), moment)
            elif isinstance(cell, int):
                sheet.write_number(last, column, cell)
            elif cell:
                sheet.write_string(last, column, cell)
    sheet.autofilter(0, 0, last, len(headings) - 1)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 1, 18)


def _headings() -> list[str]:
    return [
        "id",
        _("Name"),
        _("State"),
        _("Reason"),
        _("Address"),
        _("Ports"),
        _("Clock"),
        _("Ahead of real time (s)"),
        _("Branch"),
        _("Blueprint"),
        _("Owner"),
        _("Note"),
        _("Node"),
        _("Requested (UTC)"),
        _("Running since (UTC)"),
        _("Ends (UTC)"),
        _("Stopped (UTC)"),
        _("Last used (UTC)"),
    ]


def _rows() -> Iterator[list[Cell]]:
    return (_row(island) for island in everything(verbs(Islands), request.args))


def _row(island: Island) -> list[Cell]:
    ports = " ".join(f"{port.name}={port.number}" for port in island.ports)
    return [
        island.id,
        island.name,
        island.state.value,
        fitting(worded(island.reason)),
        address(island.host, island.ports[0].number) if island.host and island.ports else "",
        ports,
        f"{island.clock.mode} {island.clock.asked}".strip(),
        island.clock.offset,
        island.branch,
        island.blueprint,
        island.owner,
        island.note,
        island.node,
        *(_moment(at) for at in (island.created_at, island.ready_at, island.expires_at, island.stopped_at)),
        _moment(island.last_used_at),
    ]


def _moment(at: float | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(round(at), UTC)


def _download(body: bytes, kind: str, ending: str) -> Response:
    name = f"islands-{datetime.now(UTC):%Y%m%d-%H%M%S}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return current_app.response_class(body, content_type=kind, headers=headers)
