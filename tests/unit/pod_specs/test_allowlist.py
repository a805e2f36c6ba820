"""What blueprints may use: the check, the render and the words that allow more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from islandmgr.config.setting_forms import POD_WORDS
from islandmgr.config.settings import Settings
from islandmgr.model.errors import Invalid
from islandmgr.resources.islands.cli.blueprint import blueprint as command
from pod_specs import Blueprint, admission, allowlist, check, load, render
from pod_specs.judging import Installation
from pod_specs.loading import load_text
from pod_specs.render import manifest_of
from tests.unit.pod_specs.forbidden import CASES, HARMLESS, MISSING, Case
from tests.unit.pod_specs.islands import MINIMAL, given_for

NAMES = [case.name for case in CASES]


def text_of(pod: Mapping[str, Any]) -> str:
    return MINIMAL + "pod: " + json.dumps(pod) + "\n"


def problems(text: str, allowed: tuple[str, ...] = ()) -> list[str]:
    return [f"{one.line}: {one.reason}" for one in load_text(text, Path("tiny.yaml"), Installation(allowed)).problems]


def unchecked(pod: Mapping[str, Any], word: str) -> Blueprint:
    """A blueprint that was good when it was loaded: its allowlist was longer, or an argument makes the difference."""
    found = load_text(text_of(pod), Path("tiny.yaml"), Installation((word,))).blueprint
    assert found is not None
    return found


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_check_refuses_it_with_its_line_and_says_what_allows_it(case: Case) -> None:
    (problem,) = problems(text_of(case.pod))
    assert problem.startswith(f"13: in the Pod, {case.place}: ")
    assert problem.endswith(f"The operator may allow it: ISLANDMGR_POD_ALLOWLIST with `{case.word}`")
    assert problems(text_of(case.pod), (case.word,)) == []


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_render_refuses_it_whatever_the_check_said(case: Case) -> None:
    blueprint = unchecked(case.pod, case.word)
    given = given_for(blueprint)
    with pytest.raises(Invalid) as refused:
        render(blueprint, given)
    assert case.place in refused.value.message
    assert f"`{case.word}`" in refused.value.message


@pytest.mark.parametrize(("pod", "place"), [case[1:] for case in MISSING], ids=[case[0] for case in MISSING])
def test_what_must_be_said(pod: Mapping[str, Any], place: str) -> None:
    (problem,) = problems(text_of(pod), tuple(word for word in POD_WORDS if "=" not in word))
    assert f"{place}: must be there" in problem


@pytest.mark.parametrize("pod", HARMLESS.values(), ids=HARMLESS)
def test_the_usual_is_taken(pod: Mapping[str, Any]) -> None:
    assert problems(text_of(pod)) == []


def test_every_rule_is_tried_and_its_word_is_a_setting() -> None:
    for rule in allowlist.RULES:
        broken = [
            case
            for case in CASES
            if list(
                allowlist._broken(rule, manifest_of(one := unchecked(case.pod, case.word), given_for(one)), frozenset())
            )
        ]
        assert broken, rule
    assert {rule.word for rule in allowlist.RULES} | {"hostPort="} == set(POD_WORDS)


def test_all_faults_come_in_one_answer_each_with_its_line() -> None:
    text = MINIMAL + (
        "pod:\n"
        "  hostNetwork: true\n"
        "  hostPID: true\n"
        "  replicas: 2\n"
        "  volumes:\n"
        "    - name: docker\n"
        "      hostPath: {path: /var/run/docker.sock}\n"
        "  containers:\n"
        "    - name: tiny\n"
        "      securityContext:\n"
        "        privileged: true\n"
        "        capabilities:\n"
        "          add:\n"
        "            - CHOWN\n"
        "            - SYS_TIME\n"
    )
    found = [problem.split(": in the Pod, ")[0] for problem in problems(text)]
    assert sorted(found) == ["14", "15", "16", "19", "23", "27"]


def test_the_code_s_own_folder_on_the_nodes_is_the_operator_s_word_too() -> None:
    text = MINIMAL + "code: {host_path: /etc, mount: /g, folder: /g/a}\n"
    (problem,) = problems(text)
    assert problem.startswith("13: in the Pod, spec.volumes.code.hostPath.path: '/etc' may not be used")
    assert problems(text, ("hostPath=/etc",)) == []
    assert problems(text, ("hostPath=/",)), "a folder below is another: what leads there may be a link"


def test_host_ports_are_those_of_the_island() -> None:
    (problem,) = problems(
        text_of({"containers": [{"name": "tiny", "ports": [{"name": "ssh", "containerPort": 22, "hostPort": 22}]}]})
    )
    assert "ports.ssh.hostPort: 22 is not one of the island's own ports, 30000" in problem


def test_zero_and_text_are_not_false() -> None:
    values: tuple[object, ...] = (0, "false", 1, "true", [], {})
    for value in values:
        assert problems(text_of({"hostNetwork": value})), value


def test_a_tester_cannot_choose_it_by_an_argument() -> None:
    text = MINIMAL + (
        "args: {path: {type: str, default: /srv/game}}\n"
        "pod: {volumes: [{name: x, hostPath: {path: '{{ args.path }}'}}]}\n"
    )
    blueprint = load_text(text, Path("tiny.yaml"), Installation(("hostPath=/srv/game",))).blueprint
    assert blueprint is not None
    given = given_for(blueprint, args={"path": "/srv/game"})
    render(blueprint, replace(given, allowed=("hostPath=/srv/game",)))
    other = given_for(blueprint, args={"path": "/etc"})
    with pytest.raises(Invalid, match="'/etc' may not be used"):
        render(blueprint, replace(other, allowed=("hostPath=/srv/game",)))


def test_the_library_goes_by_the_setting(tmp_path: Path) -> None:
    (tmp_path / "tiny.yaml").write_text(text_of({"hostNetwork": True}))
    assert "`hostNetwork`" in load([tmp_path]).broken[0].reason
    assert not load([tmp_path], ["hostNetwork"]).broken
    assert not check(tmp_path / "tiny.yaml", ["hostNetwork"])


def test_the_command_line_goes_by_the_same_variable(tmp_path: Path) -> None:
    file = tmp_path / "tiny.yaml"
    file.write_text(text_of({"hostNetwork": True}))
    run = CliRunner().invoke
    assert run(command, ["check", str(file)]).exit_code == 2
    assert run(command, ["check", "--allow", "hostNetwork privileged", str(file)]).exit_code == 0
    assert run(command, ["render", str(file)], env={"ISLANDMGR_POD_ALLOWLIST": "hostNetwork"}).exit_code == 0
    wrong = run(command, ["check", "--allow", "everything", str(file)])
    assert (wrong.exit_code, "'everything'" in wrong.output) == (2, True)


@pytest.mark.parametrize("word", ["everything", "hostnetwork", "hostPath", "hostPath=", "privileged=yes", "="])
def test_a_word_that_allows_nothing_is_quoted(word: str) -> None:
    with pytest.raises(Invalid) as refused:
        Settings.from_env({"ISLANDMGR_POD_ALLOWLIST": f"hostPID {word}"})
    assert repr(word) in refused.value.message


def test_the_policies_in_deploy_are_those_of_the_allowlist() -> None:
    file = Path(__file__).parents[3] / "deploy" / "base" / "policies.yaml"
    assert file.read_text("utf-8") == admission.as_text(), "run scripts/admission-policies"
