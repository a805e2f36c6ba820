"""Messages to chat and mail services, through apprise. Only services on our list: others let a person aim anywhere.

apprise reads an address once, into the object of one service. That object is checked and used; the text is never read
again, as another reading may find something else in it.
"""

from __future__ import annotations

import logging
import re
import time
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from islandmgr.model.errors import Invalid
from islandmgr.model.messages import NOTHING, Message, as_message
from islandmgr.resources.notifications import messages
from islandmgr.resources.notifications.service.http_post import Outcome
from islandmgr.resources.notifications.service.limited_requests import use_limited_requests
from islandmgr.resources.notifications.service.outgoing_connections import check_host, guarded

SERVICES: Mapping[str, str] = {
    "wecombot": "WeCom",
    "dingtalk": "DingTalk",
    "feishu": "Feishu",
    "lark": "Lark",
    "slack": "Slack",
    "mailto": "Mail",
    "mailtos": "Mail",
    "discord": "Discord",
    "tgram": "Telegram",
    "workflows": "Microsoft Teams",
}
"""apprise's schemas that are accepted, and what people call the services."""

OPTIONS = frozenset({"to", "cc", "bcc", "from", "reply", "name", "smtp", "mode", "user", "pass", "secret", "format"})
"""Parameters of an address that are accepted. apprise knows others, some of which name files on our machine."""

DEADLINE = 25.0  # seconds for one message, all that it takes after the address was checked

_ONE_ADDRESS = re.compile(r"[A-Za-z]+://[^\s\x00-\x1f\x7f]*")


@dataclass(frozen=True)
class Address:
    """A checked address. A secret: never log or show it."""

    service: str
    url: str
    plugin: Any  # apprise's object for it, which is what was checked


def parse(url: str, networks: Sequence[str]) -> Address:
    """Raises Invalid, without quoting the address, which is a secret."""
    url = url.strip()
    schema = url.partition("://")[0].lower()
    if schema not in SERVICES:
        raise _no_service(schema)
    if not _ONE_ADDRESS.fullmatch(url) or url.count("://") > 1:
        raise Invalid(messages.ONE_ADDRESS(), fields={"url": "form"})
    found = _read(url)
    if found is None:
        raise _no_address(schema)
    _check_options(found)
    plugin = _apprise().Apprise.instantiate(found, asset=_asset())
    if plugin is None:
        raise _no_address(schema)
    if type(plugin) is not _apprise().plugins.N_MGR[schema]:
        raise _no_service(schema)
    host, port = _chosen_host(plugin)
    if host:
        check_host(host, port, networks)
    return Address(schema, url, plugin)


def tell(address: Address, title: str, text: str, networks: Sequence[str], seconds: float = DEADLINE) -> Outcome:
    """One attempt, which takes `seconds` at most. What apprise logs of it is dropped: it may hold the address."""
    began = time.monotonic()
    problem: Message = NOTHING
    name = SERVICES[address.service]
    with guarded(networks, seconds) as guard:
        try:
            service = _apprise().Apprise(address.plugin)
            # Said to be text: mail and some chats would take what testers write for markup otherwise.
            if not service.notify(body=text, title=title, body_format="text"):
                problem = messages.NOT_TAKEN(service=name)
        except Exception as error:
            # Plugins of others: whatever they raise must not show the address.
            problem = messages.SERVICE_NOT_REACHED(service=name, why=type(error).__name__)
        if problem and guard.refused:
            problem = as_message(guard.refused[0].message)
        elif problem and guard.expired:
            problem = messages.SERVICE_NO_ANSWER(service=name, n=seconds)
    return Outcome(None, problem, (time.monotonic() - began) * 1000)


def _read(url: str) -> Mapping[str, Any] | None:
    """What apprise reads in an address; None when it makes no sense to apprise."""
    try:
        found: Mapping[str, Any] | None = _apprise().plugins.url_to_dict(url)
    except Exception:  # a plugin's parser, given anything at all
        return None
    return found


def _check_options(found: Mapping[str, Any]) -> None:
    """Raises Invalid for parameters that are none of `OPTIONS`; those with a sign before them are headers."""
    given = {*found["qsd"], *(f"{sign[-1]}{key}" for sign in ("qsd+", "qsd-", "qsd:") for key in found.get(sign, ()))}
    unknown = sorted(given - OPTIONS)
    if unknown:
        raise Invalid(
            messages.OPTIONS(options=[repr(one) for one in unknown], accepted=sorted(OPTIONS)),
            fields={"url": "options"},
        )


def _chosen_host(plugin: Any) -> tuple[str, int]:
    """Where it connects to, when the address says that; an empty host for services that are at one place."""
    if isinstance(plugin, _plugin_class("mailto")):
        return str(plugin.smtp_host), int(plugin.port)
    if isinstance(plugin, _plugin_class("workflows")):
        return str(plugin.host), int(plugin.port or 443)
    return "", 0


def _no_service(schema: str) -> Invalid:
    named = repr(f"{schema[:20]}://" if schema else "That")
    accepted = [f"{name}://" for name in SERVICES]
    return Invalid(messages.NO_SERVICE(service=named, accepted=accepted), fields={"url": "service"})


def _no_address(schema: str) -> Invalid:
    return Invalid(
        messages.NO_ADDRESS(service=SERVICES[schema]),
        fields={"url": "form"},
    )


def _asset() -> Any:
    """How apprise works for us: in this thread, without redirects, files and templates. The guard has the deadline."""
    return _apprise().AppriseAsset(
        async_mode=False,
        service_timeout=0,
        http_redirects=False,
        pgp_autogen=False,
        pem_autogen=False,
        allow_templates=False,
    )


def _plugin_class(schema: str) -> Any:
    return _apprise().plugins.N_MGR[schema]


@cache
def _apprise() -> Any:
    """The library with its plugins: a second, which only those wait for who use it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a plugin imports a module that Python gives up
        import apprise

        logging.getLogger("apprise").disabled = True
        apprise.Apprise.instantiate("json://localhost")  # loads them all
    use_limited_requests(apprise.plugins.N_MGR[schema].__module__ for schema in SERVICES)
    return apprise
