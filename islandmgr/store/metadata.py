"""The schema, in SQLAlchemy Core. Instants are UTC epoch seconds in a DOUBLE; JSON is text that we alone read.

`alembic` migrations in `migrations/` build it; a test compares the two.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import BigInteger, Dialect, Double, MetaData, Text
from sqlalchemy.dialects import mysql, sqlite
from sqlalchemy.types import TypeDecorator

from islandmgr.model.messages import Message, as_message, is_stored_form

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
"""SQLite counts only an INTEGER PRIMARY KEY by itself; `sqlite_autoincrement` makes it never reuse a number."""

Instant: Double[float] = Double(53).with_variant(mysql.DOUBLE(asdecimal=False), "mysql", "mariadb")


class MessageText(TypeDecorator[str]):
    """A message as JSON, `{"code", "values"}`; empty for none.

    What is no such JSON was stored before messages had codes, or is other people's words: it is read as a message of
    the kind `text`, and nothing is lost.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return message_json(value) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else message_of(value)


def message_json(text: str) -> str:
    """The form in which a message is stored."""
    return json.dumps(as_message(text).to_json(), ensure_ascii=False)


def message_of(stored: str) -> Message:
    """The message behind what was stored, in whatever form."""
    if stored.startswith("{"):
        try:
            data = json.loads(stored)
        except ValueError:
            data = None
        if is_stored_form(data):
            return Message.from_json(data)
    return as_message(stored)


TABLE: dict[str, Any] = {
    "sqlite_autoincrement": True,
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
}
