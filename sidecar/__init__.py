"""The agent in an island's side container: holds the clock, watches the server, tells the manager.

Runs as `python3 -m sidecar` for the life of the Pod; `python3 -m sidecar clock` is the manager's way to the clock file.
Standard library only, any Python from 3.8 on, and nothing of the manager's code: the image is a plain python:3 one.
`docs/in-pod.md` describes the files and messages.
"""
