"""Messages in words: here, at the edge, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import current_app, g, has_request_context, request

from islandmgr.model.languages import LOCALES as LOCALES
from islandmgr.model.languages import language_of, translator
from islandmgr.model.messages import Message, Translate, as_message, in_words

COOKIE = "language"
PAGE_LANGUAGE = "PAGE_LANGUAGE"
"""The entry of Flask's configuration for whoever asks for no language of ours."""


def chosen() -> str:
    """The language of this request, `en` or `zh`: as chosen on the page, else as its `Accept-Language` prefers.

    Programs that ask for none get English, whatever the pages are in: scripts read what they answer.
    """
    if "language" not in g:
        g.language = _chosen()
    return str(g.language)


def _chosen() -> str:
    cookie = request.cookies.get(COOKIE, "")
    if cookie in LOCALES:
        return cookie
    for wanted, _quality in request.accept_languages:
        if found := language_of(wanted):
            return found
    asks_for_none = all(wanted == "*" for wanted, _quality in request.accept_languages)
    return "en" if asks_for_none and request.path.startswith("/api/") else str(current_app.config[PAGE_LANGUAGE])


def wording() -> Translate:
    """What puts messages into this request's language, also when the request is over: for answers that stay open.

    Outside of requests it is English.
    """
    return translator(chosen() if has_request_context() else "en")


def worded(message: str) -> str:
    """In the language of this request's reader; what is no message stays as it is."""
    return in_words(message, wording())


def told(name: str, message: str, words: Translate | None = None) -> dict[str, Any]:
    """The three fields of a message in the API's JSON: its words as `name`, its code and its values beside them."""
    it = as_message(message)
    plain = it.to_json()
    return {name: it.by(words or wording()), f"{name}_code": plain["code"], f"{name}_values": plain["values"]}


def in_all(messages: Iterable[Message]) -> dict[str, str]:
    """`{"en", "zh"}`, for programs that speak to people themselves."""
    them = list(messages)
    gap = {"zh": ""}
    return {language: gap.get(language, " ").join(one.by(translator(language)) for one in them) for language in LOCALES}
