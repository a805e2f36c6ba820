"""What runs in an island's Pod before and around the game server: POSIX `sh`, no Python.

`prepare.sh` is the init container, `start.sh` the server container's command, `measure.sh` what the manager runs there
to see which time the server believes. They work with dash, bash and busybox ash, and need little of the server's image;
`docs/in-pod.md` says what, and describes the whole. `README.md` has the message that `start.sh` sends to the manager.
Nothing here knows the manager's code.
"""
