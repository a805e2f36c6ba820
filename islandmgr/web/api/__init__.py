"""The HTTP API v1, for programs. See `docs/api.md`; the running server has the same at `/api/v1/docs`."""

from islandmgr.app.api import register

__all__ = ["register"]
