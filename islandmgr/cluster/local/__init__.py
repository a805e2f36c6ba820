"""The embedded default: a Pod's containers as real processes of this machine, on three pretend-nodes.

For trying and developing, not a Kubernetes. One small daemon per data folder (`agent`) plays API server, scheduler and
kubelet in a single thread; `client.LocalCluster` talks to it over a Unix socket. So islands go on when a manager dies,
several manager processes share them, and the next manager finds them.

The way in: `client`, `channel`, `frames`; on the other side `agent` and its `options` (the daemon's life), `managers`
(who needs it), `verbs`.
What an API server and a scheduler do: `engine`, `manifest`, `state`, `status`, `nodes`, `selectors`, `scheduler`.
What a kubelet does: `pods`, `containers` on their `site`, `execs`, `environ`, `images`, `volumes`, `hostports`,
`probes`, `logs`, `memory`; `honoured` says what of all this there is.
How a process gets its own view of the machine: `isolation`, `mounts`, `kernel_mounts`, `plain`, `cgroups`, `launch`,
`syscalls`; and what it may do there, as whom: `privileges`, `seccomp`, `users`.

What differs from a Kubernetes, on purpose:
- An image's name stands for folders of this machine, mounted read-only into the machine's own tree, which a container
  sees read-only as well, without what the manager keeps; `/tmp`, `/run` and `/dev` are its own. There is no entry
  point: a container needs a `command`.
- What of a Pod's fields is honoured stands in `honoured`; an event and the history of the island name the rest. Of
  capabilities none is added to the usual ones. Programs never gain privileges. Users and groups are those of the Pod
  where the agent is root and has namespaces, else the agent's own.
- All Pods share the machine's network. A server listens on its node's loopback address (`ISLANDMGR_BIND`) and on the
  very port that is its host port.
- Nothing is restarted (`restartPolicy: Never`) but side containers among the init containers. Only readiness probes are
  run; until the first success they come more often than their period says.
- A claim is a folder and is always there.
- The agent's own end ends all containers: their Pods are then found `Failed`, with a message that says so.
- Without namespaces (see `isolation`) mount paths are replaced in what a program is told, and a program that is its
  container's first process takes SIGTERM like any other.

Must not know the manager: no store, no service, no web.
"""
