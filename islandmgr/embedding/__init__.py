"""Our table of islands inside another Flask application: register the blueprint, and put its page where you like.

    app.register_blueprint(islands_blueprint("http://islandmgr:8000", token="imt_..."), url_prefix="/islands")

Then `/islands/embed` is the table with its start dialog; show it in an `<iframe>`, or link to it. The browser talks to
the other application only, which passes on what the table needs, with the token. Needs Flask and requests, and
nothing else of this package.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

import requests
from flask import Blueprint, Response, abort, request, stream_with_context

PAGES = ("embed", "rows.json", "now.json", "export.csv", "export.xlsx")
API = ("islands", "stream", "blueprints", "branches", "clock", "clock-groups")  # what the table and its menus call
SENT = ("Accept", "Accept-Language", "Content-Type", "Idempotency-Key", "Last-Event-ID", "Cookie")
GIVEN = (
    "Content-Type",
    "Content-Security-Policy",
    "Content-Disposition",
    "Cache-Control",
    "ETag",
    "Location",
    "Referrer-Policy",
    "Vary",
    "X-Content-Type-Options",
    "X-Frame-Options",
)
CHANGES = ["POST", "PUT", "PATCH", "DELETE"]
PATIENCE = (5.0, 60.0)  # seconds to connect, and between two pieces of an answer


def islands_blueprint(
    manager: str,
    token: str = "",
    *,
    hosts: Collection[str] = (),
    may_change: Callable[[], bool] = lambda: True,
    name: str = "islands_table",
) -> Blueprint:
    """The blueprint. `manager` is the manager's URL, `token` an API token of it with the scope `islands`.

    Everybody who reaches the other application's pages acts with that token, so protect them as the application
    does its own; `may_change` is asked before each change, in the request's context. `hosts` are the names by which
    browsers reach the other application; `localhost` and addresses need not be named.
    """
    table = Blueprint(name, __name__)
    session = requests.Session()
    session.trust_env = False

    def passed_on(path: str) -> Response:
        if {".", ".."} & {*path.split("/")}:
            abort(404)
        headers = {key: request.headers[key] for key in SENT if key in request.headers and key != "Cookie"}
        headers |= {"Accept-Encoding": "identity", "X-Islandmgr-Base": _base(path)}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        answer = session.request(
            request.method,
            f"{manager.rstrip('/')}/{quote(path)}",
            params=request.args.to_dict(flat=False),
            data=request.get_data(),
            headers=headers,
            cookies={"language": request.cookies["language"]} if "language" in request.cookies else None,
            timeout=PATIENCE,
            allow_redirects=False,
            stream=True,
        )
        given = {key: answer.headers[key] for key in GIVEN if key in answer.headers}
        return Response(stream_with_context(_pieces(answer)), answer.status_code, given)

    @table.before_request
    def check_host() -> None:
        if not _is_our_host(request.host, hosts):
            abort(403, f"The request is for host {request.host!r}, which is not named in `hosts` of islands_blueprint")

    @table.get("/<any(" + ",".join(f"'{page}'" for page in PAGES) + "):path>")
    def page(path: str) -> Response:
        return passed_on(path)

    @table.get("/assets/<path:rest>")
    def asset(rest: str) -> Response:
        return passed_on(f"assets/{rest}")

    @table.get("/api/v1/<path:rest>")
    def look(rest: str) -> Response:
        return passed_on(_known(rest))

    @table.route("/api/v1/<path:rest>", methods=CHANGES)
    def change(rest: str) -> Response:
        if not _own_page() or not may_change():
            abort(403)
        return passed_on(_known(rest))

    return table


def _known(rest: str) -> str:
    if rest.split("/")[0] not in API:
        abort(404)
    return f"api/v1/{rest}"


def _base(path: str) -> str:
    """Under which address of the other application this blueprint is."""
    return (request.script_root + request.path).removesuffix(f"/{path}")


def _is_our_host(host: str, hosts: Collection[str]) -> bool:
    """Whether `host`, of a `Host` header, is ours. Another site's name may lead to us all the same (DNS rebinding), and
    its pages would then pass for our own; an address cannot be misled so."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:  # a lone bracket, for example
        return False
    if name in {one.lower() for one in hosts} or name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _own_page() -> bool:
    """Whether a page of the other application itself asks: the token must not serve other sites' pages."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return False
    site = request.headers.get("Sec-Fetch-Site")
    return site == "same-origin" if site is not None else origin is not None


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    """As they come: the stream of changes never ends by itself."""
    with answer:
        try:
            yield from answer.raw.stream(65536, decode_content=False) if not _is_stream(answer) else _lines(answer)
        except requests.RequestException:
            return


def _is_stream(answer: requests.Response) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/event-stream")


def _lines(answer: requests.Response) -> Iterator[bytes]:
    yield from answer.iter_content(chunk_size=None)
