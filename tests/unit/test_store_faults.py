"""A database's error numbers in plain words, and its URL."""

from __future__ import annotations

import sqlite3

import pymysql
import pytest
from sqlalchemy import make_url

from islandmgr.model.errors import Invalid, Unavailable
from islandmgr.store.database_errors import Busy, in_plain_words, place
from islandmgr.store.engine import make_engine

MYSQL = make_url("mysql+pymysql://ann:s3cret@db.example:3307/islands")


@pytest.mark.parametrize("number", [1020, 1205, 1213])
def test_what_another_transaction_broke_off_can_be_run_again(number: int) -> None:
    assert isinstance(in_plain_words(pymysql.OperationalError(number, "x"), MYSQL), Busy)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (pymysql.OperationalError(2003, "Can't connect"), "nothing answers at its address"),
        (pymysql.OperationalError(1045, "Access denied for user 'ann' (using s3cret)"), "user and password"),
        (pymysql.OperationalError(1049, "Unknown database"), "does not exist there"),
        (pymysql.OperationalError(2013, "Lost connection"), "lost in the middle"),
        (pymysql.OperationalError(1040, "Too many connections"), "max_connections"),
        (pymysql.InterfaceError(0, ""), "connection is gone"),
    ],
)
def test_what_is_wrong_with_mysql_is_said_without_the_password(error: pymysql.Error, words: str) -> None:
    fault = in_plain_words(error, MYSQL)
    assert type(fault) is Unavailable
    assert words in fault.message
    assert "islands at db.example:3307" in fault.message
    assert "s3cret" not in fault.message


@pytest.mark.parametrize(
    "error",
    [
        pymysql.IntegrityError(1062, "Duplicate entry"),
        pymysql.ProgrammingError(1146, "Table doesn't exist"),
        pymysql.DataError(1406, "Data too long"),
        sqlite3.IntegrityError("UNIQUE constraint failed"),
        sqlite3.OperationalError("no such table: islands"),
        ValueError("not of a database"),
    ],
)
def test_our_own_faults_are_left_alone(error: Exception) -> None:
    assert in_plain_words(error, MYSQL) is None


def test_extended_codes_of_sqlite_count_as_their_kind() -> None:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY_SNAPSHOT
    fault = in_plain_words(error, make_url("sqlite:////tmp/islands.db"))
    assert fault is not None
    assert fault.message == "The database /tmp/islands.db does not do its work: other writers kept it locked."


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("sqlite://", "in memory"),
        ("mysql://u:p@/db?unix_socket=/run/mysqld.sock", "db at /run/mysqld.sock"),
        ("mysql://u:p@host/db", "db at host"),
    ],
)
def test_place(url: str, where: str) -> None:
    assert place(make_url(url)) == where


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("postgresql://u:s3cret@h/db", 'The database "postgresql" is not supported'),
        ("mysql://u:s3cret@h", "names no database"),
        ("s3cret", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_url_that_is_none_of_ours_is_refused_without_its_password(url: str, complaint: str) -> None:
    with pytest.raises(Invalid, match=complaint) as refused:
        make_engine(url)
    assert "s3cret" not in refused.value.message
    assert "Accepted: sqlite:///" in refused.value.message


@pytest.mark.parametrize("url", ["mysql://u:p@h/db", "mariadb://u:p@h/db", "mysql+pymysql://u:p@h/db"])
def test_mysql_and_mariadb_go_through_one_driver(url: str) -> None:
    assert make_engine(url).url.drivername == "mysql+pymysql"
