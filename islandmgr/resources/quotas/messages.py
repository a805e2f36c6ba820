"""What is said about quotas: in the audit, and when one does not let an island in."""

from __future__ import annotations

from islandmgr.model.messages import declare

SET = declare("quota.set", "%(islands)s, %(memory)s")
N_ISLANDS = declare("quota.n_islands", "%(n)s islands")
ANY_ISLANDS = declare("quota.any_islands", "any number of islands")
MEMORY = declare("quota.memory", "%(size)s memory")
ANY_MEMORY = declare("quota.any_memory", "any memory")
REMOVED = declare("quota.removed", "Quota removed")

NAMELESS = declare("quota.nameless", "A quota needs a name: a person's, a team's or a branch's, or * for everybody")
NOT_SET = declare("quota.not_set", "No quota is set for %(kind)s '%(name)s'")
