"""What a connection to MariaDB costs this process, as the manager makes it and as PyMySQL does by itself.

Prints milliseconds of CPU for a connection, without TLS and with it, and the ratio of PyMySQL's own way to ours.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from islandmgr.store import make_engine
from tests.integration.databases import MariaDB
from tests.integration.store.test_tls import certify

CONNECTS = 100


def cpu_ms(engine: Engine) -> float:
    """CPU for one connection, in ms; the first, for which things are made that last, is left out."""
    _connect(engine)
    began = time.process_time()
    for _ in range(CONNECTS):
        _connect(engine)
    return (time.process_time() - began) * 1000 / CONNECTS


def _connect(engine: Engine) -> None:
    with engine.connect() as conn:
        conn.detach()  # it is closed at the end, and the pool makes another one for the next


def compare(what: str, url: str, ours_asks: str = "") -> None:
    plain = make_url(url).set(drivername="mysql+pymysql")
    theirs, ours = cpu_ms(create_engine(plain)), cpu_ms(make_engine(f"{url}{ours_asks}"))
    print(f"{what}: {theirs:.2f} ms by PyMySQL itself, {ours:.2f} ms by the manager, ratio {theirs / ours:.1f}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pem, key = certify(Path(folder))
        server = MariaDB(Path(folder), f"--ssl-cert={pem}", f"--ssl-key={key}")
        server.install()
        try:
            url = server.url(server.make_database())
            compare("to this machine, where only PyMySQL asks for TLS", url)
            compare("with TLS and any certificate", url, "?tls=required")
            compare("with TLS and the authority in a file", f"{url}?ssl_ca={pem}")
        finally:
            server.stop()


if __name__ == "__main__":
    main()
