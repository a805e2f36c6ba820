"""Who asks, and whether they may: before every request, by one table.

who          the person behind this request, and from where
permissions  which act each endpoint is; what stands there not is forbidden
targets      which islands and owners a request is about
gate         the check itself, and the audit of what came of it
cookie       the session in the browser
"""

from islandmgr.web.access.gate import install
from islandmgr.web.access.who import client, grant, identity, source

__all__ = ["client", "grant", "identity", "install", "source"]
