"""The JSON schema of a blueprint file, for editors that complete and check while one types."""

from __future__ import annotations

from typing import Any

from pod_specs.blueprint import Blueprint


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12. A file that it accepts can still be refused: what keys mean together only loading checks."""
    made = Blueprint.model_json_schema()
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["title"] = "islandmgr blueprint"
    return made
