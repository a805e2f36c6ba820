"""As whom a container's programs run: what `securityContext` says of users and groups, as the kubelet reads it."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Raw = Mapping[str, Any]

_WHOLE_MACHINE = ["0", "0", str(2**32 - 1)]  # a map of user numbers that leaves them as they are


class RootNotAllowedError(Exception):
    """`runAsNonRoot`, and nothing says as whom else."""


@dataclass(frozen=True)
class User:
    """Numbers; `groups` are those besides `group`."""

    number: int
    group: int
    groups: tuple[int, ...] = ()

    def become(self) -> None:
        """Of this process, for good. The pipes that are its output are given to the user, or it could not open them
        again as `/dev/stdout`."""
        for fd in (0, 1, 2):
            if stat.S_ISFIFO(os.fstat(fd).st_mode):
                os.fchown(fd, self.number, self.group)
        os.setgroups(self.groups)
        os.setresgid(self.group, self.group, self.group)
        os.setresuid(self.number, self.number, self.number)


def can_change() -> bool:
    """Whether this process may start programs as any user of the machine: as root, and in no user namespace."""
    return os.geteuid() == 0 and Path("/proc/self/uid_map").read_text().split() == _WHOLE_MACHINE


def user_of(pod: Raw, container: Raw, *, can: bool) -> User | None:
    """None: the agent's own. `can`: see `can_change`; where it cannot, what is asked for is named as not honoured.

    Raises RootNotAllowedError.
    """
    context = {**(pod["spec"].get("securityContext") or {}), **_given(container.get("securityContext") or {})}
    number = context.get("runAsUser")
    number = number if number is not None and can else os.geteuid()
    if context.get("runAsNonRoot") and number == 0 and (can or context.get("runAsUser") in (None, 0)):
        raise RootNotAllowedError(
            f"container {container['name']!r} has runAsNonRoot and would run as root; say runAsUser"
        )
    groups = list(context.get("supplementalGroups") or ())
    if context.get("fsGroup") is not None:
        groups.append(context["fsGroup"])
    asked = groups or any(context.get(key) is not None for key in ("runAsUser", "runAsGroup"))
    if not can or not asked:
        return None
    group = context.get("runAsGroup")
    return User(number, 0 if group is None else group, tuple(dict.fromkeys(groups)))


def group_of_files(pod: Raw, *, can: bool) -> int | None:
    """To which group the Pod's own folders belong, where it says so."""
    group: int | None = (pod["spec"].get("securityContext") or {}).get("fsGroup")
    return group if can else None


def _given(context: Raw) -> dict[str, Any]:
    return {key: value for key, value in context.items() if value is not None}
