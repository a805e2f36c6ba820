"""Emptying nodes by label: plan, warn, carry out, break off, resume. What fits where is decided in `draining`.

A drain is rows: which islands, and how far each has come. Whoever leads goes on with it, so a manager that dies in the
middle loses nothing.
"""

from islandmgr.service.drains.asking import Drains, StartDrain
from islandmgr.service.drains.carrying import Carrier
from islandmgr.service.drains.rows import DrainNews, DrainView

__all__ = ["Carrier", "DrainNews", "DrainView", "Drains", "StartDrain"]
