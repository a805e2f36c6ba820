"""What a database's error means for the person who reads it. Pure."""

from __future__ import annotations

import sqlite3
import ssl
from typing import TypeVar

import pymysql
from sqlalchemy import URL

from islandmgr.model.errors import Unavailable

U = TypeVar("U", bound=Unavailable)


class Busy(Unavailable):
    """The database broke a transaction off in favour of another one: running it again helps."""


RERUN = {
    1020: "another transaction changed the row first",
    1205: "another transaction held a row for too long",
    1213: "two transactions waited for each other",
}
"""MySQL error numbers after which a transaction is simply run again."""

MYSQL = {
    1021: "its disk is full",
    1037: "it is out of memory",
    1040: "it has too many connections already (max_connections)",
    1041: "it is out of memory",
    1044: "the user may not use this database",
    1045: "it does not accept this user and password",
    1049: "this database does not exist there",
    1053: "it is shutting down",
    1114: "a table is full (disk space?)",
    1129: "it blocks this host after too many failed connections",
    1130: "it does not accept connections from this host",
    1142: "the user's rights do not allow this statement",
    1203: "this user has too many connections",
    1226: "this user has reached a limit of the server",
    1290: "it is read-only",
    1792: "it is read-only",
    1836: "it is read-only",
    1927: "the connection was killed",
    2002: "nothing answers at its address",
    2003: "nothing answers at its address",
    2005: "its host name is not known",
    2006: "the connection is gone",
    2013: "the connection was lost in the middle of a statement",
    2026: "TLS could not be agreed",
    2055: "the connection was lost in the middle of a statement",
    4031: "it closed an idle connection",
}

SQLITE = {
    sqlite3.SQLITE_BUSY: "other writers kept it locked",
    sqlite3.SQLITE_LOCKED: "other writers kept it locked",
    sqlite3.SQLITE_NOMEM: "there is not enough memory",
    sqlite3.SQLITE_READONLY: "the file or its folder is read-only",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened: its folder must exist and be writable",
    sqlite3.SQLITE_PROTOCOL: "other writers kept it locked",
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database",
}
"""By primary result code, the low byte of the extended one."""


def in_plain_words(error: BaseException, url: URL) -> Unavailable | None:
    """The `Unavailable` that `error` stands for, or None when the database is well and the fault is ours."""
    if isinstance(error, sqlite3.Error):
        reason = SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    elif isinstance(error, pymysql.Error):
        number = error.args[0] if error.args else 0
        if number in RERUN:
            return at_its_place(Busy, url, f"was busy: {RERUN[number]}.")
        if isinstance(getattr(error, "original_exception", None), ssl.SSLError):
            number = 2026  # for PyMySQL it is a host that cannot be reached
        reason = MYSQL.get(number)
        if reason is None and isinstance(error, pymysql.InterfaceError):
            reason = "the connection is gone"
    else:
        reason = None
    return at_its_place(Unavailable, url, f"does not do its work: {reason}.") if reason else None


def at_its_place(kind: type[U], url: URL, words: str) -> U:
    """A fault of the database: `message` says where it is, `told`, which strangers may read, does not."""
    fault = kind(f"The database {place(url)} {words}")
    fault.told = f"The database {words}"
    return fault


def place(url: URL) -> str:
    """Where the database is, for people: never with a password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    socket = url.query.get("unix_socket")
    return f"{url.database} at {socket or url.host or 'localhost'}{f':{url.port}' if url.port else ''}"
