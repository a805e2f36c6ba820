"""A broken blueprint is refused with line and reason; what it takes to break one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pod_specs import render
from pod_specs.loading import load_file
from tests.unit.pod_specs.islands import MINIMAL, blueprint_of, complaints, container, given_for, read

LINE = {text.split(":")[0]: number for number, text in enumerate(MINIMAL.splitlines(), 1) if text[0] not in " -"}


def test_the_smallest_blueprint_loads() -> None:
    blueprint = blueprint_of(MINIMAL)
    assert blueprint.server_container == "tiny"
    assert blueprint.title.en == "Tiny"
    assert blueprint.title.in_language("zh_Hans_CN") == "Tiny"
    assert [(port.name, port.protocol) for port in blueprint.ports] == [("game", "TCP")]
    assert blueprint.lifetime.ttl_hours is None


def change(old: str, new: str) -> str:
    assert old in MINIMAL
    return MINIMAL.replace(old, new)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        # YAML
        (change("command: [run]", "command: [run"), f"{LINE['readiness']}: .*expected ',' or"),
        (change("image: tiny:1", "image: tiny:1\nimage: tiny:2"), '5: .*duplicate key "image"'),
        (change("[run]", "[{{ island.id }}]"), "7: .*put quotes round"),
        (change("[run]", "[run, --x={{ island.id }}]"), "7: .*put quotes round"),
        (change("image: tiny:1", "image: {{ args.x }}"), "4: put quotes round"),
        (change("image: tiny:1", "image: !secret x"), "4: tags"),
        (change("image: tiny:1", "? [a, b]\n: c"), r"4: the key .* is no text"),
        (change("image: tiny:1", "image: tiny:1\n'{{ island.id }}': 1"), "5: .*placeholders are for values"),
        (MINIMAL + "---\na: 1\n", "13: expected a single document"),
        ("", "1: a blueprint is a mapping"),
        ("- a\n- b\n", "1: a blueprint is a mapping"),
        ("a: \0", "1: not readable"),
        ("x: " + "[" * 1000, "1: "),
        ("x: " + "y" * 300_000, "1: the file is larger than 256 KiB"),
        # Keys and types
        (change("image: tiny:1", "imgae: tiny:1"), "4: unknown key `imgae`; did you mean image"),
        (change("  tcp: game", "  tcp: game\n  tpc: game"), r"10: unknown key `readiness\.tpc`; did you mean tcp"),
        (change("image: tiny:1\n", ""), "1: `image` is missing"),
        (change("- name: game", "- nam: game"), r"6: `ports\.0\.name` is missing"),
        (change('version: "1"', "version: 1.10"), "2: version: 1.10 is read as the number 1.1; put quotes round it"),
        (change("title: Tiny", "title:"), "3: title: None is not a mapping"),
        (change("[run]", "run"), "7: command: 'run' is not a list"),
        (change("[run]", "[]"), "7: command: .*at least 1 item, not 0"),
        (change("time_zone: UTC", "time_zone: Mars/Olympus"), "12: time_zone: 'Mars/Olympus' is no IANA time zone"),
        (change("time_zone: UTC", "time_zone: ../../etc/passwd"), "12: time_zone: .*is no IANA time zone"),
        (change("time_zone: UTC", "time_zone: ''"), "12: time_zone: .*is no IANA time zone"),
        (MINIMAL + "env:\n  A:\n", r"14: env\.A: None is not a text; put quotes"),
        (MINIMAL + "env:\n  A: [1]\n", r"14: env\.A: \[1\] is not a text"),
        (MINIMAL + "env:\n  a b: x\n", r"14: env\.a b: 'a b' is no variable name"),
        (MINIMAL + "stop_grace_seconds: soon\n", "13: stop_grace_seconds: 'soon' is not a whole number"),
        (
            MINIMAL + "stop_grace_seconds: -1\n",
            "13: stop_grace_seconds: -1 is not accepted; accepted: 1 to 3600 seconds",
        ),
        (MINIMAL + "lifetime: {ttl_hours: 0}\n", r"13: lifetime\.ttl_hours: 0 is not greater than or equal to 1"),
        (change("image: tiny:1", "image: ''"), "4: image: must not be empty"),
        (MINIMAL + "code: {clam: c, mount: /c, folder: /c}\n", r"13: unknown key `code\.clam`; did you mean claim"),
        (
            MINIMAL + "args:\n  x: {type: int, defualt: 5}\n",
            r"14: unknown key `args\.x\.defualt`; did you mean default",
        ),
        (change("title: Tiny", "title: {cn: x}"), r"3: unknown key `title\.cn`; there is en, zh"),
        (change('version: "1"', f"version: {'x' * 41}"), "2: version: needs at most 40 characters, not 41"),
        # Names and ports
        (change("name: tiny", "name: Tiny_Server"), "1: name: 'Tiny_Server' is no name: lower-case letters"),
        (change("name: tiny", f"name: {'a' * 31}"), "1: name: 'a+' is no name: .*at most 30 characters"),
        (change("name: game", "name: app-common-port2"), r"6: ports\.0\.name: 'app-common-port2' is no port name"),
        (change("name: game", "name: '8080'"), r"6: ports\.0\.name: '8080' is no port name: .*a letter among"),
        (change("name: game", "name: a--b"), r"6: ports\.0\.name: 'a--b' is no port name"),
        (change("- name: game", "- name: game\n  - name: game"), r"7: ports\.1: two ports are named 'game'"),
        (
            change("- name: game", "- {name: game, protocol: SCTP}"),
            r"6: ports\.0\.protocol: 'SCTP' is not 'TCP', 'UDP'",
        ),
        (change("ports:\n  - name: game", "ports: []"), "5: ports: .*at least 1 item, not 0"),
        (
            change("  - name: game", "\n".join(f"  - name: p{n}" for n in range(17))),
            "5: ports: .*at most 16 items, not 17",
        ),
        (MINIMAL + "server_container: side-container\n", "13: server_container: .*container of the manager"),
        (MINIMAL + "server_container: Tiny\n", "13: server_container: 'Tiny' is no container name"),
        (MINIMAL + "env: {LD_PRELOAD: x}\n", r"13: env\.LD_PRELOAD: LD_PRELOAD is set in the Pod by the manager"),
        (MINIMAL + "env: {ISLANDMGR_TOKEN: x}\n", r"13: env\.ISLANDMGR_TOKEN: .*by the manager"),
        (MINIMAL + "env:\n  A: b\n  FAKETIME: x\n", r"15: env\.FAKETIME: .*by the manager"),
        (MINIMAL + "node_selector: {branch: dev}\n", r"13: node_selector\.branch: the manager sets it"),
        # Readiness
        (change("tcp: game", "tcp: gaem"), "8: readiness: it asks port 'gaem'; did you mean game"),
        (change("tcp: game", "period_seconds: 1"), "8: readiness: exactly one of .*, not none"),
        (change("tcp: game", "tcp: game\n  exec: [x]"), "8: readiness: exactly one of .*, not tcp and exec"),
        (change("- name: game", "- {name: game, protocol: UDP}"), "8: readiness: it asks port 'game', which is UDP"),
        (
            change("tcp: game", "tcp: game\n  period_seconds: 0"),
            r"10: readiness\.period_seconds: 0 is no pause between two probes",
        ),
        # Resources
        (change("limits: {memory: 64Mi}", "requests: {memory: 64Mi}"), r"10: `resources\.limits` is missing"),
        (change("{memory: 64Mi}", "{cpu: 1}"), r"11: resources\.limits: memory is missing"),
        (change("64Mi", "64MB"), "11: .*'64MB' is not an amount like"),
        (change("64Mi", "-1"), "11: .*'-1' is not an amount like"),
        (change("  limits", "  requests: {memory: 1Gi}\n  limits"), "11: .*request 1Gi is larger than the limit 64Mi"),
        # Code
        (
            MINIMAL + "code: {claim: c, mount: /code, folder: /other}\n",
            r"13: code\.folder: '/other' is not below mount",
        ),
        (
            MINIMAL + "code: {claim: c, mount: /code, folder: /codes}\n",
            r"13: code\.folder: '/codes' is not below mount",
        ),
        (MINIMAL + "code: {claim: c, mount: code, folder: code}\n", r"13: code\.mount: 'code' is no absolute path"),
        (MINIMAL + "code: {claim: c, mount: /c, folder: /c/../d}\n", r"13: code\.folder: .*no absolute path without"),
        (MINIMAL + "code: {mount: /c, folder: /c}\n", "13: code: exactly one of `claim` and `host_path`"),
        (MINIMAL + "code: {claim: My Claim, mount: /c, folder: /c}\n", "13: .*'My Claim' is not the name of a claim"),
        (MINIMAL + "code: {claim: c, mount: /opt/islandmgr, folder: /opt/islandmgr}\n", "13: .*mounted there already"),
        # Arguments
        (
            MINIMAL + "args:\n  x: {type: float}\n",
            r"14: args\.x\.type: 'float' is not 'int', 'str', 'bool' or 'choice'",
        ),
        (MINIMAL + "args:\n  X: {type: int}\n", r"14: args\.X: 'X' is no argument name"),
        (MINIMAL + "args:\n  x: {type: int, default: a}\n", r"14: args\.x\.default: 'a' is not a whole number"),
        (MINIMAL + "args:\n  x: {type: int, default: 9, max: 5}\n", r"14: args\.x\.default: 9 is not .*5 or less"),
        (MINIMAL + "args:\n  x: {type: int, default: 1.5}\n", r"14: args\.x\.default: 1\.5 is not a whole number"),
        (MINIMAL + "args:\n  x: {type: str, min: 5}\n", r"14: args\.x\.min: it goes with type int, not str"),
        (MINIMAL + "args:\n  x: {type: str, pattern: '('}\n", r"14: args\.x\.pattern: '\(' is no regular expression"),
        (MINIMAL + "args:\n  x: {type: choice}\n", r"14: args\.x: type choice needs `choices`"),
        (MINIMAL + "args:\n  x: {type: int, min: 5, max: 1}\n", r"14: args\.x: `min` 5 is larger than `max` 1"),
        (MINIMAL + "args:\n  x: {type: int, default: 1, required: true}\n", r"14: args\.x: .*exclude each other"),
        # Moments
        (MINIMAL + "moments:\n  reset: 25 o'clock\n", r"14: moments\.reset: .*25 o'clock"),
        (MINIMAL + "moments:\n  reset: {at: '05:00', zone: Mars}\n", r"14: moments\.reset\.zone: 'Mars' is no IANA"),
        (MINIMAL + "moments:\n  reset: {att: '05:00'}\n", r"14: unknown key `moments\.reset\.att`; did you mean at"),
        # Placeholders
        (
            change("[run]", "['{{ island.onwer }}']"),
            r"7: unknown placeholder {{ island\.onwer }}; did you mean island\.owner",
        ),
        (
            change("[run]", "['{{ ports.gaem }}']"),
            r"7: unknown placeholder {{ ports\.gaem }}; did you mean ports\.game",
        ),
        (change("[run]", "['{{ args.x }}']"), r"7: unknown placeholder {{ args\.x }}"),
        (change("[run]", "['{{ code.folder }}']"), r"7: unknown placeholder {{ code\.folder }}"),
        (change("[run]", "['{{ island.owner + 1 }}']"), r"7: {{ island\.owner }} is no number"),
        (change("[run]", "['{{ island.id']"), r"7: {{ island\.id is not closed by }}"),
        (change("[run]", "\n  - a\n  - '{{ x y }}'"), r"9: {{ x y }} is no placeholder"),
        (change("title: Tiny", "title: 'Tiny {{ island.id }}'"), "3: .*placeholders are not replaced in `title`"),
        (
            change("image: tiny:1", "image: 'tiny:{{ args.tag }}'\nargs: {tag: {type: str}}"),
            "4: args.tag may be missing",
        ),
        (
            MINIMAL + "code: {claim: c, mount: /c, folder: '/c/{{ code.folder }}'}\n",
            r"13: unknown placeholder {{ code\.folder }}",
        ),
        (MINIMAL + "keep: ['../x']\n", r"1: the path '\.\./x' holds `\.\.` or `:`"),
        # The raw part of the Pod
        (MINIMAL + "pod:\n  tolerration: []\n", r"14: in the Pod, spec\.tolerration: Kubernetes knows no field"),
        (MINIMAL + "pod:\n  restartPolicy: Always\n", r"14: in the Pod, spec\.restartPolicy: must stay Never"),
        (MINIMAL + "pod:\n  tolerations: x\n", r"14: in the Pod, spec\.tolerations: must be a list"),
        (
            MINIMAL + "pod:\n  volumes:\n    - name: Big Disk\n      emptyDir: {}\n",
            "15: .*'Big Disk' is not a DNS-1123",
        ),
        (MINIMAL + "pod:\n  volumes:\n    - name: data\n", "15: .*needs exactly one source"),
        (
            MINIMAL
            + "pod:\n  containers:\n    - name: tiny\n      volumeMounts:\n        - {name: none, mountPath: /x}\n",
            r"17: in the Pod, spec\.containers\.tiny\.volumeMounts\./x: there is no volume 'none'",
        ),
        (
            MINIMAL + "pod:\n  containers:\n    - name: tiny\n      env:\n        - name: A\n          value: 5\n",
            "18: .*5 is not a text",
        ),
        (
            MINIMAL + "pod:\n  containers:\n    - name: tiny\n      livenessProbe: {tcpSocket: {port: web}}\n",
            "16: .*'web' is not the name of a port",
        ),
        (MINIMAL + "pod:\n  containers:\n    - name: extra\n", "15: .*None is not an image"),
        (MINIMAL + "pod:\n  nodeSelector: {rack: 'a b'}\n", "14: .*'a b' is not a label's value"),
        (MINIMAL + "node_selector:\n  rack: 'a b'\n", "14: .*'a b' is not a label's value"),
        (MINIMAL + "node_selector:\n  a/b/c: x\n", "14: .*'a/b/c' is not a label's name"),
        (
            MINIMAL + "image_pull_policy: Sometimes\n",
            "13: image_pull_policy: 'Sometimes' is not 'Always', 'IfNotPresent'",
        ),
        (
            MINIMAL + "pod:\n  containers:\n    - name: tiny\n      stdin: true\nenv: {A: x}\nkeep: []\n"
            "node_selector: {a b: c}\n",
            "19: .*'a b' is not a label's name",
        ),
        (
            change("64Mi", "lots") + "pod:\n  containers:\n    - name: tiny\n      stdin: true\n",
            "11: .*'lots' is not an amount",
        ),
        (
            change("64Mi", "1Gi") + "pod:\n  containers:\n    - name: tiny\n      resources: {limits: {memory: 1GB}}\n",
            "16: .*'1GB' is not an amount",
        ),
        (MINIMAL + "pod:\n  containers:\n    - name: side-container\n      image: ''\n", "16: .*'' is not an image"),
        (MINIMAL + "pod:\n  containers: null\n", "14: .*the container 'tiny' is missing"),
        (MINIMAL + "pod:\n  volumes: null\n", "13: .*there is no volume 'tools'"),
        (change("image: tiny:1", "image: 'tiny 1'"), "4: .*'tiny 1' is not an image"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, complaint: str) -> None:
    found = complaints(text)
    assert any(re.match(complaint, one) for one in found), found


def test_required_arguments_are_invented_for_the_trial_pod() -> None:
    blueprint_of(
        MINIMAL
        + """
args:
  a: {type: int, min: 4, required: true}
  b: {type: int, required: true}
  c: {type: bool, required: true}
  d: {type: choice, choices: [x, z], required: true}
  e: {type: str, required: true}
env: {ALL: "{{ args.a }}{{ args.b }}{{ args.c }}{{ args.d }}{{ args.e }}"}
"""
    )


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = MINIMAL.replace("image: tiny:1", "imgae: tiny:1").replace("UTC", "Nowhere")
    assert [one.split(":")[0] for one in complaints(text)] == ["1", "4", "12"]


def test_a_problem_reads_like_a_compiler_s() -> None:
    loaded = load_file(Path("/does/not/exist.yaml"))
    assert [str(problem) for problem in loaded.problems] == [
        "/does/not/exist.yaml:1: cannot be read: No such file or directory"
    ]


def test_text_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes(b"name: caf\xe9")
    assert "not UTF-8 text" in load_file(file).problems[0].reason


def test_aliases_cannot_blow_a_file_up() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    assert any("too large through its aliases" in one for one in complaints(bomb))


def test_anchors_and_merge_keys_are_fine() -> None:
    text = MINIMAL.replace("- name: game", "- &port {name: game}\n  - {<<: *port, name: chat}")
    assert [port.name for port in blueprint_of(text).ports] == ["game", "chat"]


def test_numbers_and_booleans_become_text_where_text_is_wanted() -> None:
    blueprint = blueprint_of(
        MINIMAL.replace('"1"', "3")
        .replace("[run]", "[run, 5, true]")
        .replace("{memory: 64Mi}", "{memory: 64Mi, cpu: 0.5}")
        + "env: {A: 5, B: false}\n"
    )
    assert blueprint.version == "3"
    assert blueprint.command == ("run", "5", "true")
    assert dict(blueprint.env) == {"A": "5", "B": "false"}
    assert blueprint.resources.limits["cpu"] == "0.5"


EVERY_LAYER = """\
name: many
version: 1.10
title: Many
image: Registry/Altra:1
ports:
  - {name: game, protocol: tcp}
command: [run, "", "{{ island.onwer }}"]
args:
  heap: {type: int, default: x}
env: {OK: 5, ISLANDMGR_X: "1", HEAP: "{{ args.heap }}", P: "{{ ports.game }}"}
readiness:
  tcp: gmae
resources:
  limits: {memory: 512m, cpu: "500"}
time_zone: UTC
stop_grace_seconds: 0
env2: {}
pod:
  hostnam: x
  volumes:
    - {name: shm, emptyDir: {medium: Memory, sizeLimit: 64m}}
  containers:
    - name: many
      securityContext: {runAsUser: root, privileged: true}
"""


def test_all_faults_of_all_layers_are_told_in_one_run() -> None:
    """YAML, fields, placeholders, the Pod's types, its rules, its amounts, what it may use. What hangs on a faulty part
    (what uses the argument `heap`) is not judged."""
    found = [one.partition(": ")[::2] for one in complaints(EVERY_LAYER)]
    assert [(int(line), reason.partition(" is ")[0].partition(";")[0][:60]) for line, reason in found] == [
        (2, "version: 1.10"),
        (4, "in the Pod, spec.containers.many.image: 'Registry/Altra:1'"),
        (6, "ports.0.protocol: 'tcp'"),
        (7, "unknown placeholder {{ island.onwer }}"),
        (9, "args.heap.default: 'x'"),
        (10, "env.ISLANDMGR_X: ISLANDMGR_X"),
        (11, "readiness: it asks port 'gmae'"),
        (14, "in the Pod, spec.containers.many.resources.limits.memory: 51"),
        (14, "in the Pod, spec.containers.many.resources.limits.cpu: 500"),
        (16, "stop_grace_seconds: 0"),
        (17, "unknown key `env2`"),
        (19, "in the Pod, spec.hostnam: Kubernetes knows no field 'hostnam"),
        (21, "in the Pod, spec.volumes.shm.emptyDir.sizeLimit: 64m"),
        (24, "in the Pod, spec.containers.many.securityContext.runAsUser: "),
        (24, "in the Pod, spec.containers.many.securityContext.privileged:"),
    ]


def test_what_stands_before_broken_yaml_is_judged_too() -> None:
    found = complaints("name: Bad_Name\nversion: 1.10\nimage: A\ncommand: [run\nports: []\n")
    assert [one[:22] for one in found] == [
        "1: name: 'Bad_Name' is",
        "2: version: 1.10 is re",
        "3: in the Pod, spec.co",
        "5: while parsing a flo",
    ]


def test_each_part_left_out_says_only_that() -> None:
    """A stand-in for it draws no complaints of its own."""
    for key in LINE:
        kept = "".join(
            f"{line}\n" for line in MINIMAL.splitlines() if line[0] in " -" or not line.startswith(f"{key}:")
        )
        lines = kept.splitlines()
        if key in ("ports", "readiness", "resources"):
            lines = [line for n, line in enumerate(MINIMAL.splitlines(), 1) if not LINE[key] <= n <= LINE[key] + 1]
        assert complaints("\n".join(lines)) == [f"1: `{key}` is missing"], key


def test_an_empty_word_is_a_word() -> None:
    made = blueprint_of(
        change("[run]", '[redis-server, --save, "", "{{ args.x }}"]')
        + "args: {x: {type: str, default: ''}}\nenv: {E: ''}\n"
    )
    server = container(render(made, given_for(made)), "tiny")
    assert server["command"][2:] == ["redis-server", "--save", "", ""]
    assert {"name": "E", "value": ""} in server["env"]
    probe = blueprint_of(change("tcp: game", "exec: [test, -z, '']")).readiness.exec
    assert probe == ("test", "-z", "")


def test_the_program_s_name_is_not_empty() -> None:
    assert complaints(change("[run]", '["", run]')) == [
        "7: command.0: the first word is the program to run, and must not be empty"
    ]


def test_amounts_that_may_be_meant_are_warned_about() -> None:
    loaded = read(change("{memory: 64Mi}", "{memory: 1Ti}") + "stop_grace_seconds: 1800\n")
    assert loaded.blueprint is not None
    assert [str(problem) for problem in loaded.problems] == [
        "tiny.yaml:11: warning: in the Pod, spec.containers.tiny.resources.limits.memory: 1Ti is 1TiB: few machines "
        "have so much; is it meant?",
        "tiny.yaml:13: warning: in the Pod, spec.terminationGracePeriodSeconds: 1800 seconds is unusually long; "
        "is it meant?",
    ]
