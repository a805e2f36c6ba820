"""Values go in as data, once; Kubernetes' own `$(NAME)` cannot be smuggled in by a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pod_specs.placeholders import BadPlaceholder, Value, escape, fill, parse, refs, scalar, words

VALUES: dict[str, Value] = {"island.id": 269, "island.owner": "qa01", "args.fast": True, "args.gone": None}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain", "plain"),
        ("", ""),
        ("{{ island.id }}", 269),
        ("{{island.id}}", 269),
        ("{{ args.fast }}", True),
        ("{{ island.id + 1000 }}", 1269),
        ("{{ island.id - 9 }}", 260),
        ("id={{ island.id }}", "id=269"),
        ("{{ island.owner }}/{{ island.id }}", "qa01/269"),
        ("-D{{ args.fast }}", "-Dtrue"),
        ("{{ '{{' }} island.id }}", "{{ island.id }}"),
        ("a } b }} c { d", "a } b }} c { d"),
        ("${HOME} $(NAME) $$", "${HOME} $(NAME) $$"),
    ],
)
def test_a_scalar_is_filled_in(text: str, value: Value) -> None:
    assert scalar(text, VALUES) == value
    assert type(scalar(text, VALUES)) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "{{ island.id",
        "{{ }}",
        "{{ island .id }}",
        "{{ island.id | upper }}",
        "{{ island.id+1 }}",
        "{{ island.id + x }}",
        "{{ Island.Id }}",
        "{{ {{ island.id }} }}",
        "{{ island.id\n.x }}",
        "{{ 1000 + island.id }}",
    ],
)
def test_anything_outside_the_grammar_is_refused(text: str) -> None:
    with pytest.raises(BadPlaceholder, match=r"\{\{"):
        parse(text)


def test_the_message_quotes_the_placeholder_and_shows_the_form() -> None:
    with pytest.raises(BadPlaceholder, match=r"\{\{ island\.id\+1 \}\} is no placeholder; write .*island\.id \+ 1000"):
        parse("a {{ island.id+1 }} b")


def test_names_are_found_in_order() -> None:
    assert [(ref.name, ref.plus) for ref in refs("{{ b }}-{{ a.x-1 + 2 }}")] == [("b", None), ("a.x-1", 2)]


def test_a_tree_keeps_its_keys_and_shapes() -> None:
    tree = {"a": ["{{ island.id }}", 1, None, True], "{{ island.id }}": {"b": 2.5}}
    assert fill(tree, VALUES) == {"a": [269, 1, None, True], "{{ island.id }}": {"b": 2.5}}


def test_below_command_args_and_env_everything_is_text() -> None:
    tree = {
        "command": ["{{ island.id }}"],
        "env": [{"name": "A", "value": "{{ args.fast }}"}],
        "port": "{{ island.id }}",
    }
    assert fill(tree, VALUES) == {"command": ["269"], "env": [{"name": "A", "value": "true"}], "port": 269}


def test_hooks_are_not_expanded_by_kubernetes_and_so_not_escaped() -> None:
    tree = {"lifecycle": {"preStop": {"exec": {"command": ["{{ x }}"]}}}, "command": ["{{ x }}"]}
    filled = fill(tree, {"x": "$1"})
    assert filled["lifecycle"]["preStop"]["exec"]["command"] == ["$1"]
    assert filled["command"] == ["$$1"]


def test_a_word_with_a_missing_argument_is_nothing() -> None:
    assert words("--gone={{ args.gone }}", VALUES) is None
    assert words("--fast={{ args.fast }}", VALUES) == "--fast=true"


@given(st.text())
def test_values_are_never_looked_at_again(value: str) -> None:
    assert scalar("{{ x }}", {"x": value}) == value
    assert scalar("<{{ x }}|{{ x }}>", {"x": value}) == f"<{value}|{value}>"


def kubernetes_expands(text: str, variables: dict[str, str]) -> str:
    """`Expand` of k8s.io/kubernetes/third_party/forked/golang/expansion, in Python."""
    out, at = "", 0
    while at < len(text):
        if text[at] != "$" or at + 1 == len(text):
            out, at = out + text[at], at + 1
        elif text[at + 1] == "$":
            out, at = out + "$", at + 2
        elif text[at + 1] == "(" and ")" in text[at:]:
            end = text.index(")", at)
            name = text[at + 2 : end]
            out, at = out + variables.get(name, f"$({name})"), end + 1
        else:
            out, at = out + text[at : at + 2], at + 2
    return out


DOLLARS = st.text(st.sampled_from("$(){} ATOKEN"), max_size=12)


@given(DOLLARS)
def test_an_escaped_text_comes_out_of_kubernetes_as_it_was(value: str) -> None:
    assert kubernetes_expands(escape(value), {"TOKEN": "secret", "A": "x"}) == value


@given(
    before=st.sampled_from(["", "$", "$$", "a$", "$$$", "(", "x"]), value=DOLLARS, after=st.sampled_from(["", ")", "b"])
)
def test_a_value_cannot_name_a_variable_of_the_pod(before: str, value: str, after: str) -> None:
    variables = {"TOKEN": "secret", "A": "secret", "": "secret"}
    seen = kubernetes_expands(words(before + "{{ x }}" + after, {"x": value}) or "", variables)
    assert seen.endswith(value + after)
    assert "secret" not in seen


def test_a_blueprint_may_name_variables_of_the_pod() -> None:
    filled = words("$(HOME)/{{ x }}", {"x": "$(HOME)"})
    assert kubernetes_expands(filled or "", {"HOME": "/root"}) == "/root/$(HOME)"
