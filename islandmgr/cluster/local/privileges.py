"""What a container's programs may do as root: what container runtimes leave them, less what this machine's network and
devices would give away."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from typing import Any

from islandmgr.cluster.local import seccomp, syscalls
from islandmgr.cluster.local.users import User

Raw = Mapping[str, Any]

_NUMBERS = {
    "CHOWN": 0,
    "DAC_OVERRIDE": 1,
    "FOWNER": 3,
    "FSETID": 4,
    "KILL": 5,
    "SETGID": 6,
    "SETUID": 7,
    "SETPCAP": 8,
    "NET_BIND_SERVICE": 10,
    "SYS_CHROOT": 18,
    "AUDIT_WRITE": 29,
    "SETFCAP": 31,
}

DEFAULT = frozenset(_NUMBERS)
"""As container runtimes give them, but for two. NET_RAW: islands share the machine's network, and could read all of its
traffic, sign-ins included. MKNOD: the devices of a container are those in its `/dev`."""


def kept(container: Raw) -> frozenset[str]:
    """The capabilities of a container: `DEFAULT` less what it drops. What it adds beyond `DEFAULT` is not given."""
    asked = (container.get("securityContext") or {}).get("capabilities") or {}
    dropped, added = _names(asked.get("drop")), _names(asked.get("add"))
    left = frozenset() if "ALL" in dropped else DEFAULT - dropped
    return left | (DEFAULT if "ALL" in added else DEFAULT & added)


def restrict(capabilities: frozenset[str], user: User | None = None) -> None:
    """Become `user`, and give up for good, as the process that becomes a container's program, all that is not in
    `capabilities`: another user than root has none."""
    mask = sum(1 << _NUMBERS[name] for name in capabilities)
    permitted = syscalls.permitted_capabilities()
    syscalls.no_new_privileges()
    if permitted >> _NUMBERS["SETPCAP"] & 1:  # an ordinary user's process has none, and gains none from here on
        syscalls.limit_capabilities(mask)
    if user is not None:
        user.become()
        syscalls.die_with_parent()  # the kernel forgot it with the change
    syscalls.set_capabilities(mask & syscalls.permitted_capabilities())
    if _FILTER:
        _filter()


def _filter() -> None:
    try:
        syscalls.filter_system_calls(_FILTER)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a kernel that was built without such filters
            raise


_FILTER = seccomp.program(os.uname().machine)


def _names(words: Iterable[Any] | None) -> frozenset[str]:
    return frozenset(str(word).upper().removeprefix("CAP_") for word in words or ())
