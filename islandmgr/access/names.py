"""How people's names are written: each in one way, whoever writes it and whatever a database takes for equal.

MariaDB and MySQL compare without trailing blanks, SQLite with them. So names are put into this form, or refused, where
they come in. Upper and lower case are different letters in all of them.
"""

from __future__ import annotations

import unicodedata

from islandmgr.model.errors import Invalid


def canonical_name(name: str) -> str:
    """In Unicode's form NFC, without blanks around it."""
    return unicodedata.normalize("NFC", name).strip()


def counted_name(name: str) -> str:
    """The same for all spellings that a person may take for one another: attempts of all of them are counted as one."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def checked_owner(name: str) -> str:
    """A name of somebody who need not have an account. Raises Invalid unless it is canonical."""
    if name != canonical_name(name):
        raise Invalid(
            f"{name!r} can own nothing: write names without blanks around them, and in Unicode's form NFC",
            fields={"owner": "form"},
        )
    return name
