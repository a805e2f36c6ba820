"""What a pool is, and which pools can live together. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from islandmgr.model.errors import Invalid

LARGEST_BLOCK = 16
"""Consecutive ports that one island can hold at most."""


@dataclass(frozen=True)
class Pool:
    """Host ports `first` to `last`, both included, on the nodes that `selector` names (empty: on all).

    `selector` is a Kubernetes label selector of equalities: `rack=a,branch=dev`. `excluded` are ranges within the pool,
    both ends included, that are never given out. A port number is one port, whatever the protocol.
    """

    name: str
    first: int
    last: int
    selector: str = ""
    excluded: tuple[tuple[int, int], ...] = ()

    @property
    def usable(self) -> set[int]:
        """Its ports without those that are excluded."""
        excluded = (port for first, last in self.excluded for port in range(first, last + 1))
        return set(range(self.first, self.last + 1)).difference(excluded)

    def gives(self, block: range) -> bool:
        """Whether all these ports are usable. `block` has at least one."""
        first, last = block[0], block[-1]
        clear = all(last < low or high < first for low, high in self.excluded)
        return clear and self.first <= first and last <= self.last

    def overlaps(self, other: Pool) -> bool:
        return self.first <= other.last and other.first <= self.last

    def shares_nodes(self, other: Pool) -> bool:
        """Whether a node could match both selectors: they do not ask for different values of the same label."""
        left, right = _equalities(self.selector), _equalities(other.selector)
        return all(right.get(label, value) == value for label, value in left.items())


def check_pools(pools: Sequence[Pool]) -> None:
    """Raises `Invalid` for a pool that makes no sense, or two that could give the same port of a node twice."""
    for pool in pools:
        _check_pool(pool)
    for one, other in combinations(pools, 2):
        if one.name == other.name:
            raise Invalid(f'There are two port pools named "{one.name}": names must differ.')
        if one.overlaps(other) and one.shares_nodes(other):
            raise Invalid(
                f'The port pools "{one.name}" ({one.first}-{one.last}) and "{other.name}" ({other.first}-{other.last}) '
                f'share ports, and a node could be in both: their selectors "{one.selector}" and "{other.selector}" '
                "must ask for different values of one label, or the ranges must not overlap."
            )


def _check_pool(pool: Pool) -> None:
    if not 1 <= pool.first <= pool.last <= 65535:
        raise Invalid(
            f'The port pool "{pool.name}" goes from {pool.first} to {pool.last}. '
            "Accepted: from a first port to a last one that is not smaller, both within 1 to 65535."
        )
    for first, last in pool.excluded:
        if not pool.first <= first <= last <= pool.last:
            raise Invalid(
                f'The port pool "{pool.name}" excludes {first}-{last}. '
                f"Accepted: ranges within {pool.first}-{pool.last}, the smaller number first."
            )


def _equalities(selector: str) -> dict[str, str]:
    # What is no plain equality proves nothing, and is left out.
    terms = (term.replace("==", "=").partition("=") for term in selector.split(",") if "!" not in term)
    return {label.strip(): value.strip() for label, sign, value in terms if sign}
