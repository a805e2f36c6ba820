"""Make a database as an installation that was used for a while leaves it, with something in every table.

    python -m tests.data.make_old_database FOLDER

A real manager on the local cluster is led through a few eventful minutes, once on SQLite and once on MariaDB, and is
killed in the middle of things; what its database holds then is written to `FOLDER/sqlite.sql` and `FOLDER/mariadb.sql`.
`tests/integration/store/test_upgrade.py` lets newer versions take over from there.

`schema-0003` was made by the version with the migrations 0001 to 0003. It is kept as it is: a later version cannot
make it any more. A later schema worth keeping gets a folder of its own beside it.

All secrets in it were made for it and open nothing.
"""

from __future__ import annotations

import json
import os
import platform
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import requests

from islandmgr.cluster.local.client import LocalCluster
from tests.integration.access.people import Person, browser, first_password, log_in
from tests.integration.access.provider import CLIENT, SECRET
from tests.integration.clock.test_truth import FILE, STATIC
from tests.integration.databases import Databases, MariaDB, program
from tests.integration.freezing import freeze, thaw
from tests.integration.notifications.mail import MailServer, mail_server
from tests.integration.notifications.receivers import receiver
from tests.integration.serving import Json, Serving, eventually, free_port, serving

PASSWORD = "an old password 3"
"""Everybody's."""

PEOPLE = {
    "vera": ("viewer", "blue"),
    "tim": ("tester", "blue"),
    "tess": ("tester", "red"),
    "pat": ("programmer", "red"),
    "olga": ("operator", ""),
    "leo": ("tester", "red"),  # has left
}

FIRST_PORT = 27_100

SETTINGS = {
    "oidc_client_id": CLIENT,
    "oidc_client_secret": SECRET,
    "oidc_roles": "ops=operator qa=tester",
    "oidc_team_claim": "department",
    "outgoing_networks": "127.0.0.0/8",
    "lease": 2,
    "lifetime_gap": 0.2,
    "warn_hours": 1,
    "start_deadline": 86400,
}

EARLIER = {
    "auth": "local",
    "pools": f"weekly={FIRST_PORT + 120}-{FIRST_PORT + 128}@branch=weekly default={FIRST_PORT}-{FIRST_PORT + 119}",
    "quarantine": 0,
    "webhook_attempts": 2,
    "slim_hours": 1 / 3600,
}
"""In the first of the two lives: what failed to be delivered is soon given up, crashed islands are soon slimmed."""

LATER = {
    "auth": "oidc",
    "pools": f"default={FIRST_PORT}-{FIRST_PORT + 119}!{FIRST_PORT + 117}-{FIRST_PORT + 119}",
    "quarantine": 86400,
    "webhook_attempts": 32,
    "slim_hours": 0,
}
"""In the second: the pool `weekly` has gone, though an island still holds ports of it."""

Everybody = dict[str, Person]


def live(manager: Serving, provider: str, mails: MailServer) -> None:
    """Two lives of a manager, each of which ends by SIGKILL."""
    people = people_come(manager)
    tokens_and_sessions(manager, people)
    quotas_are_set(people)
    with receiver() as there, receiver(lambda _: 503) as away:
        somebody_is_told(people, mails, there.url, away.url)
        slimmed_and_moved(people)
        dead_letters(people)
        manager.kill()
        blueprint = static_server(manager)
        configure(manager, {**SETTINGS, **LATER, "oidc_issuer": provider, "blueprints": blueprint})
        manager.start()
        a_company_account(manager, provider)
        running = clocks_are_moved(people)
        clocks_go_wrong(manager, people, running)
        scripts_run(people, running)
        islands_end_badly(manager, people)
        islands_wait(people)
        nodes_and_ports(manager, people)
        lifetimes(people, running)
        refused(manager, people)
    drains_wait(people)
    nothing_is_received(people)
    in_the_middle(manager, people)


def people_come(manager: Serving) -> Everybody:
    first = first_password(manager)
    admin = log_in(manager, "admin", first)
    admin.json("PUT", "/me/password", {"old": first, "new": PASSWORD})
    admin = log_in(manager, "admin", PASSWORD)
    people = {"admin": admin}
    for name, (role, team) in PEOPLE.items():
        admin.json("POST", "/users", {"name": name, "role": role, "team": team, "password": PASSWORD})
        people[name] = log_in(manager, name, PASSWORD)
    admin.json("PATCH", "/users/leo", {"disabled": True})
    return people


def a_company_account(manager: Serving, provider: str) -> None:
    for claims in (
        {"sub": "17", "preferred_username": "lei", "groups": ["qa", "chess"], "department": "战斗组"},
        {"sub": "18", "preferred_username": "mia", "groups": ["chess"]},  # may not come in
    ):
        requests.get(f"{provider}/next", {"claims": json.dumps(claims)}, timeout=60)
        requests.get(f"{manager.url}/sign-in/company?next=/nodes", timeout=60)


def tokens_and_sessions(manager: Serving, people: Everybody) -> None:
    for scope in ("read", "islands", "ops", "admin"):
        people["admin"].json("POST", "/tokens", {"name": f"of scope {scope}", "scope": scope, "days": 366})
    made = people["tim"].json("POST", "/tokens", {"name": "leaked", "scope": "islands"})
    people["tim"].json("DELETE", f"/tokens/{made['id']}")
    people["tim"].json("POST", "/tokens", {"name": "short", "days": 1e-5})
    browser(manager, people["tess"])
    for _ in range(3):
        manager.call("POST", "/sign-in", {"name": "tim", "password": "not it at all"})


def quotas_are_set(people: Everybody) -> None:
    for quota in (
        {"kind": "person", "name": "*", "islands": 40},
        {"kind": "person", "name": "tim", "islands": 30, "memory": 2**34},
        {"kind": "team", "name": "red", "memory": 2**35},
        {"kind": "branch", "name": "weekly", "islands": 3},
    ):
        people["olga"].json("PUT", "/quotas", quota)
    refused = people["tim"].call("PUT", "/quotas", {"kind": "person", "name": "tim", "islands": 1000})
    assert refused.status_code == 403


def somebody_is_told(people: Everybody, mails: MailServer, there: str, away: str) -> None:
    olga, tim, pat = people["olga"], people["tim"], people["pat"]
    for name, url, more in (
        ("CI of branch dev", there, {"branch": "dev", "kinds": ["running", "crashed", "failed", "lost", "stopped"]}),
        ("Chat of the red team", away, {"owner": "tess"}),
        ("Paused for now", there, {"active": False}),
    ):
        olga.json("POST", "/webhooks", {"name": name, "url": url, **more})
    olga.json("POST", "/webhooks/1/test")
    kinds = ["running", "crashed", "alert", "ending"]
    mail = {"url": mails.address("tim@example.com"), "kinds": kinds, "reach": "team"}
    tim.json("POST", "/channels", {"name": "Mail", **mail})
    slack = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
    chat = {"url": slack, "language": "zh", "reach": "all", "active": False}
    pat.json("POST", "/channels", {"name": "聊天", **chat})
    forgotten = pat.json("POST", "/channels", {"name": "Forgotten", "url": slack, "kinds": ["lost"]})
    pat.json("DELETE", f"/channels/{forgotten['id']}")
    alert = {
        "labels": {"alertname": "IslandsHaveNoLeader", "job": "islandmgr"},
        "annotations": {"summary": "Nobody leads"},
        "startsAt": "2026-11-20T10:00:00Z",
    }
    olga.json("POST", "/alerts", {"alerts": [alert, {**alert, "status": "resolved"}]})


def slimmed_and_moved(people: Everybody) -> None:
    tim, olga = people["tim"], people["olga"]
    crashed = start(tim, args={"exit_after": 1, "exit_code": 3}, clock={"mode": "shift", "shift": "-1d"})
    wait_for(tim, crashed, "stopped")
    for number in range(3):
        start(tim, note=f"raid {number}", clock={"mode": "shift", "shift": "+1d"}, state="running")
    start(olga, branch="weekly", owner="pat", state="running")
    drain = over(olga, olga.json("POST", "/drains", {"selector": "branch=dev,rack=a", "at_once": 2}))
    assert drain["state"] == "done", drain
    olga.json("POST", "/nodes/local-1/uncordon")
    drain = over(olga, olga.json("POST", "/drains", {"selector": "branch=weekly", "max_failures": 0}))
    assert drain["state"] == "failed", drain
    olga.json("POST", "/nodes/local-3/uncordon")
    olga.json("PATCH", "/nodes/local-2/labels", {"labels": {"islandmgr.io/team": "blue"}})


def dead_letters(people: Everybody) -> None:
    start(people["tess"], state="running")
    eventually(lambda: people["olga"].json("GET", "/webhooks/2/deliveries?state=dead")["items"])
    eventually(lambda: people["olga"].json("GET", "/webhooks/1/deliveries?state=delivered")["items"])


def clocks_are_moved(people: Everybody) -> list[int]:
    """Four islands of tim's that run; the first two are a group."""
    tim = people["tim"]
    running = [start(tim, note='say "hi" & it\'s {{ bye }};\n第二行 🏝 \\ %s') for _ in range(4)]
    for island in running:
        wait_for(tim, island, "running")
    first, second, third, fourth = running

    def clock(island: int, **wish: object) -> None:
        tim.json("PUT", f"/islands/{island}/clock", wish)

    clock(third, mode="at", at="2027-12-31 23:59:30", why="New Year")
    clock(third, mode="moved", by="+1h")
    clock(third, mode="undo", why="too far")
    clock(third, mode="at", moment="daily-reset", before="30s")
    clock(fourth, mode="rate", rate=10)
    tim.json("POST", "/clock-groups", {"name": "raid", "islands": [first, second]})
    tim.json("PUT", "/clock-groups/raid/clock", {"mode": "at", "at": "2026-12-31 23:58", "why": "元旦"})
    tim.json("PUT", "/clock-groups/raid/clock", {"mode": "shift", "shift": "+3d"})
    tim.json("POST", "/clock-groups", {"name": "empty", "clock": {"mode": "shift", "shift": "+2h"}})
    refused = tim.call("PUT", f"/islands/{first}/clock", {"mode": "real"})
    assert refused.status_code == 409
    return running


def static_server(manager: Serving) -> Path:
    """A blueprint of a server whose clock cannot be moved, and the server."""
    blueprint, code = manager.data / "static.yaml", manager.data / "static.c"
    blueprint.write_text(STATIC)
    code.write_text("#include <unistd.h>\nint main(void) { for (;;) pause(); }\n")
    server = manager.data / "local/volumes/sample-code/dev/static"
    server.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["gcc", "-static", "-o", str(server), str(code)], check=True)
    return blueprint


def clocks_go_wrong(manager: Serving, people: Everybody, running: list[int]) -> None:
    tim = people["tim"]
    start(tim, blueprint="static", clock={"mode": "shift", "shift": "+1d"}, state="running")
    pod = tim.json("GET", f"/islands/{running[2]}")["pod"]
    cluster = LocalCluster(manager.data / "local", keep=True)
    write = f"echo +99 > {FILE}.hand && mv {FILE}.hand {FILE}"
    assert cluster.exec(pod, "side-container", ["sh", "-c", write]).code == 0
    cluster.close()
    assert tim.json("GET", f"/islands/{running[2]}/clock")["applied"], "it was put right"


def scripts_run(people: Everybody, running: list[int]) -> None:
    pat, tim = people["pat"], people["tim"]
    steps = ["jump 23:59:58", "wait 1s real", "real"]
    pat.json("PUT", "/clock-scripts/over-midnight", {"steps": steps, "description": "A new day\nbegins"})
    pat.json("PUT", "/clock-scripts/reset", {"steps": ["jump 30s before daily-reset"], "blueprint": "sample"})

    def run(**wish: object) -> Json:
        (found,) = tim.json("POST", "/clock-runs", wish)["items"]
        return dict(found)

    def ended(begun: Json) -> str:
        return str(eventually(lambda: (s := tim.json("GET", f"/clock-runs/{begun['id']}")["state"]) != "running" and s))

    third, fourth = running[2:]
    assert ended(run(script="over-midnight", islands=[third], why="midnight")) == "done"
    assert ended(run(islands=[third], steps=["jump 2099-12-31 23:00", "wait 1s real", "jump +2h"])) == "failed"
    tim.json(
        "PUT", f"/islands/{third}/clock", {"mode": "freeze", "at": "2027-12-31 23:59:30", "why": "for a screenshot"}
    )
    stopped = run(islands=[third], steps=["jump +2d", "wait 1h real", "return"])
    tim.json("POST", f"/clock-runs/{stopped['id']}/stop")
    run(group="raid", steps=["jump +2d", "wait 9h real", "jump +1d"], why="goes on")
    run(script="reset", islands=[fourth])


def islands_end_badly(manager: Serving, people: Everybody) -> None:
    tim, tess, olga = people["tim"], people["tess"], people["olga"]
    twice = start(tim, args={"exit_after": 0, "exit_code": 4}, state="crashed")
    tim.json("POST", f"/islands/{twice}/restart")
    eventually(lambda: (now := tim.json("GET", f"/islands/{twice}"))["incarnation"] == 2 and now["state"] == "crashed")
    start(tess, args={"exit_after": 1, "crash": "hs_err"}, state="crashed")
    killed = start(tess, state="running")
    for pid in manager.servers(tess.json("GET", f"/islands/{killed}")["pod"]):
        os.kill(pid, signal.SIGKILL)
    wait_for(tess, killed, "crashed")
    start(tess, args={"leak_mb_per_s": 400}, state="crashed")
    deaf = start(tess, args={"stop_listening_after": 2}, state="running")
    wait_for(tess, deaf, "unready")
    with a_port_is_taken(tess):
        start(tess, state="failed")
    lost = start(tess, state="running")
    cluster = LocalCluster(manager.data / "local", keep=True)
    cluster.delete_pod(tess.json("GET", f"/islands/{lost}")["pod"], grace_seconds=1)
    cluster.close()
    wait_for(tess, lost, "lost")
    back = start(tim, state="running")
    tim.json("POST", f"/islands/{back}/restart")
    eventually(lambda: (now := tim.json("GET", f"/islands/{back}"))["incarnation"] == 2 and now["state"] == "running")
    copy = int(tim.json("POST", f"/islands/{back}/clone")["id"])
    wait_for(tim, copy, "running")
    olga.json("DELETE", f"/islands/{copy}")
    wait_for(tim, copy, "stopped")


@contextmanager
def a_port_is_taken(person: Person) -> Iterator[None]:
    """One that the next island gets: one of each three."""
    held = {port for island in person.json("GET", "/islands?limit=1000")["items"] for port in island["ports"].values()}
    with ExitStack() as taken:
        for port in range(FIRST_PORT, FIRST_PORT + 117):
            if port not in held:
                foreign = taken.enter_context(socket.socket())
                foreign.bind(("0.0.0.0", port))
                foreign.listen()
        yield


def islands_wait(people: Everybody) -> None:
    tim = people["tim"]
    nowhere = start(tim, branch="nowhere", owner="tim")
    eventually(lambda: "branch's label" in tim.json("GET", f"/islands/{nowhere}")["reason"])
    start(tim, args={"slow_start": 3600}, state="starting")
    for person in (tim, people["tess"]):
        wish = {"blueprint": "sample", "branch": "dev"}
        for _ in range(2):
            person.manager.call(
                "POST", "/islands", wish, headers={"Authorization": f"Bearer {person.token}", "Idempotency-Key": "n-1"}
            )


def nodes_and_ports(manager: Serving, people: Everybody) -> None:
    olga = people["olga"]
    cluster = LocalCluster(manager.data / "local", keep=True)
    for what in ("cordoned", "opened", "cordoned"):
        cluster.cordon("local-3", what == "cordoned")
        eventually(partial(told, olga, what))
    cluster.close()
    olga.json("POST", "/nodes/local-1/cordon")
    ports = {"pool": "default", "ports": [FIRST_PORT + 110, FIRST_PORT + 111]}
    olga.json("POST", "/ports/exclude", {**ports, "why": "the router's, says the network team"})
    olga.json("POST", "/ports/exclude", {**ports, "ports": [FIRST_PORT + 115], "why": "by mistake"})
    olga.json("POST", "/ports/include", {**ports, "ports": [FIRST_PORT + 115]})
    olga.json("POST", "/nodes/local-1/uncordon")


def told(person: Person, what: str) -> bool:
    """Whether the island on the closed node has heard of it."""
    (weekly,) = person.json("GET", "/islands?branch=weekly")["items"]
    events = person.json("GET", f"/islands/{weekly['id']}/events")["items"]
    return [event["data"]["what"] for event in events if event["kind"] == "node"][-1:] == [what]


def lifetimes(people: Everybody, running: list[int]) -> None:
    tim, olga = people["tim"], people["olga"]
    olga.json("POST", f"/islands/{running[0]}/hold", {"until": hours_from_now(900), "reason": "the holiday event"})
    olga.json("POST", f"/islands/{running[1]}/hold", {"until": hours_from_now(90), "reason": "a mistake"})
    olga.json("DELETE", f"/islands/{running[1]}/hold")
    over = start(tim, ttl_hours=1 / 3600)
    wait_for(tim, over, "stopped")
    warned = start(tim, ttl_hours=0.9)
    eventually(lambda: "warning" in [it["kind"] for it in tim.json("GET", f"/islands/{warned}/events")["items"]])
    longer = start(tim, ttl_hours=2)
    tim.json("POST", f"/islands/{longer}/extend", {"hours": 4})
    tim.json("PATCH", f"/islands/{longer}", {"note": "for the reset test"})


def refused(manager: Serving, people: Everybody) -> None:
    assert people["vera"].call("POST", "/islands", {"blueprint": "sample", "branch": "dev"}).status_code == 403
    assert people["tess"].call("DELETE", "/islands/2").status_code in {403, 409}
    assert people["tim"].call("GET", "/users").status_code == 403
    assert people["olga"].call("POST", "/nodes/nowhere/cordon").status_code == 404


def drains_wait(people: Everybody) -> None:
    """One was broken off; of the other, islands wait for their deadline, and two asked for more time."""
    tim, olga = people["tim"], people["olga"]
    wish = {"selector": "kubernetes.io/hostname=local-1", "starts_at": hours_from_now(20)}
    broken = olga.json("POST", "/drains", wish)
    olga.json("POST", f"/drains/{broken['id']}/stop")
    olga.json("POST", "/nodes/local-1/uncordon")
    drain = olga.json("POST", "/drains", {**wish, "selector": "branch=dev,rack=b", "grace_seconds": 9, "mode": "stop"})
    mine = [it["island"] for it in drain["islands"] if it["state"] == "waiting" and it["owner"] == "tim"]
    first, second, third = mine[:3]
    for island in (first, second, third):
        more = {"hours": 3, "reason": f"the raid test on {island}"}
        tim.json("POST", f"/islands/{island}/more-time", more)
    olga.json("POST", f"/drains/{drain['id']}/decline", {"island": second})
    olga.json("PUT", f"/drains/{drain['id']}/deadline", {"at": hours_from_now(23), "island": third})
    if len(mine) > 3:
        tim.json("POST", f"/islands/{mine[3]}/leave")
        wait_for(tim, mine[3], "stopped")


def nothing_is_received(people: Everybody) -> None:
    """Both receivers are gone by now: what is to be told waits for another try."""
    again = start(people["tess"], state="running")
    people["tess"].json("PATCH", f"/islands/{again}", {"note": "nobody hears of this yet"})
    waiting = "/webhooks/2/deliveries?state=waiting"
    eventually(lambda: any(it["attempts"] for it in people["olga"].json("GET", waiting)["items"]))
    forgotten = people["olga"].json("POST", "/webhooks", {"name": "Forgotten", "url": "http://127.0.0.1:9/"})
    people["olga"].json("DELETE", f"/webhooks/{forgotten['id']}")


def in_the_middle(manager: Serving, people: Everybody) -> None:
    """The cluster answers nothing any more: wishes are committed, and the manager is killed before it does them."""
    tim = people["tim"]
    stopping, running = (start(tim, state="running") for _ in range(2))
    agent = int((manager.data / "local" / "agent.pid").read_text())
    freeze(agent)
    try:
        start(tim, note="asked for in the last second")
        with suppress(requests.Timeout):
            tim.call("PUT", f"/islands/{running}/clock", {"mode": "shift", "shift": "+1h"}, timeout=2)
        tim.json("DELETE", f"/islands/{stopping}")
        manager.kill()
    finally:
        thaw(agent)


def start(person: Person, state: str = "", **wanted: object) -> int:
    island = int(person.json("POST", "/islands", {"blueprint": "sample", "branch": "dev", **wanted})["id"])
    if state:
        wait_for(person, island, state)
    return island


def wait_for(person: Person, island: int, state: str) -> None:
    def there() -> bool:
        return bool(person.json("GET", f"/islands/{island}")["state"] == state)

    try:
        eventually(there)
    except AssertionError:
        found = person.json("GET", f"/islands/{island}")
        raise AssertionError(f"island {island} is {found['state']} ({found['reason']}), not {state}") from None


def over(person: Person, drain: Json) -> Json:
    def look() -> Json:
        found = person.json("GET", f"/drains/{drain['id']}")
        return {} if found["state"] == "running" else found

    return eventually(look, timeout=180)


def hours_from_now(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds")


def configure(manager: Serving, settings: dict[str, object]) -> None:
    manager.environ |= {f"ISLANDMGR_{name.upper()}": str(value) for name, value in settings.items()}


@contextmanager
def company() -> Iterator[str]:
    """The URL of an OpenID Connect provider."""
    port = free_port()
    command = [sys.executable, "-m", "tests.integration.access.provider", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return requests.get(f"{url}/jwks", timeout=5).ok
        except requests.RequestException:
            return False

    try:
        eventually(answers)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def sqlite_dump(file: Path) -> str:
    with sqlite3.connect(file) as database:
        lines = list(database.iterdump())
    database.close()
    return "\n".join(lines) + "\n"


def mariadb_dump(server: Databases, name: str) -> str:
    options = ["--skip-comments", "--skip-add-drop-table", "--skip-add-locks", "--skip-disable-keys"]
    options += ["--skip-extended-insert", "--order-by-primary", "--single-transaction"]
    command = [program("mariadb-dump"), "--no-defaults", f"--socket={server.socket}", "--user=root", *options, name]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    # An older client does not know the sandbox mode, and there may be no such user where it is loaded.
    found = re.sub(r"\A/\*M?!999999.*\n", "", found)
    return re.sub(r"/\*!\d+ DEFINER=`[^`]*`@`[^`]*`( SQL SECURITY DEFINER )?\*/", "", found)


def cleaned(dump: str, folder: Path) -> str:
    """Without what it says of the machine it was made on."""
    return dump.replace(str(folder), "/var/lib/islandmgr").replace(platform.node(), "manager-1")


def write(target: Path, folder: Path, server: MariaDB | None) -> None:
    name = server.make_database() if server else ""
    url = server.url(name) if server else ""
    with company() as provider, mail_server() as mails:
        settings = {**SETTINGS, **EARLIER, "oidc_issuer": provider}
        with serving(folder, url, **settings) as manager:
            live(manager, provider, mails)
            dump = mariadb_dump(server, name) if server else sqlite_dump(folder / "islandmgr.db")
    target.write_text(cleaned(dump, folder), encoding="utf-8")


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        write(target / "sqlite.sql", Path(folder) / "sqlite", None)
        server = MariaDB(Path(folder) / "server")
        server.folder.mkdir()
        server.install()
        try:
            write(target / "mariadb.sql", Path(folder) / "mariadb", server)
        finally:
            server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
