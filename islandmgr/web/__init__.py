"""HTTP: the API for programs, the pages for people. Thin: parse, one call of a verb, render. No SQL, no cluster."""

from islandmgr.app.create_app import create_app

__all__ = ["create_app"]
