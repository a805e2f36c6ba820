"""`islandctl`: the server, the database, and every verb of the HTTP API from a terminal.

The verbs for islands are a client of the HTTP API and import nothing of the server: they must start at once.
"""

from islandmgr.app.islandctl import main

__all__ = ["main"]
