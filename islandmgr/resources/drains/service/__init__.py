"""Emptying nodes by label: plan, warn, carry out, break off, resume. What fits where is decided in `rules`.

A drain is rows: which islands, and how far each has come. Whoever leads goes on with it, so a manager that dies in the
middle loses nothing.
"""

from islandmgr.resources.drains.service.plan import StartDrain
from islandmgr.resources.drains.service.rows import DrainNews, DrainView
from islandmgr.resources.drains.service.verbs import Drains
from islandmgr.resources.drains.service.worker import DrainWorker

__all__ = ["DrainNews", "DrainView", "DrainWorker", "Drains", "StartDrain"]
