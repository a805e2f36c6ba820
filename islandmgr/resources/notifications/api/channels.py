"""Notices to people: one's own channels, and the door for Alertmanager."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from flask import Response, jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool

from islandmgr.kernel.event_kinds import EventKinds
from islandmgr.resources.notifications.api.webhooks import (
    Counts,
    KindNames,
    Name,
    Number,
    by_state,
    check_known,
    outcome,
)
from islandmgr.resources.notifications.rules.notice_text import ALERT
from islandmgr.resources.notifications.rules.targets import Channel
from islandmgr.resources.notifications.service.channels import Channels, ChannelWish
from islandmgr.web.access import identity
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import PREFIX, Answer, Owner, Strict, TextId, actor, answering
from islandmgr.web.api.derived import Derived, Given
from islandmgr.web.serialization import Json
from islandmgr.web.services import verbs

api = APIBlueprint("notifications", __name__, url_prefix=PREFIX, abp_tags=[{"name": "notifications"}])

Kinds = Annotated[KindNames, AfterValidator(lambda kinds: check_known(kinds, (*verbs(EventKinds).notices, ALERT)))]
Reach = Literal["own", "team", "all"]
Secret = Annotated[
    str,
    Field(min_length=1, max_length=1000, description="apprise's form; never shown again", examples=["slack://A/B/C"]),
]


class Who(Strict):
    user: Owner = Field(default="", description="Whose; only where nobody signs in")


class ChannelBody(Who):
    name: Name
    url: Secret
    kinds: Kinds = Field(
        default=["crashed", "failed", "lost", "ending"],
        description="Those with `notice` in `GET /event-kinds`, or `alert`",
    )
    reach: Reach = Field(default="own", description="Whose islands")
    language: Literal["en", "zh"] = "en"
    active: StrictBool = True


class ChannelChange(Who):
    name: Name | None = None
    url: Secret | None = None
    kinds: Kinds | None = None
    reach: Reach | None = None
    language: Literal["en", "zh"] | None = None
    active: StrictBool | None = None


class ChannelPath(Strict):
    channel_id: TextId


class Alert(BaseModel):
    """One of Alertmanager's; more fields are welcome."""

    model_config = ConfigDict(extra="allow")

    status: str = Field(default="firing", max_length=20)
    labels: dict[str, str] = Field(default_factory=dict, max_length=100)
    annotations: dict[str, str] = Field(default_factory=dict, max_length=100)


class AlertsBody(BaseModel):
    """As Alertmanager's webhook posts it."""

    model_config = ConfigDict(extra="allow")

    alerts: list[Alert] = Field(max_length=100)


channel = Derived(Channel, "ChannelAnswer", without=("user",), deliveries=Given(Counts))
ChannelPage = channel.page("ChannelPage")


@api.get("/channels", responses=answering(200, ChannelPage, 401, 403, 414, 422, 503))
@permit("self.notices")
def listing(query: Who) -> Answer:
    """One's own channels; their addresses are secrets and not told"""
    found = verbs(Channels).listing(_me(query.user))
    return jsonify(items=[as_answer(one, counts) for one, counts in found], next=None)


@api.post("/channels", responses=answering(201, channel.model, 400, 401, 403, 413, 415, 422, 503))
@permit("self.notices")
def add(body: ChannelBody) -> Answer:
    """Add a channel: where one wants to be told what"""
    wish = ChannelWish(body.name, body.url, tuple(body.kinds), body.reach, body.language, body.active)
    return jsonify(as_answer(verbs(Channels).add(wish, _me(body.user), actor(body.user)), {})), 201


@api.patch("/channels/<channel_id>", responses=answering(200, channel.model, 400, 401, 403, 404, 413, 415, 422, 503))
@permit("self.notices")
def change(path: ChannelPath, body: ChannelChange) -> Answer:
    """Change what is given; the rest stays"""
    changes = {name: value for name, value in body.model_dump(exclude={"user"}).items() if value is not None}
    if "kinds" in changes:
        changes["kinds"] = tuple(changes["kinds"])
    after = verbs(Channels).change(path.channel_id, _me(body.user), changes, actor(body.user))
    return jsonify(as_answer(after, {}))


@api.delete("/channels/<channel_id>", responses=answering(204, None, 401, 403, 404, 414, 422, 503))
@permit("self.notices")
def remove(path: ChannelPath, query: Who) -> Answer:
    """Forget a channel"""
    verbs(Channels).remove(path.channel_id, _me(query.user), actor(query.user))
    return Response(status=204)


@api.post(
    "/channels/<channel_id>/test", responses=answering(200, outcome.model, 400, 401, 403, 404, 413, 415, 422, 429, 503)
)
@permit("self.notices")
def test(path: ChannelPath, body: Who) -> Answer:
    """Send a test now"""
    return jsonify(outcome(verbs(Channels).test(path.channel_id, _me(body.user))))


@api.post("/alerts", responses=answering(202, Number, 400, 401, 403, 413, 415, 422, 503))
@permit("alerts.post")
def alerts(body: AlertsBody) -> Answer:
    """Alertmanager's webhook: pass alerts on to everybody who chose them"""
    given: list[dict[str, Any]] = [alert.model_dump() for alert in body.alerts]
    return jsonify(number=verbs(Channels).alerts(given)), 202


def as_answer(it: Channel, counts: Any) -> Json:
    return channel(it, deliveries=by_state(counts))


def _me(user: str) -> str:
    """Whose channels: one's own. Where nobody signs in it is whom the request names."""
    return identity().name or user or "anonymous"
