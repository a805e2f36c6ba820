"""Log lines: for people and for programs, without secrets."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

from islandmgr.config.logs import configure, hide_secrets
from islandmgr.config.settings import Settings


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Gives what was written since it was last asked; puts the logging of this process back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield lambda: capsys.readouterr().err
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_line_is_json_and_knows_its_island(lines: Callable[[], str]) -> None:
    configure(Settings(log_format="json"))
    with structlog.contextvars.bound_contextvars(island=269, incarnation=1):
        structlog.get_logger("islandmgr.test").info("created the Pod", pod="a-269")
    found = json.loads(lines())
    assert list(found)[:5] == ["timestamp", "level", "event", "island", "incarnation"]
    assert found["island"] == 269
    assert found["pod"] == "a-269"


def test_libraries_go_the_same_way(lines: Callable[[], str]) -> None:
    configure(Settings(log_format="json"))
    logging.getLogger("gunicorn.error").warning("Worker %s went away", 7)
    assert json.loads(lines())["event"] == "Worker 7 went away"


@pytest.mark.parametrize(("level", "heard"), [("info", False), ("debug", True)])
def test_chatty_libraries_are_heard_at_debug(lines: Callable[[], str], level: str, heard: bool) -> None:
    configure(Settings.from_env({"ISLANDMGR_LOG_LEVEL": level, "ISLANDMGR_LOG_FORMAT": "json"}))
    logging.getLogger("kubernetes.client").info("GET /api")
    assert bool(lines()) is heard


def test_secrets_stay_here(lines: Callable[[], str]) -> None:
    configure(Settings(log_format="json"))
    log = structlog.get_logger("islandmgr.test")
    log.info("x", token="t0k3n", Authorization="Bearer t0k3n", url="mysql+pymysql://me:pa55@db/islands")
    logging.getLogger("sqlalchemy").warning("cannot connect to mysql://me:pa55@db/islands")
    written = lines()
    assert "t0k3n" not in written
    assert "pa55" not in written
    assert "me:***@db" in written


def test_an_error_keeps_its_traceback(lines: Callable[[], str]) -> None:
    configure(Settings(log_format="console"))
    structlog.get_logger("islandmgr.test").error("bad", exc_info=ZeroDivisionError("by nothing"))
    assert "ZeroDivisionError: by nothing" in lines()


def test_what_is_no_secret_stays_readable() -> None:
    assert hide_secrets(None, "", {"event": "see http://127.0.0.1:8000/islands/1"}) == {
        "event": "see http://127.0.0.1:8000/islands/1"
    }
