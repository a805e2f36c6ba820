"""Programs that people really run, as Debian packages them: how each is started, and how it tells its time."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.integration.clock_programs.telling import (
    Ask,
    by_connection_in_log,
    by_inline_command,
    by_line,
    by_log,
    by_mariadb,
    by_memcached,
    by_nginx,
    by_psql,
)

SOURCES = Path(__file__).with_name("sources")


@dataclass(frozen=True)
class Program:
    """`start` is a shell script that ends with `exec`, with HOST and PORT to listen on, STATE, an empty folder to write
    to, and CODE, the folder with what `build` left. `tell` asks for the time it sees; None: it has no way to say.

    `whole`: it tells whole seconds only. `follows`: its own time follows the clock while it runs; not so for one that
    counts from its start by the monotonic clock. `exits`: how it ends after SIGTERM.
    """

    name: str
    start: str
    tell: Ask | None = None
    whole: bool = False
    follows: bool = True
    waits_by_wall_clock: bool = False  # so it stands when that goes back or stands, on every machine
    listens: bool = True  # on PORT, by TCP
    reach: str = "libc"  # as the blueprint has it
    exits: tuple[int, ...] = (0, 143)
    build: Callable[[Path], Sequence[Sequence[str]]] = lambda _: ()  # commands, run before; the folder is CODE

    def make(self, folder: Path) -> None:
        for command in self.build(folder):
            subprocess.run(command, check=True, cwd=folder, capture_output=True, timeout=300)


def _copied(name: str) -> Callable[[Path], Sequence[Sequence[str]]]:
    return lambda folder: [["cp", str(SOURCES / name), str(folder / name)]]


def _go(cgo: str) -> Callable[[Path], Sequence[Sequence[str]]]:
    """Go keeps its cache in the folder: CODE goes with the tests."""
    name = "go-dynamic" if cgo == "1" else "go-static"
    more = ["-ldflags=-linkmode=external"] if cgo == "1" else []
    environment = ["env", f"CGO_ENABLED={cgo}", "GO111MODULE=off"]
    return lambda folder: [
        [*environment, f"GOCACHE={folder}/.go-cache", "go", "build", *more, "-o", name, str(SOURCES / "clock.go")]
    ]


POSTGRES = "/usr/lib/postgresql/15/bin"

# Like the official image: the entrypoint is root's, makes the database and drops to its user.
_POSTGRES = f"""
as_postgres="setpriv --reuid=postgres --regid=postgres --clear-groups"
mkdir "$STATE/data" && chown postgres: "$STATE/data"
$as_postgres {POSTGRES}/initdb -D "$STATE/data" --auth=trust --no-sync > /dev/null
exec $as_postgres {POSTGRES}/postgres -D "$STATE/data" -h "$HOST" -p "$PORT" -k "$STATE/data"
"""

_MARIADB = """
mkdir "$STATE/data" && chown mysql: "$STATE/data"
mariadb-install-db --no-defaults --user=mysql --datadir="$STATE/data" > /dev/null
exec mariadbd --no-defaults --user=mysql --datadir="$STATE/data" --bind-address="$HOST" --port="$PORT" \
  --socket="$STATE/data/socket" --skip-grant-tables --skip-networking=0 --innodb-buffer-pool-size=16M
"""

# nginx empties its environment and runs its workers as another user.
_NGINX = """
cat > "$STATE/nginx.conf" <<END
daemon off; user www-data; worker_processes 2; pid $STATE/pid; error_log stderr;
events { worker_connections 64; }
http { access_log off; client_body_temp_path $STATE/a; proxy_temp_path $STATE/b; fastcgi_temp_path $STATE/c;
  uwsgi_temp_path $STATE/d; scgi_temp_path $STATE/e;
  server { listen $HOST:$PORT; location / { return 200 "\\$msec\\n"; } } }
END
exec nginx -c "$STATE/nginx.conf" -e stderr
"""

_MOSQUITTO = """
printf 'listener %s %s\\nallow_anonymous true\\nlog_dest stderr\\nlog_type all\\n' "$PORT" "$HOST" > "$STATE/conf"
chmod a+rX "$STATE" "$STATE/conf"
exec mosquitto -c "$STATE/conf"
"""

_FREECIV = """
export HOME="$STATE"
# It reads commands and ends with them, so something has to hold its input open. It refuses to be root's.
mkfifo "$STATE/input" && exec 9<> "$STATE/input" && chown nobody "$STATE" "$STATE/input"
exec setpriv --reuid=nobody --regid=nogroup --clear-groups \
  /usr/games/freeciv-server --bind "$HOST" --port "$PORT" --saves "$STATE" < "$STATE/input"
"""

_MINETEST = """
export HOME="$STATE"
world="$STATE/world" && mkdir -p "$world/worldmods/clock"
printf 'gameid = devtest\\nload_mod_clock = true\\n' > "$world/world.mt"
printf 'name = clock\\n' > "$world/worldmods/clock/mod.conf"
cat > "$world/worldmods/clock/init.lua" <<END
local turn, passed = 0, 0
minetest.register_globalstep(function(seconds)
  passed = passed + seconds
  if passed < 0.2 then return end
  turn, passed = turn + 1, 0
  minetest.log("action", string.format("turn %d: %d", turn, os.time()))
end)
END
touch "$STATE/conf"
exec /usr/lib/minetest/minetestserver --world "$world" --port "$PORT" --config "$STATE/conf" --color never
"""

SMALL = (
    Program("c", 'exec "$CODE/clock-c" "$HOST" "$PORT"', by_line,
            build=lambda _: [["gcc", "-O2", "-o", "clock-c", str(SOURCES / "clock.c")]]),
    Program("cpp", 'exec "$CODE/clock-cpp" "$HOST" "$PORT"', by_line,
            build=lambda _: [["g++", "-std=c++17", "-O1", "-pthread", "-o", "clock-cpp", str(SOURCES / "clock.cc")]]),
    Program("python", 'exec python3 -S -E "$CODE/clock.py" "$HOST" "$PORT"', by_line, build=_copied("clock.py")),
    Program("redis", 'cd "$STATE" && exec redis-server --bind "$HOST" --port "$PORT" --save ""',
            by_inline_command),
    Program("memcached", 'exec memcached -u nobody -l "$HOST" -p "$PORT" -U 0', by_memcached,
            whole=True, follows=False),
    Program("mariadb", _MARIADB, by_mariadb),
    Program("nginx", _NGINX, by_nginx),
    Program("mosquitto", _MOSQUITTO,
            by_connection_in_log(rb"^(\d+): New connection from [^ ]*:%d on"), whole=True),
)  # fmt: skip
"""Those of `make test`: what they need is small. The packages are in scripts/test-deps."""

LARGE = (
    Program("postgresql", _POSTGRES, by_psql),
    Program("freeciv", _FREECIV),
    Program("minetest", _MINETEST, by_log(rb"turn (\d+): (\d+)\n"), whole=True, listens=False,
            waits_by_wall_clock=True),
    Program("bzflag", 'exec /usr/games/bzfs -i "$HOST" -p "$PORT" -ts micros -utc -dddd',
            by_connection_in_log(rb"^(.+): Player \[\d+\] accept\(\) from [^ ]*:%d on", hello=b"BZFLAG\r\n\r\n")),
    Program("node", 'exec node "$CODE/clock.js" "$HOST" "$PORT"', by_line, build=_copied("clock.js")),
    Program("php", 'exec php "$CODE/clock.php" "$HOST" "$PORT"', by_line, build=_copied("clock.php")),
    Program("ruby", 'exec ruby "$CODE/clock.rb" "$HOST" "$PORT"', by_line, build=_copied("clock.rb")),
    Program("erlang", 'export HOME="$STATE"; exec erl -noshell -pa "$CODE" -run clock main "$HOST" "$PORT"',
            by_line, build=lambda _: [["erlc", str(SOURCES / "clock.erl")]]),
    Program("luajit", 'exec luajit "$CODE/clock.lua" "$HOST" "$PORT"', by_line, build=_copied("clock.lua")),
    Program("openjdk-17",
            'exec java -Xmx64m -cp "$CODE" Clock "$HOST" "$PORT"', by_line,
            build=lambda folder: [["javac", "-d", str(folder), str(SOURCES / "Clock.java")]]),
    Program("mono", 'exec mono "$CODE/clock.exe" "$HOST" "$PORT"', by_line,
            build=lambda _: [["mcs", "-out:clock.exe", str(SOURCES / "Clock.cs")]]),
    Program("go-dynamic", 'exec "$CODE/go-dynamic" "$HOST" "$PORT"', by_line, build=_go("1")),
    Program("go-static", 'exec "$CODE/go-static" "$HOST" "$PORT"', by_line, reach="kernel", build=_go("0")),
)  # fmt: skip
"""Those of `make test-clock` besides."""

UNREACHED = Program("go-unreached", 'exec "$CODE/go-static" "$HOST" "$PORT"', by_line, build=_go("0"))
"""It does not read the clock through libc, and its blueprint wishes for no more."""

EVERY = (*SMALL, *LARGE, UNREACHED)

PLAIN = "-plain"


def blueprint(program: Program, *, plain: bool = False) -> str:
    """A blueprint file for it; `plain`, one that runs it without the clock library, to compare with."""
    begin = ['mkdir "$STATE"', *(["unset LD_PRELOAD"] if plain else [])]
    script = "\n".join(f"    {line}" for line in (*begin, *program.start.strip().splitlines()))
    readiness = "{tcp: main, period_seconds: 1}" if program.listens else '{exec: ["true"], period_seconds: 1}'
    return f"""
name: {program.name}{PLAIN if plain else ""}
server_container: {program.name}
version: "1"
title: {program.name}
image: islandmgr/programs:1
ports: [{{name: main, protocol: TCP+UDP}}]
command:
  - sh
  - -ec
  - |
{script}
env:
  HOST: "$(ISLANDMGR_HOST)"
  PORT: "{{{{ ports.main }}}}"
  STATE: "{{{{ handover }}}}/state"
  CODE: "{{{{ code.folder }}}}"
readiness: {readiness}
resources: {{limits: {{memory: 1Gi}}}}
time_zone: UTC
code: {{claim: sample-code, mount: /home/server, folder: "/home/server/{{{{ island.branch }}}}", read_only: true}}
stop_grace_seconds: 20
clock_reach: {program.reach}
"""
