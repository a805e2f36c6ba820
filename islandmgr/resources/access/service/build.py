"""Makes this room's verbs."""

from __future__ import annotations

from islandmgr.kernel.context import Parts
from islandmgr.kernel.services import Services
from islandmgr.resources.access.service.attempts import Attempts
from islandmgr.resources.access.service.credentials import Credentials
from islandmgr.resources.access.service.door import Door
from islandmgr.resources.access.service.sign_in import SignIn
from islandmgr.resources.access.service.users import Users


def build(parts: Parts, services: Services) -> None:
    credentials, attempts = Credentials(parts), Attempts(parts)
    sign_in = SignIn(parts, credentials, attempts)
    services.add(Users(parts, credentials.forget, attempts), credentials, sign_in, Door(parts, credentials, sign_in))
