"""What signing in and checking a token add to a request: the same calls on a manager with and without sign-in.

Prints milliseconds and ratios of one run; and how long a password takes, and a check alone without HTTP.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from islandmgr.access import Client
from islandmgr.access import tokens as secrets
from islandmgr.config.settings import Settings
from islandmgr.kernel.context import Parts
from islandmgr.resources.access.service.credentials import Credentials
from islandmgr.store import Store, make_engine, migrate
from tests.integration.access.people import first_password, log_in
from tests.integration.serving import Serving, serving

CALLS = 400


def median_ms(call: Callable[[], object], times: int = CALLS) -> float:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


def caller(manager: Serving, token: str) -> Callable[[], object]:
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {token}"
    return lambda: session.get(f"{manager.url}/api/v1/islands?limit=10", timeout=60).raise_for_status()


def over_http(folder: Path) -> None:
    ports = {"pools": "default=19000-19029"}
    with serving(folder / "open", **ports) as unguarded, serving(folder / "local", auth="local", **ports) as guarded:
        password = first_password(guarded)
        token = log_in(guarded, "admin", password).token
        without, with_token = caller(unguarded, "x"), caller(guarded, token)
        for call in (without, with_token):
            median_ms(call, 50)  # warm
        rounds = [(median_ms(without), median_ms(with_token)) for _ in range(3)]
        plain, checked = (statistics.median(one) for one in zip(*rounds, strict=True))
        entered = median_ms(lambda: log_in(guarded, "admin", password), 9)
    print(f"a list of islands: {plain:.2f} ms open, {checked:.2f} ms with a token, ratio {checked / plain:.2f}")
    print(f"a name and a password: {entered:.0f} ms, {entered / plain:.0f} times a list")


def alone(folder: Path) -> None:
    from islandmgr.access import Role, Scope
    from islandmgr.model.domain import Actor
    from islandmgr.resources.access.store import users
    from islandmgr.resources.access.store.users import User

    engine = make_engine(f"sqlite:///{folder / 'alone.db'}")
    migrate(engine)
    parts = Parts(Settings(data=folder), Store(engine), cluster=None, blueprints=None)  # type: ignore[arg-type]
    parts.store.run(lambda conn: users.insert_new(conn, User("qa01", Role.TESTER, 0.0)))
    credentials, me = Credentials(parts), Actor("qa01", "bench")
    _token, secret = parts.store.run(lambda conn: credentials.insert_token(conn, "qa01", "bench", Scope.READ, 1, me))
    client = Client("127.0.0.1")

    def anew() -> None:
        credentials._known.clear()
        credentials.identify(secret, client)

    credentials.identify(secret, client)
    kept, asked = median_ms(lambda: credentials.identify(secret, client), 5000), median_ms(anew, 500)
    print(f"a check alone: {kept * 1000:.0f} us from memory, {asked:.2f} ms when the database is asked")
    print(f"of it the digest: {median_ms(lambda: secrets.digest(secret), 5000) * 1000:.1f} us")
    engine.dispose()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        alone(Path(scratch))
        over_http(Path(scratch))
