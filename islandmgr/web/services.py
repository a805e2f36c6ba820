"""What the application of this request calls: the verbs, by their class, and the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, current_app

from islandmgr.config.settings import Settings
from islandmgr.kernel.services import Services
from islandmgr.model.cluster_traits import Traits
from islandmgr.model.errors import Unavailable

EXTENSION = "islandmgr.services"

T = TypeVar("T")


@dataclass(frozen=True)
class Installed:
    services: Services
    trouble: Callable[[], str]  # why no verb can work yet, in words; empty once all can


def install(app: Flask, services: Services, trouble: Callable[[], str]) -> None:
    app.extensions[EXTENSION] = Installed(services, trouble)


def verbs(wanted: type[T]) -> T:
    """The verbs of that class, once they can work: a Pod that registers before that must hear "later", never "no".

    Raises:
        Unavailable
    """
    if words := trouble():
        raise Unavailable(words)
    return _installed().services[wanted]


def settings() -> Settings:
    return _installed().services.settings


def traits() -> Traits:
    """What kind of cluster it is; nothing is asked of it."""
    return _installed().services[Traits]


def trouble() -> str:
    """Why no verb can work yet; empty once the database has its schema and the key that signs tokens is known."""
    return _installed().trouble()


def _installed() -> Installed:
    found: Installed = current_app.extensions[EXTENSION]
    return found
