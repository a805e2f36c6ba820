"""How settings of several parts are written in one line of text, and what they become."""

from __future__ import annotations

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from islandmgr.model import amounts, labels

ROLES = ("viewer", "tester", "programmer", "operator", "admin")
POOL_FORM = (
    "name=first-last[@selector][!excluded], for example: default=30000-32766!30100,30200-30210 big=40000-44999@rack=b"
)
_POOL = re.compile(
    r"(?P<name>[a-z0-9-]{1,63})=(?P<first>\d+)-(?P<last>\d+)(@(?P<selector>[^!\s]+))?(!(?P<excluded>[\d,-]+))?"
)

_ORIGIN = re.compile(r"https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?")
QUOTA_FORM = "person=10/8Gi team=40/- branch=-/64Gi, where - is no limit"
IMAGE_FORM = "registry.example/altra=/opt/jdk:/usr/lib/jvm/java-17,/home/altra:/srv/altra"
SSH_HOST_FORM = "build1=deploy@10.0.0.5:22 key=/path known_hosts=/path [key_password_file=/path], next=..."
_SSH_HOST = re.compile(
    r"(?P<name>[^\s=]+)=(?P<user>[^\s@]+)@(\[(?P<ipv6>[^\s\]]+)\]|(?P<address>[^\s@:\[\]]+))(:(?P<port>\d+))?"
)

POD_WORDS = (
    *("appArmor=", "capability=", "field=", "hostIP=", "hostIPC", "hostNetwork", "hostPath=", "hostPID", "hostPort="),
    *("mountPropagation=", "priorityClass=", "privileged", "probeHost=", "procMount=", "runtimeClass=", "scheduler="),
    *("seccomp=", "secret=", "serviceAccount=", "serviceAccountToken", "sysctl=", "volume="),
)
"""What an operator may allow blueprints, see `pod_specs.allowlist`; behind a `=` comes a value."""
NODE_LABELS = ("branch", "islandmgr.io/*")
LABEL_FORM = "branch islandmgr.io/*, where a * stands for any ending"

_UNITS = {"": 1, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}
_QUOTA = re.compile(
    r"(?P<kind>person|team|branch)=(-|(?P<islands>\d{1,9}))/(-|(?P<number>\d{1,9})(?P<unit>Ki|Mi|Gi|Ti)?)"
)


class PoolSetting(BaseModel):
    """A range of host ports that the allocator owns. Several pools let a big cluster hold more islands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    first: int = Field(ge=1024, le=65535)
    last: int = Field(ge=1024, le=65535)
    selector: str = ""  # nodes that the pool is for: a Kubernetes label selector; empty for all
    excluded: tuple[tuple[int, int], ...] = ()  # ranges, both ends included, that others use

    @field_validator("selector")
    @classmethod
    def _are_labels(cls, value: str) -> str:
        for word in value.split(",") if value else ():
            key, _, label = word.partition("=")
            if not (labels.is_key(key) and label and labels.is_value(label)):
                raise ValueError(f"{word!r} is no label=value of nodes; write for example rack=b or rack=b,zone=1")
        return value

    @property
    def labels(self) -> dict[str, str]:
        """Those that a node of this pool carries."""
        return dict(word.split("=", 1) for word in self.selector.split(",") if word)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first > self.last:
            raise ValueError(f"pool {self.name!r} starts at {self.first}, after its end {self.last}")
        return self


def parse_pools(text: str) -> list[dict[str, Any]]:
    """Read pools as they are written in the environment, separated by blanks. Raises ValueError quoting the word."""
    pools = []
    for word in text.split():
        match = _POOL.fullmatch(word)
        if not match:
            raise ValueError(f"{word!r} is no pool; write {POOL_FORM}")
        excluded = [part.split("-") for part in (match["excluded"] or "").split(",") if part]
        pools.append(
            {
                "name": match["name"],
                "first": int(match["first"]),
                "last": int(match["last"]),
                "selector": match["selector"] or "",
                "excluded": tuple((int(part[0]), int(part[-1])) for part in excluded),
            }
        )
    return pools


class QuotaSetting(BaseModel):
    """What everybody of a kind may use who has no quota of their own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["person", "team", "branch"]
    islands: int | None = Field(default=None, ge=0, le=amounts.RANGES["quota of islands"].most)
    memory: int | None = Field(default=None, ge=0)  # bytes

    @field_validator("memory")
    @classmethod
    def _is_meant(cls, value: int | None) -> int | None:
        return value and amounts.refuse("quota of memory", value)


def parse_quotas(text: str) -> list[dict[str, Any]]:
    """Read quotas as they are written in the environment. Raises ValueError quoting the word."""
    quotas = []
    for word in text.split():
        match = _QUOTA.fullmatch(word)
        if not match:
            raise ValueError(f"{word!r} is no quota; write kind=islands/memory, for example: {QUOTA_FORM}")
        number = match["number"] and int(match["number"]) * _UNITS[match["unit"] or ""]
        quotas.append({"kind": match["kind"], "islands": match["islands"], "memory": number})
    return quotas


def parse_roles(text: str) -> tuple[tuple[str, str], ...]:
    """Read `claim=role` pairs separated by blanks. Raises ValueError quoting the word."""
    pairs = []
    for word in text.split():
        value, equals, role = word.rpartition("=")
        if not equals or not value or role not in ROLES:
            raise ValueError(f"{word!r} is no claim=role; write a claim and one of {', '.join(ROLES)}")
        pairs.append((value, role))
    return tuple(pairs)


def parse_images(text: str) -> dict[str, dict[str, str]]:
    """Read what image names stand for, as it is written in the environment. Raises ValueError quoting the word."""
    images: dict[str, dict[str, str]] = {}
    for word in text.split():
        prefix, _, rest = word.partition("=")
        pairs = [part.partition(":") for part in rest.split(",") if part]
        if not prefix or not all(place.startswith("/") and Path(folder).is_absolute() for place, _, folder in pairs):
            raise ValueError(f"{word!r} does not say what an image stands for; write for example {IMAGE_FORM}")
        images[prefix] = {place: folder for place, _, folder in pairs}
    return images


class SshHostSetting(BaseModel):
    """A host that steps of tasks may run on. The key's password is in a file, as settings are quoted in messages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
    address: str = Field(min_length=1)
    port: int = Field(default=22, ge=1, le=65535)
    user: str = Field(min_length=1)
    key: Path
    known_hosts: Path
    key_password_file: Path | None = None

    @field_validator("key", "known_hosts", "key_password_file")
    @classmethod
    def _is_there(cls, value: Path | None) -> Path | None:
        path = value and value.expanduser()
        if path is not None and not path.is_file():
            raise ValueError(f"{str(path)!r} is no file")
        return path


def parse_ssh_hosts(text: str) -> list[SshHostSetting]:
    """Read hosts as they are written in the environment. Raises ValueError with every fault, quoting each."""
    hosts, faults = [], []
    for entry in filter(None, map(str.strip, text.split(","))):
        try:
            hosts.append(_ssh_host(entry))
        except ValidationError as error:
            faults += [f"{entry.split()[0]!r}: {_ssh_host_fault(fault)}" for fault in error.errors()]
        except ValueError as error:
            faults.append(str(error))
    if faults:
        raise ValueError(f"{'; '.join(faults)}; write {SSH_HOST_FORM}")
    return hosts


def _ssh_host(entry: str) -> SshHostSetting:
    first, *words = entry.split()
    match = _SSH_HOST.fullmatch(first)
    pairs = [word.partition("=")[::2] for word in words]
    if not match or len(dict(pairs)) < len(pairs):
        raise ValueError(f"{entry!r} is no SSH host" if not match else f"{entry!r} says something twice")
    named = {key: value for key, value in match.groupdict().items() if value is not None}
    named["address"] = named.pop("ipv6", None) or named["address"]
    return SshHostSetting.model_validate({**dict(pairs), **named})


def _ssh_host_fault(fault: Any) -> str:
    key = fault["loc"][0]
    match fault["type"]:
        case "missing":
            return f"{key}= is missing"
        case "extra_forbidden":
            return f"{key!r} is not known"
        case _:
            return f"{key} {str(fault['input'])!r}: {fault['msg'].removeprefix('Value error, ')}"


def check_ssh_hosts(hosts: tuple[SshHostSetting, ...]) -> tuple[SshHostSetting, ...]:
    """Each name once. Raises ValueError quoting those that are not."""
    names = [host.name for host in hosts]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{', '.join(map(repr, twice))} names several hosts; give each a name of its own")
    return hosts


def check_pod_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The allowlist of blueprints. Raises ValueError quoting the word."""
    for word in words:
        name, equals, value = word.partition("=")
        if f"{name}{equals}" not in POD_WORDS or bool(equals) != bool(value):
            raise ValueError(f"{word!r} is nothing that can be allowed; known are: {' '.join(POD_WORDS)}")
    return words


def check_label_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Keys of labels, or beginnings of keys with a `*` behind. Raises ValueError quoting the word."""
    for word in words:
        begins = word.endswith("*")
        if not (word == "*" or labels.is_key(f"{word[:-1]}x" if begins else word)):
            raise ValueError(f"{word!r} is no key of a label; write for example {LABEL_FORM}")
    return words


def check_networks(words: tuple[str, ...]) -> tuple[str, ...]:
    """Raises ValueError quoting the word."""
    for word in words:
        try:
            ip_network(word)
        except ValueError as error:
            raise ValueError(f"{word!r} is no network: {error}; write for example 10.0.0.0/8") from None
    return words


def check_origins(words: tuple[str, ...]) -> tuple[str, ...]:
    """As browsers name a site: scheme, host, port. Raises ValueError quoting the word."""
    for word in words:
        if not _ORIGIN.fullmatch(word):
            raise ValueError(f"{word!r} is no origin; write for example https://tools.example.com")
    return words
