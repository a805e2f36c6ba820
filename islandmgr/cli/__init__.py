"""The frame of `islandctl`: its client of the HTTP API, its output, its exit codes. Imports nothing of the server."""
