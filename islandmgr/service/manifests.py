"""The Pod of an island, as it is created now."""

from __future__ import annotations

from typing import Any

import faketime
import pod_specs
from islandmgr.model import Island
from islandmgr.service.parts import Parts, token_of


def manifest_of(parts: Parts, island: Island) -> dict[str, Any]:
    """Render the present incarnation's Pod.

    Raises:
        NotFound, Invalid: the blueprint is gone, broken, or no longer fits the island's ports.
    """
    blueprint = parts.blueprints.get(island.blueprint)
    pool = next((pool for pool in parts.settings.pools if pool.name == island.pool), None)
    inputs = pod_specs.RenderInput(
        island=island,
        clock_line=faketime.line(island.clock, parts.now()),
        token=token_of(parts.secret, island.id, island.incarnation),
        manager_url=parts.settings.url,
        side_image=parts.settings.side_image,
        node_labels=pool.labels if pool else {},
    )
    return pod_specs.render(blueprint, inputs)
