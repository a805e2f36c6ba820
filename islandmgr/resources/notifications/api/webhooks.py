"""Webhooks: where other systems are told of state changes. `docs/webhooks.md` says what they get."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Literal

from flask import Response, jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import AfterValidator, BaseModel, Field, StrictBool, create_model

from islandmgr.kernel.event_kinds import LONGEST, EventKinds
from islandmgr.model.domain import ISLAND, Subject
from islandmgr.model.field_types import EpochSeconds
from islandmgr.resources.notifications.rules.targets import Delivery, DeliveryState, Webhook
from islandmgr.resources.notifications.service.http_post import Outcome
from islandmgr.resources.notifications.service.webhooks import Webhooks, WebhookWish
from islandmgr.web import serialization
from islandmgr.web.access.permissions import permit
from islandmgr.web.api import answers
from islandmgr.web.api.answers import Page
from islandmgr.web.api.common import (
    PREFIX,
    Answer,
    Cursor,
    Limit,
    Owner,
    Strict,
    TextId,
    Words,
    actor,
    answering,
)
from islandmgr.web.api.derived import Derived, Given, Made
from islandmgr.web.ids import BodyId
from islandmgr.web.serialization import Json
from islandmgr.web.services import verbs
from islandmgr.web.wording import in_all

api = APIBlueprint("webhooks", __name__, url_prefix=PREFIX, abp_tags=[{"name": "webhooks"}])

Url = Annotated[str, Field(min_length=1, max_length=1000, examples=["https://tools.example.com/islands"])]
Name = Annotated[
    Words,
    Field(min_length=1, max_length=120, json_schema_extra={"pattern": r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]+$"}),
]


KindNames = Annotated[
    list[Annotated[str, Field(max_length=LONGEST)]], Field(max_length=100, examples=[["running", "crashed"]])
]


def check_known(kinds: list[str], known: Collection[str]) -> list[str]:
    """Which there are, the rooms register, so no document can list them: `GET /event-kinds` does. Raises ValueError."""
    unknown = sorted({*kinds} - {*known})
    if unknown:
        raise ValueError(f"has {', '.join(map(repr, unknown))}; there is {', '.join(known)}")
    return kinds


Kinds = Annotated[KindNames, AfterValidator(lambda kinds: check_known(kinds, verbs(EventKinds).names))]


class WebhookBody(Strict):
    name: Name
    url: Url
    kinds: Kinds = Field(default_factory=list, description="Of those that `GET /event-kinds` names; empty for all")
    branch: Words = Field(default="", max_length=63, description="Only what is of this branch, where it has one")
    owner: Owner = ""
    active: StrictBool = True


class WebhookChange(Strict):
    name: Name | None = None
    url: Url | None = None
    kinds: Kinds | None = None
    branch: Annotated[Words, Field(max_length=63)] | None = None
    owner: Owner | None = None
    active: StrictBool | None = None


class WebhookPath(Strict):
    webhook_id: TextId


class DeliveryQuery(Strict):
    state: DeliveryState | Literal[""] = ""
    limit: Limit = 100
    after: Cursor | None = None


class ResendBody(Strict):
    delivery: BodyId | None = Field(default=None, description="One dead letter; all of them when left out")


class Counts(BaseModel):
    waiting: int
    delivered: int
    dead: int


webhook = Derived(Webhook, "WebhookAnswer", deliveries=Given(Counts))
WebhookPage = webhook.page("WebhookPage")


class SecretAnswer(BaseModel):
    secret: str = Field(description="Told this once")


class Signing(BaseModel):
    secret: str = Field(description="Told this once; it signs what is sent")


NewWebhookAnswer = create_model("NewWebhookAnswer", __base__=(webhook.model, Signing))

delivery = Derived(
    Delivery,
    "DeliveryAnswer",
    without=("target", "target_id"),
    renamed={"event_id": "event"},
    parts=(Derived(Subject, "SubjectAnswer"),),
    subject=Made(
        Annotated[Subject | None, "What the event is about"], lambda it: it.subject if it.subject.kind else None
    ),
    island=Made(
        Annotated[int, "0: it is about something else"],
        lambda it: it.subject.number if it.subject.kind == ISLAND else 0,
    ),
    next_at=Made(
        Annotated[EpochSeconds | None, "When it is tried again"],
        lambda it: it.next_at if it.state is DeliveryState.WAITING else None,
    ),
)
DeliveryPage = delivery.page("DeliveryPage")

outcome = Derived(
    Outcome,
    "OutcomeAnswer",
    taken=Made(bool, lambda it: not it.problem),
    milliseconds=Made(float, lambda it: round(it.milliseconds, 1)),
)


class Number(BaseModel):
    number: int


class EventKindAnswer(BaseModel):
    name: str
    subject: str = Field(description="The kind of thing that such events are about")
    title: answers.Words
    notice: bool = Field(description="Whether people can be told too, by their channels")


class EventKindPage(Page):
    items: list[EventKindAnswer]


@api.get("/event-kinds", responses=answering(200, EventKindPage, 401, 403, 503))
@permit("look")
def event_kinds() -> Answer:
    """What webhooks and channels can be told of"""
    items = [
        {"name": kind.name, "subject": subject, "title": in_all([kind.title]), "notice": kind.notice is not None}
        for subject, kind in verbs(EventKinds)
    ]
    return jsonify(items=items, next=None)


@api.get("/webhooks", responses=answering(200, WebhookPage, 401, 403, 503))
@permit("hooks.look")
def listing() -> Answer:
    """Webhooks, with how their deliveries stand"""
    found = verbs(Webhooks).listing()
    return jsonify(items=[as_answer(hook, counts) for hook, counts in found], next=None)


@api.post("/webhooks", responses=answering(201, NewWebhookAnswer, 400, 401, 403, 413, 415, 422, 503))
@permit("hooks.change")
def add(body: WebhookBody) -> Answer:
    """Add a webhook; the answer is the only place where its secret is seen"""
    wish = WebhookWish(body.name, body.url, tuple(body.kinds), body.branch, body.owner, body.active)
    hook, secret = verbs(Webhooks).add(wish, actor())
    return jsonify({**as_answer(hook, {}), "secret": secret}), 201


@api.get("/webhooks/<webhook_id>", responses=answering(200, webhook.model, 401, 403, 404, 422, 503))
@permit("hooks.look")
def show(path: WebhookPath) -> Answer:
    """One webhook"""
    return jsonify(as_answer(*verbs(Webhooks).get(path.webhook_id)))


@api.patch("/webhooks/<webhook_id>", responses=answering(200, webhook.model, 400, 401, 403, 404, 413, 415, 422, 503))
@permit("hooks.change")
def change(path: WebhookPath, body: WebhookChange) -> Answer:
    """Change what is given; the rest stays"""
    changes = {name: value for name, value in body.model_dump().items() if value is not None}
    if "kinds" in changes:
        changes["kinds"] = tuple(changes["kinds"])
    webhooks = verbs(Webhooks)
    if changes:
        webhooks.change(path.webhook_id, changes, actor())
    return jsonify(as_answer(*webhooks.get(path.webhook_id)))


@api.delete("/webhooks/<webhook_id>", responses=answering(204, None, 401, 403, 404, 422, 503))
@permit("hooks.change")
def remove(path: WebhookPath) -> Answer:
    """Forget a webhook and all that was to be sent to it"""
    verbs(Webhooks).remove(path.webhook_id, actor())
    return Response(status=204)


@api.post("/webhooks/<webhook_id>/secret", responses=answering(200, SecretAnswer, 401, 403, 404, 422, 503))
@permit("hooks.change")
def renew_secret(path: WebhookPath) -> Answer:
    """A new secret, which signs all that is sent from now on"""
    return jsonify(secret=verbs(Webhooks).renew_secret(path.webhook_id, actor()))


@api.post("/webhooks/<webhook_id>/test", responses=answering(200, outcome.model, 401, 403, 404, 422, 429, 503))
@permit("hooks.change")
def test(path: WebhookPath) -> Answer:
    """Send a test now, and see what the receiver answers"""
    return jsonify(outcome(verbs(Webhooks).test(path.webhook_id, actor())))


@api.get("/webhooks/<webhook_id>/deliveries", responses=answering(200, DeliveryPage, 401, 403, 404, 414, 422, 503))
@permit("hooks.look")
def deliveries(path: WebhookPath, query: DeliveryQuery) -> Answer:
    """What was or is to be sent, newest first; `state=dead` are the dead letters"""
    found, following = verbs(Webhooks).deliveries(path.webhook_id, query.state, query.limit, query.after)
    return jsonify(items=[delivery(it) for it in found], next=serialization.cursor(following))


@api.post("/webhooks/<webhook_id>/resend", responses=answering(200, Number, 400, 401, 403, 404, 413, 415, 422, 503))
@permit("hooks.change")
def resend(path: WebhookPath, body: ResendBody) -> Answer:
    """Try dead letters again"""
    return jsonify(number=verbs(Webhooks).resend(path.webhook_id, body.delivery, actor()))


def as_answer(hook: Webhook, counts: Any) -> Json:
    return webhook(hook, deliveries=by_state(counts))


def by_state(counts: Any) -> Json:
    """How many deliveries are in each state."""
    return {state.value: counts.get(state, 0) for state in DeliveryState}
