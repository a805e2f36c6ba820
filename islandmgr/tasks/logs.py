"""What steps wrote, in pieces: appended as it comes, read by offset, the newest 8 MiB of each step kept.

Offsets are bytes from the beginning of a step's output. The end wins: when more comes, the oldest pieces go, and who
reads from there is told how much is missing.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from islandmgr.model.errors import Conflict, NotFound
from islandmgr.tasks import messages
from islandmgr.tasks.tables import task_logs, task_steps

KEPT = 8 * 2**20
"""Bytes of a step's output that are kept, unpacked."""

PIECE = 64 * 1024
"""Bytes of a piece at most, unpacked."""

LEVEL = 3  # of gzip: logs are packed while they come


@dataclass(frozen=True)
class Read:
    """Some bytes of a log, from `first`; more may follow from `next`. `missing` bytes before `first` are kept no more.
    `complete`: this log grows no more, and `next` is its end."""

    data: bytes
    first: int
    next: int
    missing: int
    complete: bool

    @property
    def text(self) -> bytes:
        """What people read: with a line in the place of what is missing."""
        return missing_line(self.missing) + self.data if self.missing else self.data


def missing_line(size: int) -> bytes:
    return f"[{size} bytes of this log are missing here: of each step the last {KEPT // 2**20} MiB are kept]\n".encode()


def append(conn: Connection, task_id: int, step: int, end: int, data: bytes) -> int:
    """Add `data` to a log that ends at `end`; the new end.

    Raises Conflict when it ends elsewhere: another leader writes it too, and this one has to stop. NotFound.
    """
    found = _found(conn, task_id, step, lock=True)
    if found.log_end != end:
        raise Conflict(messages.LOG_ENDS_ELSEWHERE(id=task_id), end=found.log_end)
    if data:
        rest = data[_grow_last(conn, task_id, step, data) :]
        position = end + len(data) - len(rest)
        for start in range(0, len(rest), PIECE):
            piece = rest[start : start + PIECE]
            conn.execute(insert(task_logs).values(_piece(task_id, step, position + start, piece)))
    end += len(data)
    first = _trim(conn, task_id, step, end) if end - found.log_first > KEPT else found.log_first
    conn.execute(update(task_steps).where(*_is(task_id, step)).values(log_first=first, log_end=end))
    return end


def complete(conn: Connection, task_id: int, step: int) -> None:
    """Nothing more will come."""
    conn.execute(update(task_steps).where(*_is(task_id, step)).values(log_complete=True))


def read(conn: Connection, task_id: int, step: int, offset: int, size: int) -> Read:
    """About `size` bytes from `offset`, or from the first that is kept. Raises NotFound."""
    found = _found(conn, task_id, step)
    first = min(max(offset, found.log_first), found.log_end)
    missing = max(0, found.log_first - offset)
    data = _bytes(conn, task_id, step, first, min(size, found.log_end - first))
    following = first + len(data)
    return Read(data, first, following, missing, bool(found.log_complete) and following >= found.log_end)


def last_bytes(conn: Connection, task_id: int, step: int, size: int) -> tuple[int, bytes]:
    """Where the log ends, and up to `size` bytes before that. Raises NotFound."""
    found = _found(conn, task_id, step)
    start = max(found.log_first, found.log_end - size)
    return found.log_end, _bytes(conn, task_id, step, start, found.log_end - start)


def _bytes(conn: Connection, task_id: int, step: int, start: int, size: int) -> bytes:
    query = (
        select(task_logs.c.position, task_logs.c.data)
        .where(
            *_pieces(task_id, step),
            task_logs.c.position + task_logs.c.size > start,
            task_logs.c.position < start + size,
        )
        .order_by(task_logs.c.position)
    )
    found = b""
    for piece in conn.execute(query):
        found += gzip.decompress(piece.data)[max(0, start - piece.position) :]
    return found[:size]


def _grow_last(conn: Connection, task_id: int, step: int, data: bytes) -> int:
    """Fill the last piece up with the beginning of `data`; how much of it went in."""
    newest = select(func.max(task_logs.c.position)).where(*_pieces(task_id, step)).scalar_subquery()
    query = select(task_logs).where(*_pieces(task_id, step), task_logs.c.position == newest)
    last = conn.execute(query).first()
    if last is None or last.size >= PIECE:
        return 0
    taken = data[: PIECE - last.size]
    grown = _piece(task_id, step, last.position, gzip.decompress(last.data) + taken)
    conn.execute(update(task_logs).where(*_pieces(task_id, step), task_logs.c.position == last.position).values(grown))
    return len(taken)


def _trim(conn: Connection, task_id: int, step: int, end: int) -> int:
    """Forget the pieces that are too old by now; the first byte that is kept."""
    conn.execute(delete(task_logs).where(*_pieces(task_id, step), task_logs.c.position < end - KEPT))
    left = conn.execute(select(func.min(task_logs.c.position)).where(*_pieces(task_id, step))).scalar_one_or_none()
    return end if left is None else int(left)


def _piece(task_id: int, step: int, position: int, data: bytes) -> dict[str, object]:
    packed = gzip.compress(data, LEVEL, mtime=0)
    return {"task_id": task_id, "step": step, "position": position, "size": len(data), "data": packed}


def _found(conn: Connection, task_id: int, step: int, *, lock: bool = False) -> Row[int, int, bool]:
    """What is kept of a log, by offsets. Raises NotFound."""
    columns = task_steps.c.log_first, task_steps.c.log_end, task_steps.c.log_complete
    query = select(*columns).where(*_is(task_id, step))
    found = conn.execute(query.with_for_update() if lock else query).first()
    if found is None:
        raise NotFound(messages.NO_STEP(id=task_id, step=step), task=task_id)
    return found


def _is(task_id: int, step: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return task_steps.c.task_id == task_id, task_steps.c.number == step


def _pieces(task_id: int, step: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return task_logs.c.task_id == task_id, task_logs.c.step == step
