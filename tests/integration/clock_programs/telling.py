"""What time does a server see? Each kind of server is asked in its own way, and answers UTC epoch seconds."""

from __future__ import annotations

import re
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pymysql
import requests

from tests.integration.serving import eventually, say


@dataclass(frozen=True)
class Place:
    """Where a server is to be asked: its address, and what it has written so far."""

    host: str
    port: int
    log: Callable[[], bytes]


Ask = Callable[[Place], float]


def by_line(place: Place) -> float:
    """It writes its time to whoever connects."""
    return float(say(place.host, place.port))


def by_inline_command(place: Place) -> float:
    """Redis' TIME: seconds and microseconds."""
    answer = _asked(place, b"TIME\r\n", lines=5).split(b"\r\n")
    return int(answer[2]) + int(answer[4]) / 1e6


def by_memcached(place: Place) -> float:
    found = re.search(rb"STAT time (\d+)", _asked(place, b"stats\r\n", until=b"END\r\n"))
    assert found
    return float(found[1])


def by_mariadb(place: Place) -> float:
    with pymysql.connect(host=place.host, port=place.port, user="root") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT UNIX_TIMESTAMP(SYSDATE(6))")
        ((told,),) = cursor.fetchall()
        return float(told)


def by_nginx(place: Place) -> float:
    return float(requests.get(f"http://{place.host}:{place.port}/", timeout=60).text)


def by_psql(place: Place) -> float:
    command = ["psql", "-h", place.host, "-p", str(place.port), "-U", "postgres", "-AtXc"]
    query = "SELECT extract(epoch FROM clock_timestamp())"
    return float(subprocess.run([*command, query], check=True, capture_output=True, timeout=60).stdout)


def by_log(line: bytes) -> Ask:
    """It writes lines by itself; `line` finds in one its number and the time. What counts is one that comes now."""
    pattern = re.compile(line)

    def ask(place: Place) -> float:
        turns = [int(turn) for turn, _ in pattern.findall(place.log())]
        last = max(turns, default=0)
        found = eventually(lambda: [told for turn, told in pattern.findall(place.log()) if int(turn) > last])
        return float(found[0])

    return ask


def by_connection_in_log(line: bytes, hello: bytes = b"") -> Ask:
    """It notes each connection, after `hello`, with the time; `line` has `%d` for the port that we connect from, and
    finds epoch seconds or a UTC date."""

    def ask(place: Place) -> float:
        with socket.create_connection((place.host, place.port), 60) as connection:
            connection.sendall(hello)
            pattern = re.compile(line % connection.getsockname()[1], re.MULTILINE)
            found = eventually(lambda: pattern.findall(place.log()))[0].decode()
        return datetime.fromisoformat(f"{found}+00:00").timestamp() if " " in found else float(found)

    return ask


def _asked(place: Place, command: bytes, lines: int = 0, until: bytes = b"") -> bytes:
    with socket.create_connection((place.host, place.port), 60) as connection:
        connection.sendall(command)
        answer = b""
        while answer.count(b"\r\n") < lines or not answer.endswith(until or b"\n"):
            chunk = connection.recv(4096)
            assert chunk, answer
            answer += chunk
        return answer
