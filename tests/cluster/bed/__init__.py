"""A real Kubernetes on this machine, for tests: no container registry, three nodes, torn down whole.

`Bed` is what tests use; the `bed` script beside this file is the same for people.
This package must not import the manager: what the tests bring up must not lean on what they test.
"""

from tests.cluster.bed.bed import Bed
from tests.cluster.bed.config import NODES, BedError, Node

__all__ = ["NODES", "Bed", "BedError", "Node"]
