"""The company's own sign-in: OpenID Connect's authorization code flow, with PKCE, state and nonce.

What the provider says about itself and its keys is read when it is needed and kept for a while; a key that is not known
is looked for anew once, as providers change theirs.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from itsdangerous import BadSignature, URLSafeTimedSerializer
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from islandmgr.access import Role
from islandmgr.access.names import canonical_name
from islandmgr.config.settings import Settings
from islandmgr.model.errors import Forbidden, Unauthorized, Unavailable
from islandmgr.resources.access import messages
from islandmgr.resources.access.service.sign_in import Person

PATIENCE = 10.0  # seconds for each answer of the provider
KEEP = 3600.0  # seconds that its description is believed
LONGEST = 900  # seconds that signing in over there may take
LEEWAY = 60  # seconds that its clock may differ from ours
ALGORITHMS = [
    "RS256",
    "PS256",
    "ES256",
    "EdDSA",
    "RS384",
    "RS512",
    "ES384",
    "ES512",
    "PS384",
    "PS512",
]  # no `none`, no HMAC


@dataclass(frozen=True)
class Attempt:
    """What the browser carries, sealed, from leaving for the provider to coming back."""

    state: str
    nonce: str
    verifier: str
    next: str


class Company:
    """`secret` is the key that all managers on this database share."""

    def __init__(self, settings: Settings, secret: Callable[[], bytes]) -> None:
        self._settings = settings
        self._secret = secret
        self._about: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._read_at = float("-inf")

    @property
    def title(self) -> str:
        return self._settings.oidc_title

    def begin(self, back: str, following: str) -> tuple[str, str]:
        """Where to send the browser, and what it must carry; `back` is our address that it returns to.

        Raises: Unavailable.
        """
        attempt = Attempt(generate_token(32), generate_token(32), generate_token(48), following)
        with self._session(back) as session:
            url, _state = session.create_authorization_url(
                self._known("authorization_endpoint"),
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
            )
        return str(url), str(self._seal().dumps(asdict(attempt)))

    def finish(self, sealed: str, back: str, *, code: str, state: str) -> tuple[Person, str]:
        """Who came back, and to which page they wanted.

        Raises:
            Unauthorized: what came back does not fit what was sent, or the provider's token is no good.
            Forbidden: no role here is meant for that person. Unavailable.
        """
        try:
            attempt = Attempt(**self._seal().loads(sealed, max_age=LONGEST))
        except BadSignature:
            attempt = None
        if attempt is None or not hmac.compare_digest(state.encode(), attempt.state.encode()):
            raise Unauthorized(messages.SIGN_IN_TOO_OLD())
        claims = self._claims(self._exchanged(attempt, back, code), attempt.nonce)
        return self._person(claims), attempt.next

    def _seal(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret(), salt="sign-in")

    def _exchanged(self, attempt: Attempt, back: str, code: str) -> str:
        """The ID token for the code."""
        try:
            with self._session(back) as session:
                answer = session.fetch_token(
                    self._known("token_endpoint"), code=code, code_verifier=attempt.verifier, timeout=PATIENCE
                )
        except OAuthError as error:
            raise Unauthorized(
                messages.SIGN_IN_NOT_ACCEPTED(issuer=self._settings.oidc_issuer, why=error.error)
            ) from None
        except (requests.RequestException, ValueError) as error:
            raise self._away(error) from None
        if not isinstance(answer.get("id_token"), str):
            raise Unauthorized(messages.NO_ID_TOKEN(issuer=self._settings.oidc_issuer))
        return str(answer["id_token"])

    def _claims(self, id_token: str, nonce: str) -> dict[str, Any]:
        rules = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self._known("issuer")},
            aud={"essential": True, "value": self._settings.oidc_client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            claims = self._decoded(id_token)
            rules.validate(claims)
        except (JoseError, ValueError) as error:
            raise Unauthorized(messages.BAD_ID_TOKEN(issuer=self._settings.oidc_issuer, why=str(error))) from None
        return claims

    def _decoded(self, id_token: str) -> dict[str, Any]:
        try:
            return dict(jwt.decode(id_token, self._key_set(), algorithms=ALGORITHMS).claims)
        except (JoseError, ValueError):
            self._read_at = float("-inf")  # perhaps it has new keys
            return dict(jwt.decode(id_token, self._key_set(), algorithms=ALGORITHMS).claims)

    def _person(self, claims: dict[str, Any]) -> Person:
        settings = self._settings
        name = claims.get(settings.oidc_name_claim) or claims["sub"]
        team = claims.get(settings.oidc_team_claim) if settings.oidc_team_claim else None
        return Person(
            subject=f"{claims['iss']} {claims['sub']}"[:255],
            name=str(name),
            role=self._role(claims),
            team=None if team is None else canonical_name(str(team)[:64]),
        )

    def _role(self, claims: dict[str, Any]) -> Role:
        """The most that fits: somebody in two groups has the greater one's role."""
        said = claims.get(self._settings.oidc_role_claim)
        groups = {str(one) for one in said} if isinstance(said, list) else {str(said)} if said else set()
        fitting = [Role(role) for value, role in self._settings.oidc_roles if value in groups]
        if not fitting and not self._settings.oidc_default_role:
            raise Forbidden(
                f"You are signed in, but none of your {self._settings.oidc_role_claim} has a role here; ask an admin"
            )
        order = list(Role)
        return max(fitting, key=order.index) if fitting else Role(self._settings.oidc_default_role)

    def _session(self, back: str) -> OAuth2Session:
        secret = self._settings.oidc_client_secret.get_secret_value()
        return OAuth2Session(
            self._settings.oidc_client_id,
            secret or None,
            scope=self._settings.oidc_scopes,
            redirect_uri=back,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
        )

    def _known(self, name: str) -> str:
        if time.monotonic() > self._read_at + KEEP:
            self._read()
        try:
            return str(self._about[name])
        except KeyError:
            raise self._away(f"its description lacks {name}") from None

    def _key_set(self) -> KeySet:
        if self._keys is None or time.monotonic() > self._read_at + KEEP:
            self._read()
        assert self._keys is not None
        return self._keys

    def _read(self) -> None:
        try:
            about = self._json(f"{self._settings.oidc_issuer}/.well-known/openid-configuration")
            if str(about.get("issuer", "")).rstrip("/") != self._settings.oidc_issuer:
                raise self._away(f"it calls itself {about.get('issuer')!r}")
            self._keys = KeySet.import_key_set(self._json(str(about["jwks_uri"])))  # type: ignore[arg-type]
        except (requests.RequestException, ValueError, KeyError, TypeError, JoseError) as error:
            raise self._away(error) from None
        self._about, self._read_at = about, time.monotonic()

    @staticmethod
    def _json(url: str) -> dict[str, Any]:
        answer = requests.get(url, timeout=PATIENCE)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def _away(self, cause: object) -> Unavailable:
        return Unavailable(f"The sign-in at {self._settings.oidc_issuer} does not work now: {cause}")
