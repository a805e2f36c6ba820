"""Host ports: pools of them, and the blocks of consecutive ones that islands hold.

Works on the caller's connection, in the caller's transaction; never begins or commits one. A port of a pool is always
exactly one of held, free (perhaps resting) or excluded: `faults` tells when it is not.
"""

from allocator.blocks import Block, allocate, block_of, exchange, held, release, unusable
from allocator.layout import exclude, exclude_each, excluded, include, rebuild, sync_pools
from allocator.pools import Pool
from allocator.port_records import faults, imbalances
from allocator.usage import Holder, PoolUsage, usage

__all__ = [
    "Block",
    "Holder",
    "Pool",
    "PoolUsage",
    "allocate",
    "block_of",
    "exchange",
    "exclude",
    "exclude_each",
    "excluded",
    "faults",
    "held",
    "imbalances",
    "include",
    "rebuild",
    "release",
    "sync_pools",
    "unusable",
    "usage",
]
