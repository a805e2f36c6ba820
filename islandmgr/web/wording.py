"""Sentences in readers' languages: that of the page, or all that there are."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import force_locale, gettext

from islandmgr.model.messages import Sentence

LOCALES = {"en": "en", "zh": "zh_Hans_CN"}
"""What stands in the cookie and the settings, and Babel's name for it."""


def spoken(said: Sentence) -> str:
    """In the language of this request's reader."""
    return said.by(gettext)


def in_all(said: Iterable[Sentence]) -> dict[str, str]:
    """`{"en", "zh"}`, for programs that speak to people themselves."""
    sentences = list(said)
    found = {}
    for language, locale in LOCALES.items():
        with force_locale(locale):
            found[language] = ("" if language == "zh" else " ").join(map(spoken, sentences))
    return found
