"""Tasks in the stream, for those who may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from islandmgr.kernel.context import Parts
from islandmgr.kernel.topics import Topic
from islandmgr.model.domain import Event
from islandmgr.model.messages import Translate
from islandmgr.resources.tasks.service import with_ids
from islandmgr.resources.tasks.shared import answers
from islandmgr.tasks.model import KIND, Task
from islandmgr.web.serialization import Json


def load(conn: Connection, news: Mapping[str, Sequence[Event]]) -> dict[str, Task]:
    return {str(task.id): task for task in with_ids(conn, {int(key) for key in news})}


def serialize(_parts: Parts, it: Task, words: Translate) -> Json:
    return answers.task(it, words)


TOPICS = (Topic(KIND, load, serialize, act="tasks.look"),)
