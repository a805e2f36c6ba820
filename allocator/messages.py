"""What is said about ports: when there are none, and what is wrong with their records."""

from __future__ import annotations

from islandmgr.model.messages import declare

NO_BLOCK = declare(
    "ports.no_block",
    "No block of %(size)s is free in port pool %(pool)s: of %(blocks)s blocks %(held)s held and "
    "%(resting)s in quarantine%(next)s%(scattered)s%(holders)s.",
)
ONE_PORT = declare("ports.one_port", "1 port")
N_PORTS = declare("ports.n_ports", "%(n)s ports")
POOL = declare("ports.pool", '"%(name)s" (%(first)s-%(last)s)')
POOL_WITH_SELECTOR = declare("ports.pool_with_selector", '"%(name)s" (%(first)s-%(last)s, %(selector)s)')
ONE_IS = declare("ports.one_is", "1 is")
N_ARE = declare("ports.n_are", "%(n)s are")
NEXT_REST = declare("ports.next_rest", ", the next for %(seconds)s s")
SCATTERED_FREE = declare("ports.scattered_free", "; free ports: %(free)s, but nowhere %(n)s in a row")
MOST_HELD = declare("ports.most_held", "; most are held by %(holders)s")
HOLDER = declare("ports.holder", "%(owner)s (%(n)s)")

NO_POOL = declare("ports.no_pool", 'There is no port pool "%(pool)s".')
NO_POOL_FITS = declare("ports.no_pool_fits", "No port pool is for this island's nodes.")
NOT_IN_POOL = declare("ports.not_in_pool", 'Port %(port)s is not in pool "%(pool)s". Accepted: %(first)s to %(last)s.')
EXCLUDED_BY_SETTINGS = declare(
    "ports.excluded_by_settings", 'The settings exclude port %(port)s from pool "%(pool)s": change it there.'
)

LEAKED = declare("ports.leaked", "Island %(id)s is stopped and still holds ports.")
SCATTERED = declare("ports.scattered", "Island %(id)s holds ports that are not one block: %(ports)s.")
FREE_TWICE = declare("ports.free_twice", 'Ports %(ports)s of pool "%(pool)s" are free twice.')
HELD_AND_FREE = declare("ports.held_and_free", 'Ports %(ports)s of pool "%(pool)s" are held and free.')
EXCLUDED_AND_FREE = declare("ports.excluded_and_free", 'Ports %(ports)s of pool "%(pool)s" are excluded and free.')
LOST = declare("ports.lost", 'Ports %(ports)s of pool "%(pool)s" are lost.')
WITHOUT_ROW = declare("ports.without_row", 'Ports %(ports)s of pool "%(pool)s" have no row.')
OF_NO_POOL = declare("ports.of_no_pool", 'Ports %(ports)s of pool "%(pool)s" are not of the pool.')
