"""A small OpenID Connect provider, as a process of its own: what companies run, with people who sign in at once.

    python -m tests.integration.access.provider PORT

`GET /next?claims=JSON` says who comes next; `/authorize`, `/token`, `/jwks` and the description are as the standard has
them: codes count once, PKCE is checked, the client's secret too.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import time
from typing import Any
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "islands", "client-secret/1"


def make(port: int) -> Flask:
    app, issuer = Flask("provider"), f"http://127.0.0.1:{port}"
    key = RSAKey.generate_key(2048, {"kid": "1"})
    stranger = RSAKey.generate_key(2048, {"kid": "1"})
    codes: dict[str, dict[str, Any]] = {}
    coming: dict[str, Any] = {"sub": "1", "preferred_username": "somebody"}

    @app.get("/.well-known/openid-configuration")
    def about() -> ResponseReturnValue:
        return jsonify(
            issuer=issuer,
            authorization_endpoint=f"{issuer}/authorize",
            token_endpoint=f"{issuer}/token",
            jwks_uri=f"{issuer}/jwks",
        )

    @app.get("/next")
    def who() -> ResponseReturnValue:
        coming.clear()
        coming.update(json.loads(request.args["claims"]))
        return ""

    @app.get("/authorize")
    def authorize() -> ResponseReturnValue:
        code = secrets.token_urlsafe()
        codes[code] = {**request.args.to_dict(), "claims": dict(coming)}
        return redirect(f"{request.args['redirect_uri']}?{urlencode({'code': code, 'state': request.args['state']})}")

    @app.post("/token")
    def token() -> ResponseReturnValue:
        asked = codes.pop(request.form["code"], None)
        wanted = (request.authorization.username, request.authorization.password) if request.authorization else ("", "")
        if asked is None or wanted != (CLIENT, SECRET):
            return jsonify(error="invalid_grant"), 400
        digest = base64.urlsafe_b64encode(hashlib.sha256(request.form["code_verifier"].encode()).digest())
        if digest.decode().rstrip("=") != asked["code_challenge"] or asked["code_challenge_method"] != "S256":
            return jsonify(error="invalid_grant"), 400
        now = int(time.time())
        claims = {
            "iss": issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **asked["claims"],
        }
        signer = stranger if claims.pop("forged", False) else key
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, signer)
        return jsonify(access_token="x", token_type="Bearer", id_token=signed)

    @app.get("/jwks")
    def keys() -> ResponseReturnValue:
        return jsonify(keys=[key.as_dict(private=False)])

    return app


if __name__ == "__main__":
    make(int(sys.argv[1])).run("127.0.0.1", int(sys.argv[1]), threaded=True)
