"""Commands as on clusters before 1.30, whose channel cannot say that the input ends; newer servers still speak it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from islandmgr.cluster import base
from islandmgr.cluster.kubernetes import KubernetesCluster
from islandmgr.cluster.kubernetes.execs import V4, Run
from islandmgr.model.errors import Unavailable
from tests.cluster.place import Place
from tests.cluster.test_ways_in import cluster, pod
from tests.integration.serving import eventually


@pytest.fixture(scope="module")
def there(place: Place) -> Iterator[KubernetesCluster]:
    with cluster(place.namespace, place.kubeconfig) as there:
        there.create_pod(pod("older"))
        eventually(lambda: (found := there.get_pod("older")) and found.ready)
        yield there
        there.delete_pod("older")


def run(there: KubernetesCluster, argv: Sequence[str], stdin: bytes = b"", timeout: float = 20) -> base.ExecResult:
    return Run(there._api.connection, f"{there._pods}/older/exec", "server", argv, stdin, timeout, (V4,)).result()


def test_output_and_code(there: KubernetesCluster) -> None:
    found = run(there, ["sh", "-c", "echo out; echo err >&2; exit 3"])
    assert (found.code, found.stdout, found.stderr) == (3, b"out\n", b"err\n")


@pytest.mark.parametrize("size", [1, 200_000])
def test_input_ends_where_it_ends(there: KubernetesCluster, size: int) -> None:
    found = run(there, ["sh", "-c", 'cat; echo " end"'], b"x" * size)
    assert (found.code, found.stdout) == (0, b"x" * size + b" end\n")


def test_words_with_blanks_and_quotes_stay_words(there: KubernetesCluster) -> None:
    assert run(there, ["sh", "-c", 'cat; printf "<%s>" "$@"', "sh", "a b", "c'd"], b"-").stdout == b"-<a b><c'd>"


def test_one_that_does_not_end(there: KubernetesCluster) -> None:
    with pytest.raises(Unavailable, match="did not end within 1 s"):
        run(there, ["sleep", "60"], timeout=1)
