"""A clock as JSON, and what of it the document promises."""

from __future__ import annotations

from islandmgr.model import domain
from islandmgr.web.api.derived import Derived

clock = Derived(domain.Clock)
"""At a real instant `now` the island shows `now + offset` seconds; or `frozen_at`; or, with a rate,
`fake_anchor + (now - real_anchor) * rate`."""
