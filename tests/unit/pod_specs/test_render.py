"""What goes into a Pod, and what cannot."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from islandmgr.model.domain import Port
from islandmgr.model.errors import Invalid
from pod_specs import render
from tests.unit.pod_specs.islands import MINIMAL, blueprint_of, builtin, container, env_of, given_for

EVERYWHERE = blueprint_of(
    MINIMAL.replace("[run]", "[run, '{{ island.owner }}', '--note={{ island.note }}', '{{ args.motto }}']")
    + """
args:
  motto: {type: str, default: ""}
env:
  OWNER: "{{ island.owner }}"
  NOTE: "<{{ island.note }}>"
code:
  claim: code
  mount: /code
  folder: "/code/{{ island.branch }}"
pod:
  hostname: fixed
  containers:
    - name: "tiny"
      lifecycle: {preStop: {exec: {command: ["echo", "{{ island.note }}"]}}}
    - name: helper
      image: helper:1
      args: ["{{ island.owner }}"]
      env:
        - {name: MOTTO, value: "{{ args.motto }}"}
"""
)


def shape(node: Any) -> Any:
    """The tree with its texts taken out."""
    if isinstance(node, dict):
        return {key: shape(value) for key, value in node.items()}
    if isinstance(node, list):
        return [shape(item) for item in node]
    return "text" if isinstance(node, str) else node


HOSTILE = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40),
    st.sampled_from(
        [
            '"',
            "'",
            "\n",
            "a: b",
            "{{ island.id }}",
            "{{",
            "}}",
            "]",
            "- x",
            "#",
            "$(ISLANDMGR_TOKEN)",
            "\\",
            "%s",
            "!x",
            "&a",
        ]
    ),
)


@given(owner=HOSTILE, note=HOSTILE)
def test_owner_and_note_cannot_change_the_shape_of_the_pod(owner: str, note: str) -> None:
    plain = render(EVERYWHERE, given_for(EVERYWHERE, owner="qa01", note="hello"))
    hostile = render(EVERYWHERE, given_for(EVERYWHERE, owner=owner, note=note))
    assert shape(hostile) == shape(plain)
    assert hostile["metadata"]["labels"] == plain["metadata"]["labels"]
    assert hostile["metadata"]["annotations"]["islandmgr.io/owner"] == owner
    assert env_of(hostile, "tiny")["OWNER"] == owner.replace("$", "$$")
    assert env_of(hostile, "tiny")["NOTE"] == f"<{note}>".replace("$", "$$")
    assert container(hostile, "tiny")["command"][3:5] == [owner.replace("$", "$$"), f"--note={note}".replace("$", "$$")]
    assert container(hostile, "tiny")["lifecycle"]["preStop"]["exec"]["command"] == ["echo", note]
    assert json.loads(json.dumps(hostile)) == hostile


@given(motto=st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40))
def test_start_arguments_cannot_change_the_shape_of_the_pod(motto: str) -> None:
    plain = render(EVERYWHERE, given_for(EVERYWHERE, args={"motto": "x"}))
    hostile = render(EVERYWHERE, given_for(EVERYWHERE, args={"motto": motto}))
    assert shape(hostile) == shape(plain)
    assert env_of(hostile, "helper")["MOTTO"] == motto.replace("$", "$$")


def test_a_character_that_no_program_can_be_given_is_refused() -> None:
    with pytest.raises(Invalid, match=r"'a\\x00b' holds a character"):
        render(EVERYWHERE, given_for(EVERYWHERE, owner="a\0b"))


@pytest.mark.parametrize("branch", ["a b", "-dev", "../etc", "x" * 64, "分支"])
def test_a_branch_that_is_no_label_value_is_refused(branch: str) -> None:
    with pytest.raises(Invalid):
        render(EVERYWHERE, given_for(EVERYWHERE, branch=branch))


def test_a_value_cannot_lead_a_path_out_of_its_folder() -> None:
    blueprint = blueprint_of(
        MINIMAL
        + "code: {claim: c, mount: /code, folder: '/code/{{ args.sub }}'}\nargs: {sub: {type: str, default: x}}\n"
    )
    assert env_of(render(blueprint, given_for(blueprint, args={"sub": "y"})), "tiny")["ISLANDMGR_CODE"] == "/code/y"
    for bad in ("..", "a/../..", "a:b"):
        with pytest.raises(Invalid, match=r"holds `\.\.` or `:`"):
            render(blueprint, given_for(blueprint, args={"sub": bad}))


def test_ports_are_host_ports_with_both_protocols_where_asked() -> None:
    blueprint = blueprint_of(MINIMAL.replace("- name: game", "- name: game\n  - {name: talk, protocol: TCP+UDP}"))
    manifest = render(blueprint, given_for(blueprint, first_port=30010))
    assert container(manifest, "tiny")["ports"] == [
        {"name": "game", "containerPort": 30010, "hostPort": 30010, "protocol": "TCP"},
        {"name": "talk", "containerPort": 30011, "hostPort": 30011, "protocol": "TCP"},
        {"containerPort": 30011, "hostPort": 30011, "protocol": "UDP"},
    ]
    assert env_of(manifest, "tiny")["ISLANDMGR_PORTS"] == "game=30010,talk=30011"


def test_an_island_keeps_the_ports_it_was_started_with() -> None:
    blueprint = blueprint_of(MINIMAL)
    old = given_for(blueprint, id=7, ports=(Port("play", 30000), Port("chat", 30001)))
    with pytest.raises(
        Invalid, match=r"island 7 holds the ports play \(TCP\), chat \(TCP\), but .* now has game \(TCP\)"
    ):
        render(blueprint, old)


def test_arguments_that_no_longer_fit_are_refused() -> None:
    with pytest.raises(Invalid, match="unknown argument 'gone'"):
        render(EVERYWHERE, given_for(EVERYWHERE, args={"gone": 1}))


def test_words_and_variables_without_their_argument_are_left_out() -> None:
    sample = builtin("sample")
    plain = container(render(sample, given_for(sample)), "sample")["command"]
    assert plain[2:] == ["python3", "-S", "-E", "/home/server/dev/server.py"]
    asked = container(render(sample, given_for(sample, args={"exit_after": 5, "crash": "abort"})), "sample")["command"]
    assert asked[2:] == [*plain[2:], "exit_after=5", "crash=abort"]
    blueprint = blueprint_of(MINIMAL + "args: {x: {type: bool}}\nenv: {X: '{{ args.x }}'}\n")
    assert "X" not in env_of(render(blueprint, given_for(blueprint)), "tiny")
    assert env_of(render(blueprint, given_for(blueprint, args={"x": False})), "tiny")["X"] == "false"


def test_every_name_has_its_value() -> None:
    blueprint = blueprint_of(
        MINIMAL.replace("[run]", "\n" + "".join(f"  - '{{{{ {name} }}}}'\n" for name in NAMES).rstrip())
        + "code: {claim: c, mount: /code, folder: '/code/{{ island.branch }}'}\n"
    )
    manifest = render(
        blueprint,
        given_for(
            blueprint,
            id=9,
            name="tiny-zoe-dev-9",
            owner="Zoë",
            note="n",
            branch="dev",
            incarnation=2,
            started_at=datetime(2026, 12, 31, 23, 59, 58, tzinfo=UTC).timestamp() + 0.7,
            clock_line="+3",
        ),
    )
    assert dict(zip(NAMES, container(manifest, "tiny")["command"][2:], strict=True)) == NAMES


NAMES = {
    "island.id": "9",
    "island.name": "tiny-zoe-dev-9",
    "island.owner": "Zoë",
    "island.owner_slug": "zoe",
    "island.note": "n",
    "island.branch": "dev",
    "island.incarnation": "2",
    "island.first_port": "30000",
    "pod.name": "tiny-zoe-dev-9-r2",
    "ports.game": "30000",
    "clock.start": "2027-01-01 00:00:01",
    "time_zone": "UTC",
    "manager.url": "http://10.0.0.5:8000",
    "manager.host": "10.0.0.5",
    "handover": "/run/islandmgr/handover",
    "code.mount": "/code",
    "code.folder": "/code/dev",
}


@pytest.mark.parametrize(
    ("line", "zone", "wanted"),
    [
        ("+0", "UTC", "2026-01-01 00:00:00"),
        ("+0", "Asia/Shanghai", "2026-01-01 08:00:00"),
        ("-86400", "UTC", "2025-12-31 00:00:00"),
        ("1790000000", "UTC", "2026-09-21 14:13:20"),
        ("+9999999999", "UTC", "2342-11-21 17:46:39"),
        ("-9999999999", "UTC", "1709-02-11 06:13:21"),
        ("1790000000", "America/New_York", "2026-09-21 10:13:20"),
    ],
)
def test_the_start_of_the_clock_is_local_time_in_the_blueprint_s_zone(line: str, zone: str, wanted: str) -> None:
    blueprint = blueprint_of(MINIMAL.replace("[run]", "['{{ clock.start }}']").replace("UTC", zone))
    manifest = render(blueprint, given_for(blueprint, clock_line=line))
    assert container(manifest, "tiny")["command"][2] == wanted
    assert env_of(manifest, "tiny")["TZ"] == zone
    assert env_of(manifest, "prepare")["ISLANDMGR_CLOCK_LINE"] == line


@pytest.mark.parametrize("line", ["", "+", "now", "+1.5", "@1790000000", "+1\n", "+0 x10", "٣", "9" * 11])
def test_a_clock_line_of_another_form_never_reaches_the_pod(line: str) -> None:
    blueprint = blueprint_of(MINIMAL)
    with pytest.raises(Invalid, match=r"clock line .* is neither an offset like"):
        render(blueprint, given_for(blueprint, clock_line=line))


def test_the_blueprint_s_own_time_zone_variable_wins() -> None:
    blueprint = blueprint_of(MINIMAL + "env: {TZ: Europe/Berlin}\n")
    variables = [
        one for one in container(render(blueprint, given_for(blueprint)), "tiny")["env"] if one["name"] == "TZ"
    ]
    assert variables == [{"name": "TZ", "value": "Europe/Berlin"}]


HOST_FOLDER = "hostPath=/srv/game"
CODE = "code: {claim: c, mount: /code, folder: %s}\nargs: {sub: {type: str, default: x}}\n"


def code_mounts(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """Of all containers."""
    spec = manifest["spec"]
    containers = [*spec["initContainers"], *spec["containers"]]
    return [mount for one in containers for mount in one["volumeMounts"] if mount["name"] == "code"]


def test_only_the_branch_s_folder_is_mounted_where_it_always_was() -> None:
    blueprint = blueprint_of(MINIMAL + CODE % "'/code/{{ island.branch }}'")
    server, side = code_mounts(render(blueprint, given_for(blueprint, branch="weekly")))
    assert server == {"name": "code", "mountPath": "/code/weekly", "subPath": "weekly"}
    assert side == {**server, "readOnly": True}


def test_a_deeper_folder_and_a_whole_volume_are_the_blueprint_s_word() -> None:
    for folder, sub_path in (("/code/a/{{ island.branch }}/", "a/dev"), ("/code", None), ("/code/", None)):
        blueprint = blueprint_of(MINIMAL + CODE % f"'{folder}'")
        assert {mount.get("subPath") for mount in code_mounts(render(blueprint, given_for(blueprint)))} == {sub_path}


@pytest.mark.parametrize("value", ["", ".", "./", "/", "//", "..", "a/..", "../weekly", "a//b", "a/./b", "./.", "a:b"])
def test_an_argument_does_not_lead_to_all_branches(value: str) -> None:
    blueprint = blueprint_of(MINIMAL + CODE % "'/code/{{ args.sub }}'")
    with pytest.raises(Invalid):
        render(blueprint, given_for(blueprint, args={"sub": value}))


def test_code_is_a_claim_or_a_folder_of_the_node_or_nothing() -> None:
    folder = blueprint_of(
        MINIMAL + "code: {host_path: /srv/game, mount: /g, folder: /g/a, read_only: true}\n", HOST_FOLDER
    )
    manifest = render(folder, replace(given_for(folder), allowed=[HOST_FOLDER]))
    assert {"name": "code", "hostPath": {"path": "/srv/game", "type": "Directory"}} in manifest["spec"]["volumes"]
    assert code_mounts(manifest) == [{"name": "code", "mountPath": "/g/a", "subPath": "a", "readOnly": True}] * 2
    none = blueprint_of(MINIMAL)
    manifest = render(none, given_for(none))
    assert [volume["name"] for volume in manifest["spec"]["volumes"]] == ["tools", "clock", "handover"]
    assert "ISLANDMGR_CODE" not in env_of(manifest, "tiny")
    assert env_of(manifest, "side-container")["ISLANDMGR_KEEP"].startswith("/run/islandmgr/handover/hs_err*.log:")


def test_probes() -> None:
    http = blueprint_of(MINIMAL.replace("tcp: game", "http: {port: game, path: '/up?id={{ island.id }}'}"))
    assert container(render(http, given_for(http, id=5)), "tiny")["readinessProbe"] == {
        "httpGet": {"port": "game", "path": "/up?id=5", "scheme": "HTTP"},
        "initialDelaySeconds": 0,
        "periodSeconds": 5,
        "timeoutSeconds": 5,
        "successThreshold": 1,
        "failureThreshold": 3,
    }
    command = blueprint_of(MINIMAL.replace("tcp: game", "exec: [check, '{{ ports.game }}']"))
    probe = container(render(command, given_for(command)), "tiny")["readinessProbe"]
    assert probe["exec"] == {"command": ["check", "30000"]}


def test_the_rest_of_the_server_s_container() -> None:
    blueprint = blueprint_of(
        MINIMAL.replace("{memory: 64Mi}", "{memory: '{{ args.memory }}'}")
        + "args: {memory: {type: choice, choices: [64Mi, 1Gi], default: 64Mi}}\n"
        + "image_pull_policy: Never\nworking_dir: '/srv/{{ island.branch }}'\nfaketime_library: /usr/lib/f.so\n"
        + "clock_reach: kernel\n"
        + "stop_grace_seconds: 7\nnode_selector: {disk: ssd}\nkeep: [/abs/*.txt, '{{ island.owner_slug }}*']\n"
    )
    manifest = render(blueprint, given_for(blueprint, args={"memory": "1Gi"}))
    server = container(manifest, "tiny")
    assert server["imagePullPolicy"] == "Never"
    assert server["workingDir"] == "/srv/dev"
    assert server["resources"] == {"limits": {"memory": "1Gi"}}
    assert env_of(manifest, "tiny")["ISLANDMGR_FAKETIME_LIB"] == "/usr/lib/f.so"
    assert env_of(manifest, "tiny")["ISLANDMGR_CLOCK_REACH"] == "kernel"
    assert manifest["spec"]["terminationGracePeriodSeconds"] == 7
    assert env_of(manifest, "tiny")["ISLANDMGR_GRACE"] == "7"
    assert manifest["spec"]["nodeSelector"] == {"branch": "dev", "disk": "ssd"}
    assert env_of(manifest, "side-container")["ISLANDMGR_KEEP"] == "/abs/*.txt:/run/islandmgr/handover/somebody*"


def test_the_start_script_knows_the_grace_that_the_pod_has() -> None:
    blueprint = blueprint_of(MINIMAL + "stop_grace_seconds: 7\npod: {terminationGracePeriodSeconds: 90}\n")
    manifest = render(blueprint, given_for(blueprint))
    assert manifest["spec"]["terminationGracePeriodSeconds"] == 90
    assert env_of(manifest, "tiny")["ISLANDMGR_GRACE"] == "90"


def test_the_pool_s_nodes_win_over_the_blueprint_s() -> None:
    blueprint = blueprint_of(MINIMAL + "node_selector: {disk: ssd}\npod: {nodeSelector: {rack: a}}\n")
    placed = replace(given_for(blueprint), node_labels={"rack": "b", "zone": "1"})
    assert render(blueprint, placed)["spec"]["nodeSelector"] == {
        "branch": "dev",
        "disk": "ssd",
        "rack": "b",
        "zone": "1",
    }
    with pytest.raises(Invalid, match="'b c' is not a label's value"):
        render(blueprint, replace(placed, node_labels={"rack": "b c"}))


def test_a_bad_amount_from_an_argument_is_refused_when_the_pod_is_made() -> None:
    blueprint = blueprint_of(
        MINIMAL.replace("{memory: 64Mi}", "{memory: '{{ args.memory }}'}")
        + "args: {memory: {type: str, default: 64Mi}}\n"
    )
    with pytest.raises(Invalid, match=r"spec\.containers\.tiny\.resources\.limits\.memory: 'lots' is not an amount"):
        render(blueprint, given_for(blueprint, args={"memory": "lots"}))


def test_the_raw_part_is_merged_by_name() -> None:
    blueprint = blueprint_of(
        MINIMAL
        + """
pod:
  dnsPolicy: Default
  enableServiceLinks: null
  tolerations:
    - {key: games, operator: Exists, effect: NoSchedule}
    - {key: games, operator: Exists, effect: NoExecute}
  volumes:
    - name: data
      emptyDir: {}
    - name: clock
      emptyDir: {medium: Memory}
  containers:
    - name: tiny
      securityContext: {runAsUser: 1000}
      volumeMounts:
        - {name: data, mountPath: /data}
        - {name: tools, mountPath: /opt/islandmgr, mountPropagation: None}
    - name: metrics
      image: metrics:{{ island.id }}
"""
    )
    spec = render(blueprint, given_for(blueprint, id=5))["spec"]
    assert spec["dnsPolicy"] == "Default"
    assert "enableServiceLinks" not in spec
    assert len(spec["tolerations"]) == 2
    assert [volume["name"] for volume in spec["volumes"]] == ["tools", "clock", "handover", "data"]
    assert spec["volumes"][1] == {"name": "clock", "emptyDir": {"medium": "Memory"}}
    assert [one["name"] for one in spec["containers"]] == ["tiny", "side-container", "metrics"]
    assert spec["containers"][0]["securityContext"] == {"allowPrivilegeEscalation": False, "runAsUser": 1000}
    mounts = spec["containers"][0]["volumeMounts"]
    assert {"name": "tools", "mountPath": "/opt/islandmgr", "readOnly": True, "mountPropagation": "None"} in mounts
    assert {"name": "data", "mountPath": "/data"} in mounts
    assert spec["containers"][2] == {"name": "metrics", "image": "metrics:5"}


def test_rendering_changes_nothing_that_it_was_given() -> None:
    before = EVERYWHERE.model_dump_json()
    first = render(EVERYWHERE, given_for(EVERYWHERE))
    assert render(EVERYWHERE, given_for(EVERYWHERE)) == first
    first["spec"]["containers"][0]["securityContext"]["privileged"] = True
    first["spec"]["containers"][1]["resources"]["limits"]["memory"] = "1Ti"
    again = render(EVERYWHERE, given_for(EVERYWHERE))
    assert again["spec"]["containers"][0]["securityContext"] == {"allowPrivilegeEscalation": False}
    assert again["spec"]["containers"][1]["resources"]["limits"]["memory"] == "64Mi"
    assert EVERYWHERE.model_dump_json() == before
