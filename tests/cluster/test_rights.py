"""The manager's account on the cluster: each right that is missing is named, one by one, as an operator grants it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from islandmgr.cluster.kubernetes import KubernetesCluster
from islandmgr.cluster.kubernetes.rights import NEEDED, Right
from islandmgr.model.errors import Forbidden
from tests.cluster.place import Place
from tests.integration.serving import eventually

NAME = "poorer"


@dataclass
class Account:
    """A user with rights that change."""

    place: Place
    cluster: KubernetesCluster = field(init=False)

    def __post_init__(self) -> None:
        self.cluster = KubernetesCluster(namespace=self.place.namespace, kubeconfig=self.place.bed.user(NAME))
        self._bind("Role")
        self._bind("ClusterRole")

    def grant(self, rights: Sequence[Right]) -> None:
        """These and no others."""
        for kind in ("Role", "ClusterRole"):
            rules = [
                {"apiGroups": [""], "resources": [right.resource], "verbs": [right.verb]}
                for right in rights
                if right.namespaced is (kind == "Role")
            ]
            self._apply({"kind": kind, "metadata": self._meta(kind), "rules": rules})

    def said(self) -> str:
        """What `check` says of it now; empty when all is well."""
        self.cluster._checked = ("", float("-inf"))
        try:
            self.cluster.check()
        except Forbidden as error:
            return error.message
        return ""

    def remove(self) -> None:
        self.cluster.close()
        self.place.kubectl("delete", "role,rolebinding", NAME)
        self.place.kubectl("delete", "clusterrole,clusterrolebinding", f"{NAME}-{self.place.namespace}")

    def _meta(self, kind: str) -> dict[str, str]:
        if kind.startswith("Role"):
            return {"name": NAME, "namespace": self.place.namespace}
        return {"name": f"{NAME}-{self.place.namespace}"}

    def _bind(self, kind: str) -> None:
        role = {"apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": self._meta(kind)["name"]}
        who = [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": NAME}]
        self._apply({"kind": f"{kind}Binding", "metadata": self._meta(kind), "roleRef": role, "subjects": who})

    def _apply(self, manifest: dict[str, object]) -> None:
        self.place.apply({"apiVersion": "rbac.authorization.k8s.io/v1", **manifest})


@pytest.fixture(scope="module")
def account(place: Place) -> Iterator[Account]:
    account = Account(place)
    yield account
    account.remove()


def test_the_least_rights_are_enough(account: Account) -> None:
    account.grant(NEEDED)
    eventually(lambda: account.said() == "")


@pytest.mark.parametrize("missing", NEEDED, ids=lambda right: f"{right.verb}-{right.resource.replace('/', '-')}")
def test_one_that_is_missing_is_named(account: Account, missing: Right) -> None:
    """Alone, so that the operator grants it and no other."""
    account.grant([right for right in NEEDED if right != missing])
    where = f"in namespace {account.place.namespace}" if missing.namespaced else "in the whole cluster"
    expected = (
        f"The manager's account may not: {missing.verb} {missing.resource} {where}; grant it in a Role or ClusterRole"
    )
    # The authorizer hears of a changed role a moment later.
    eventually(lambda: account.said() == expected)
