"""Messages to chat and mail services, through apprise. Only services on our list: others let a person aim anywhere."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from islandmgr.errors import Invalid
from islandmgr.service.telling.posting import Outcome
from islandmgr.service.telling.reaching import check_host, guarded

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

MAIL_PORT = 587


@dataclass(frozen=True)
class Address:
    """A checked apprise URL. A secret: never log or show it."""

    service: str
    url: str
    mail_host: str = ""


def parse(url: str, networks: Sequence[str]) -> Address:
    """Raises Invalid, without quoting the address, which is a secret."""
    try:
        parts = urlsplit(url.strip())
        mail = parts.scheme.startswith("mailto")
        # Telegram's tokens have a colon, too.
        mail_host, port = (parts.hostname or "", parts.port or MAIL_PORT) if mail else ("", 0)
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
    except ValueError:
        raise Invalid("The address of a channel cannot be read; see docs/webhooks.md", fields={"url": "form"}) from None
    if parts.scheme not in SERVICES:
        raise Invalid(
            f"{parts.scheme + '://' if parts.scheme else 'That'!r} is no service we send to; accepted: "
            + ", ".join(f"{name}://" for name in SERVICES),
            fields={"url": "service"},
        )
    unknown = sorted({*options} - OPTIONS)
    if unknown:
        raise Invalid(
            f"The address has {', '.join(map(repr, unknown))}; accepted are {', '.join(sorted(OPTIONS))}",
            fields={"url": "options"},
        )
    address = Address(parts.scheme, url.strip(), options.get("smtp", mail_host) if mail else "")
    if _plugin(address.url) is None:
        raise Invalid(
            f"That is no address of {SERVICES[parts.scheme]} as apprise wants it; see docs/webhooks.md for examples",
            fields={"url": "form"},
        )
    if mail:
        check_host(address.mail_host, port, networks)
    return address


def tell(address: Address, title: str, text: str, networks: Sequence[str]) -> Outcome:
    """One attempt. What apprise logs of it is dropped: it may hold the address."""
    began = time.monotonic()
    problem = ""
    try:
        service = _apprise().Apprise()
        with guarded(networks) as guard:
            # Said to be text: mail and some chats would take what testers write for markup otherwise.
            if not service.add(address.url) or not service.notify(body=text, title=title, body_format="text"):
                problem = f"{SERVICES[address.service]} did not take it"
                problem = guard.refused[0].message if guard.refused else problem
    except Exception as error:
        # Plugins of others: whatever they raise must not show the address.
        problem = f"{SERVICES[address.service]} could not be reached ({type(error).__name__})"
    return Outcome(None, problem, (time.monotonic() - began) * 1000)


def _plugin(url: str) -> Any:
    """apprise's object for an address; None when it makes no sense to apprise."""
    return _apprise().Apprise.instantiate(url, suppress_exceptions=True)


@cache
def _apprise() -> Any:
    """The library with its plugins: a second, which only those wait for who use it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a plugin imports a module that Python gives up
        import apprise

        logging.getLogger("apprise").disabled = True
        apprise.Apprise.instantiate("json://localhost")  # loads them all
    return apprise
