"""Who comes in, as whom, and what they did.

users         people: accounts, roles, teams, passwords
credentials   sessions and API tokens: who is it that shows one; made, listed, revoked
attempts      how often passwords were tried
signing_in    from a name and a password, or the company's word, to a session
company       the company's own sign-in (OpenID Connect)
rescue        a way back in for whoever owns the server
permissions   whether somebody may act on these islands; asks the one table of rules
audit         what was done, read again; what was refused, recorded
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from islandmgr.kernel.context import Parts
from islandmgr.kernel.permissions import Permissions
from islandmgr.resources.access.service.attempts import Attempts
from islandmgr.resources.access.service.credentials import Client, Credentials
from islandmgr.resources.access.service.sign_in import SignIn
from islandmgr.resources.access.service.users import NewUser, Users
from islandmgr.resources.audit.service import Audit

if TYPE_CHECKING:
    from islandmgr.resources.access.service.openid_connect import Company

__all__ = ["Access", "Client", "NewUser", "make_access"]


@dataclass(frozen=True)
class Access:
    """The verbs by topic. `company` is None where people sign in with accounts kept here."""

    users: Users
    credentials: Credentials
    sign_in: SignIn
    permissions: Permissions
    audit: Audit
    company: Company | None


def make_access(parts: Parts) -> Access:
    credentials, attempts = Credentials(parts), Attempts(parts)
    return Access(
        users=Users(parts, credentials.forget, attempts),
        credentials=credentials,
        sign_in=SignIn(parts, credentials, attempts),
        permissions=Permissions(parts),
        audit=Audit(parts),
        company=_company(parts) if parts.settings.auth == "oidc" else None,
    )


def _company(parts: Parts) -> Company:
    from islandmgr.resources.access.service.openid_connect import (
        Company,  # its libraries take a while, which only those wait for
    )

    return Company(parts.settings, lambda: parts.secret)
