"""The allowlist as Kubernetes enforces it: ValidatingAdmissionPolicies that hold the manager's account to it.

`deploy/base/policies.yaml` is what `documents` gives; `scripts/admission-policies` writes it, and a test compares. The
operator's words are put into the variable `words` by kustomize, out of the ConfigMap that the manager's settings come
from. No `paramKind` refers to it: an API server goes on with ConfigMaps as they were once all policies that refer to
any were taken away, until it is restarted (seen with 1.34).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from islandmgr.config.setting_forms import NODE_LABELS
from islandmgr.model.labels import RESERVED
from pod_specs.allowlist import CONTAINERS, RULES, SETTING, Fields, Rule, Values
from pod_specs.preview import as_yaml

HEADER = """\
# What the manager's account may make of a Pod, and change of a node: the API server holds it to that, whatever becomes
# of the manager. Written by scripts/admission-policies; kustomize puts in the words that allow more (allowlist.yaml).
# Kubernetes 1.30 and newer. 1.28 and 1.29 want v1beta1, and the feature switched on (docs/kubernetes.md).
"""

Document = dict[str, Any]

ACCOUNT = "system:serviceaccount:islandmgr:islandmgr"
ISLANDS = "islands"
NODE_SETTING = "ISLANDMGR_NODE_LABELS"


def documents() -> list[Document]:
    """Each policy with its binding."""
    islands = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": ISLANDS}}}
    return [
        _policy("islandmgr-pods", ["CREATE", "UPDATE"], ["pods", "pods/ephemeralcontainers"], _pod_spec()),
        _binding("islandmgr-pods", {"matchResources": islands}),
        _policy("islandmgr-nodes", ["UPDATE"], ["nodes", "nodes/status"], _node_spec()),
        _binding("islandmgr-nodes", {}),
    ]


def as_text() -> str:
    """The file `deploy/base/policies.yaml`."""
    return HEADER + "---\n".join(as_yaml(document) for document in documents())


def _policy(name: str, operations: list[str], resources: list[str], spec: Document) -> Document:
    rule = {"apiGroups": [""], "apiVersions": ["v1"], "operations": operations, "resources": resources}
    return {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingAdmissionPolicy",
        "metadata": {"name": name},
        "spec": {
            "failurePolicy": "Fail",
            "matchConstraints": {"resourceRules": [rule]},
            "matchConditions": [{"name": "the-manager", "expression": f"request.userInfo.username == '{ACCOUNT}'"}],
            **spec,
        },
    }


def _binding(name: str, more: Document) -> Document:
    return {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingAdmissionPolicyBinding",
        "metadata": {"name": name},
        "spec": {"policyName": name, "validationActions": ["Deny"], **more},
    }


def _words(words: Sequence[str]) -> Document:
    return {"name": "words", "expression": f"'{' '.join(words)}'.split(' ')"}


def _pod_spec() -> Document:
    both = "spec.?containers.orValue([]) + dyn(object).spec.?initContainers.orValue([])"
    return {
        # `dyn`: the keys of a mapping can then be gone through, also those that this Kubernetes does not know.
        "variables": [_words(()), {"name": CONTAINERS, "expression": f"dyn(object).{both}"}],
        "validations": [{"expression": expression(rule), "message": _message(rule)} for rule in RULES],
    }


def expression(rule: Rule) -> str:
    """The rule in CEL."""
    first, *rest = rule.path.split(".")
    start = f"variables.{CONTAINERS}" if first == CONTAINERS else f"dyn(object).{first}"
    return _expression(rule, start, rest, 0)


def _expression(rule: Rule, start: str, steps: Sequence[str], depth: int) -> str:
    """`start` is an expression that has a value."""
    if "*" not in steps:
        return _judgement(rule, start, steps)
    to_list = steps.index("*")
    item = f"i{depth}"
    entries = start + "".join(f".?{step}" for step in steps[:to_list]) + (".orValue([])" if to_list else "")
    return f"{entries}.all({item}, {_expression(rule, item, steps[to_list + 1 :], depth + 1)})"


def _judgement(rule: Rule, start: str, steps: Sequence[str]) -> str:
    optional = start + "".join(f".?{step}" for step in steps)
    if isinstance(rule, Fields):
        mapping = f"{optional}.orValue({{}})" if steps else start
        return f"{mapping}.all(key, {_accepted(rule, 'key')})"
    if not steps:
        return _accepted(rule, start)
    there = f"{optional}.hasValue()"
    judged = _accepted(rule, f"{optional}.value()")
    return f"{there} && ({judged})" if rule.required else f"!{there} || {judged}"


def _accepted(rule: Rule, value: str) -> str:
    """The word is looked for last: a value that is no text has none."""
    listed = ", ".join(str(one).lower() if isinstance(one, bool) else f"'{one}'" for one in rule.accepted)
    known = f"{value} in [{listed}] || " if listed else ""
    word = f"('{rule.word}' + string({value}))" if rule.word.endswith("=") else f"'{rule.word}'"
    return f"{known}{word} in variables.words"


def _message(rule: Rule) -> str:
    more = f"{rule.word}..." if rule.word.endswith("=") else rule.word
    kind = "has a field" if isinstance(rule, Fields) else "has a value"
    must = ", or none at all," if isinstance(rule, Values) and rule.required else ""
    return f"{rule.path} {kind}{must} that is not on the allowlist ({SETTING}: {more})"


def _node_spec() -> Document:
    own = "|".join(domain.replace(".", r"\\.") for domain in RESERVED)
    before, after = "variables.before", "variables.after"
    allowed = "variables.words.exists(w, w.endsWith('*') ? key.startsWith(w.substring(0, w.size() - 1)) : key == w)"
    ours = f"({allowed} && !key.matches('^([^/]*\\\\.)?({own})/'))"
    labels_before, labels_after = (f"{side}.metadata.?labels.orValue({{}})" for side in (before, after))
    return {
        "variables": [
            _words(NODE_LABELS),
            {"name": "before", "expression": "dyn(oldObject)"},
            {"name": "after", "expression": "dyn(object)"},
        ],
        "validations": [
            {
                "expression": " && ".join(_same(f"{before}.spec", f"{after}.spec", "key == 'unschedulable'")),
                "message": "of a node's spec the manager may change unschedulable only",
            },
            {
                "expression": " && ".join(_same(labels_before, labels_after, ours)),
                "message": f"a label that is not among those the manager may change ({NODE_SETTING})",
            },
            {
                "expression": " && ".join(
                    f"{before}.metadata.?{part}.orValue({empty}) == {after}.metadata.?{part}.orValue({empty})"
                    for part, empty in (("annotations", "{}"), ("finalizers", "[]"), ("ownerReferences", "[]"))
                )
                + f" && {before}.?status.orValue({{}}) == {after}.?status.orValue({{}})",
                "message": "of a node the manager may change labels and unschedulable only",
            },
        ],
    }


def _same(before: str, after: str, unless: str) -> list[str]:
    """Two mappings that differ in no key but those for which `unless` holds."""
    return [
        f"{one}.all(key, {unless} || (key in {other} && {one}[key] == {other}[key]))"
        for one, other in ((before, after), (after, before))
    ]
