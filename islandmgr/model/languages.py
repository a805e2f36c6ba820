"""The languages that people read here, and their catalogues: for pages, answers, notices and open streams alike.

English is the language of the source, so it needs no catalogue. Nothing here needs a request: whoever words something
outside one, a stream or the outbox, says in which language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import islandmgr
from islandmgr.model.messages import Translate, kinds

LOCALES: Mapping[str, str] = {"en": "en", "zh": "zh_Hans_CN"}
"""What stands in the cookie and the settings, and Babel's name for it."""

PLACE = re.compile(r"%\(\w+\)s")

TRANSLATIONS = Path(islandmgr.__file__).parent / "web/translations"


@cache
def translator(language: str) -> Translate:
    """What puts English words into `language`, one of `LOCALES`."""
    from babel.support import Translations  # slow to import, and `islandctl` does not need it

    found: Translate = Translations.load(str(TRANSLATIONS), [LOCALES[language]]).gettext
    return found


def kinds_with(text: str) -> list[str]:
    """The codes of all kinds of messages that have `text` in their words, in any of the languages."""
    sought = text.casefold()
    return [
        kind.code
        for kind in kinds()
        if any(sought in PLACE.sub("", translator(language)(kind.words)).casefold() for language in LOCALES)
    ]


def language_of(tag: str) -> str:
    """The language of ours that `zh-CN`, `zh_CN.UTF-8` or `en` means; empty for another one."""
    short = tag.replace("_", "-").replace(".", "-").partition("-")[0].lower()
    return short if short in LOCALES else ""
