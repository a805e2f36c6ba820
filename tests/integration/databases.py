"""A real MariaDB server for the tests, in a folder of its own, from Debian's package."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import pymysql
import pytest

from islandmgr.app.schema import metadata
from islandmgr.store import make_engine, migrate
from tests.integration.freezing import freeze, thaw
from tests.ports import free_port

PASSWORD = "pass-word/1"  # with a character that a URL must quote

GET_IT = "The tests need a real MariaDB: run `make test`, or `apt-get install mariadb-server`."

OPTIONS = [
    "--skip-name-resolve",
    "--performance-schema=OFF",
    "--innodb-buffer-pool-size=64M",
    "--innodb-log-file-size=32M",
    "--max-connections=300",
    # The kernel keeps what a killed server had written. Half of all time would go into waiting for the disk.
    "--innodb-flush-method=nosync",
    "--debug-no-sync",
]


class Databases:
    """Databases on a server that runs. Other processes may use it too; the names of these begin with `prefix`."""

    def __init__(self, folder: Path, port: int, prefix: str = "test") -> None:
        self.folder = folder
        self.port = port
        self._prefix = prefix
        self._made = 0
        self._clean: list[str] = []

    def execute(self, *statements: str, database: str | None = None) -> list[tuple[Any, ...]]:
        """Run statements as root; the rows of the last one."""
        with (
            pymysql.connect(
                unix_socket=str(self.socket), user="root", database=database, autocommit=True
            ) as connection,
            connection.cursor() as cursor,
        ):
            for statement in statements:
                cursor.execute(statement)
            return list(cursor.fetchall())

    def url(self, database: str) -> str:
        return f"mysql://islandmgr:{PASSWORD.replace('/', '%2F')}@127.0.0.1:{self.port}/{database}"

    def make_database(self) -> str:
        """The name of a new, empty database."""
        self._made += 1
        name = f"{self._prefix}_{self._made}"
        self.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        return name

    def drop_database(self, name: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {name}")

    def lend_database(self) -> str:
        """The name of a database with the newest schema and nothing in it. Making one takes a while: they come back."""
        if self._clean:
            return self._clean.pop()
        name = self.make_database()
        engine = make_engine(self.url(name))
        migrate(engine)
        engine.dispose()
        return name

    def take_back(self, name: str) -> None:
        """Whoever still uses it loses its connection."""
        for (session,) in self.execute(f"SELECT id FROM information_schema.processlist WHERE db = '{name}'"):
            with contextlib.suppress(pymysql.OperationalError):  # it has just gone by itself
                self.execute(f"KILL {session}")
        names = [table.name for table in metadata.sorted_tables]
        filled = " UNION ALL ".join(
            f"SELECT '{table}' FROM DUAL WHERE EXISTS (SELECT 1 FROM {table})" for table in names
        )
        counted = (
            f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{name}' AND auto_increment > 1"
        )
        self.execute(
            "SET foreign_key_checks = 0",
            "BEGIN",
            # TRUNCATE is slow, but nothing else empties the audit: its triggers refuse.
            *(
                f"{'TRUNCATE' if table == 'audit' else 'DELETE FROM'} {table}"
                for (table,) in self.execute(filled, database=name)
            ),
            "COMMIT",
            *(f"ALTER TABLE {table} AUTO_INCREMENT = 1" for (table,) in self.execute(counted)),
            database=name,
        )
        self._clean.append(name)

    @property
    def socket(self) -> Path:
        return self.folder / "socket"


class MariaDB(Databases):
    """One server on a loopback port and a unix socket. It ends with this process, however this process ends.

    Commits are durable (fsync), as in production. `stop`, `kill` and `pause` are for tests of a database that is away.
    """

    def __init__(self, folder: Path, *options: str) -> None:
        super().__init__(folder, free_port())
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None

    def install(self) -> None:
        data = self.folder / "data"
        command = [program("mariadb-install-db"), "--no-defaults", f"--datadir={data}", "--skip-test-db", *OPTIONS]
        command += ["--auth-root-authentication-method=normal", *_as_whom()]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        self.start()
        self.execute(f"CREATE USER islandmgr IDENTIFIED BY '{PASSWORD}'", "GRANT ALL ON *.* TO islandmgr")

    def start(self) -> None:
        """Returns when it answers. Harmless when it runs, also when it was paused."""
        if self._process and self._process.poll() is None:
            self.resume()
            return
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                # PDEATHSIG: the server goes when the test run goes, SIGKILL included.
                [
                    *("setpriv", "--pdeathsig", "KILL", program("mariadbd"), "--no-defaults"),
                    f"--datadir={self.folder / 'data'}",
                    f"--socket={self.socket}",
                    f"--pid-file={self.folder / 'pid'}",
                    "--bind-address=127.0.0.1",
                    f"--port={self.port}",
                    *OPTIONS,
                    *self._options,
                    *_as_whom(),
                ],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
            )
        self._wait_for_answer()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Returns when it is gone: its port refuses connections."""
        if self._process:
            self.resume()
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def kill(self) -> None:
        self.stop(signal.SIGKILL)

    def pause(self) -> None:
        """It keeps its connections and answers nothing."""
        assert self._process
        freeze(self._process.pid)

    def resume(self) -> None:
        if self._process and self._process.poll() is None:
            thaw(self._process.pid)

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def _wait_for_answer(self) -> None:
        assert self._process
        end = time.monotonic() + 120
        while time.monotonic() < end:
            assert self._process.poll() is None, self.log.read_text(errors="replace")[-4000:]
            try:
                # By hand at first: PyMySQL leaks the socket of a refused connection.
                with socket.socket(socket.AF_UNIX) as probe:
                    probe.connect(str(self.socket))
            except OSError:
                time.sleep(0.05)
            else:
                self.execute("SELECT 1")
                return
        raise AssertionError("MariaDB does not answer:\n" + self.log.read_text(errors="replace")[-4000:])


def program(name: str) -> str:
    """Its path; an ordinary user's PATH lacks /usr/sbin. Raises `FileNotFoundError`, saying how to get it."""
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin")
    if path is None:
        raise FileNotFoundError(f"{name} is not installed. {GET_IT}")
    return path


def _as_whom() -> list[str]:
    # Staying root keeps PDEATHSIG: a change of user would clear it.
    return ["--user=root"] if os.geteuid() == 0 else []


def new_database(request: pytest.FixtureRequest) -> str:
    """The URL for a fixture with the parameters `sqlite` and `mariadb`; empty: SQLite in the manager's own folder."""
    if request.param == "sqlite":
        return ""
    server: Databases = request.getfixturevalue("mariadb")
    return server.url(server.make_database())
