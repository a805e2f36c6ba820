"""What rooms say of themselves holds: every name leads somewhere, every endpoint says who may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from pydantic import BaseModel

from islandmgr.access import ACTS
from islandmgr.access.identity import Scope
from islandmgr.access.rules import Row, declare, everybody
from islandmgr.app.rooms import ROOMS, in_order_of_need, menu
from islandmgr.config.settings import Settings
from islandmgr.kernel.manifest import Room
from islandmgr.web.access.permissions import IN_POD, OPEN, SIGN_IN, permissions
from tests.integration.access.everything import make_app

FREE = {OPEN, SIGN_IN, IN_POD}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return make_app(tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_every_name_leads_somewhere(room: Room) -> None:
    jobs = [job.verb for job in room.jobs]
    told = [*room.acts_on.values(), *room.reads]
    named = [*room.api, *room.pages, *room.commands, *room.workers.values(), *jobs, *told]
    for reference in [*named, *filter(None, (room.build, room.metrics, room.topics, room.events))]:
        assert room.find(reference) is not None, reference
    assert not room.tables or room.module(room.tables)
    assert all(isinstance(job.every, float | int) or hasattr(Settings(), job.every) for job in room.jobs)


def test_every_folder_of_rooms_is_listed() -> None:
    folders = {path.parent.name for path in (Path(__file__).parents[2] / "islandmgr/resources").glob("*/__init__.py")}
    assert folders == set(ROOMS)


def test_rooms_are_built_after_those_that_they_need() -> None:
    order = [room.package.rpartition(".")[2] for room in in_order_of_need()]
    assert sorted(order) == sorted(ROOMS)
    for name, room in ROOMS.items():
        assert all(order.index(need) < order.index(name) for need in room.needs)


def test_every_endpoint_says_which_act_it_is(app: Flask) -> None:
    said = permissions(app)
    assert set(app.view_functions) == set(said)
    assert {permission.act for permission in said.values()} <= set(ACTS) | FREE


def test_no_two_models_have_one_name_in_the_document(app: Flask) -> None:
    """The last one would stand for all of them."""
    assert app.view_functions  # every room's API is imported
    said: dict[str, set[str]] = defaultdict(set)
    for model in set(_models(BaseModel)):
        schema = model.model_json_schema()
        for name, one in [(model.__name__, schema), *schema.get("$defs", {}).items()]:
            said[name].add(str(one.get("enum") or sorted(one.get("properties", {}))))
    assert {"State", "TaskAnswer"} <= set(said)
    assert {name: forms for name, forms in said.items() if len(forms) > 1} == {}


def _models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        if model.__module__.startswith("islandmgr."):
            yield model
        yield from _models(model)


def test_every_act_is_some_endpoints(app: Flask) -> None:
    planned = {"blueprints.write"}  # of programs that write to the volume; no endpoint yet
    assert set(ACTS) - planned <= {permission.act for permission in permissions(app).values()}


def test_menu_entries_lead_to_pages(app: Flask) -> None:
    for entry in menu():
        assert entry.endpoint in app.view_functions
        assert entry.act in ACTS


def test_an_act_is_declared_once() -> None:
    row: Row = everybody(Scope.READ, "see islands")
    with pytest.raises(ValueError, match="'look' is declared twice"):
        declare({"look": row})


def test_the_page_about_adding_a_resource_shows_the_room_as_it_is() -> None:
    root = Path(__file__).parents[2]
    page = (root / "docs/adding-a-resource.md").read_text("utf-8")
    room = root / "islandmgr/resources/quotas"
    assert (room / "__init__.py").read_text("utf-8") in page
    files = [path for path in room.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert len(files) <= 9
    assert all(path.name in page for path in files)
    assert '    "quotas",\n' in (root / "islandmgr/app/rooms.py").read_text("utf-8")
