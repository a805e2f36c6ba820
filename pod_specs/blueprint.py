"""The format of a blueprint file. Every key that a server programmer can write is a field here, with its meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StrictBool,
    StrictInt,
    StrictStr,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

import faketime
from islandmgr.model.errors import Invalid
from pod_specs import arguments
from pod_specs.arguments import Argument, did_you_mean
from pod_specs.field_types import (
    AbsolutePath,
    Amount,
    ArgumentName,
    Command,
    ContainerName,
    Delay,
    Filled,
    Grace,
    Misplaced,
    Name,
    Period,
    PortName,
    Text,
    Timeout,
    Times,
    TimeZone,
    VariableName,
)
from pod_specs.forms import is_dns_label
from pod_specs.placeholders import Value
from pod_specs.words import Words

OUR_CONTAINERS = ("prepare", "side-container")
OUR_VARIABLES = re.compile(r"ISLANDMGR_.*|FAKETIME.*|LD_PRELOAD|NO_FAKE_STAT")


class Model(BaseModel):
    """Unknown keys are refused: they are typing errors. Frozen: a loaded blueprint never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PortSpec(Model):
    """One of the island's ports. The number comes from the island's port block, in the order of the list."""

    name: PortName
    protocol: Annotated[Literal["TCP", "UDP", "TCP+UDP"], Field(description="TCP+UDP: the same number for both.")] = (
        "TCP"
    )


class HttpProbe(Model):
    """A GET that must answer 200 to 399."""

    port: PortName
    path: Filled = "/"
    scheme: Literal["HTTP", "HTTPS"] = "HTTP"


class Readiness(Model):
    """When the server counts as running: exactly one of `tcp`, `http`, `exec`."""

    tcp: Annotated[PortName | None, Field(description="Name of the port that must accept a connection.")] = None
    http: HttpProbe | None = None
    exec: Annotated[Command | None, Field(description="Command that must end with 0, in the container.")] = None
    initial_delay_seconds: Annotated[Delay, Field(description="Before the first probe.")] = 0
    period_seconds: Annotated[Period, Field(description="Between two probes.")] = 5
    timeout_seconds: Annotated[Timeout, Field(description="A probe without an answer for so long has failed.")] = 5
    success_threshold: Annotated[Times, Field(description="Good probes in a row to become ready.")] = 1
    failure_threshold: Annotated[Times, Field(description="Bad probes in a row to become unready.")] = 3

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [kind for kind in ("tcp", "http", "exec") if getattr(self, kind) is not None]
        if len(kinds) != 1:
            raise ValueError(f"exactly one of `tcp`, `http`, `exec` is needed, not {' and '.join(kinds) or 'none'}")
        return self

    @property
    def port(self) -> str | None:
        """Name of the port it asks, None for `exec`."""
        return self.tcp or (self.http.port if self.http else None)


class Resources(Model):
    """As Kubernetes has it. A memory limit is a must: an island may not take its neighbours' memory."""

    requests: Annotated[
        Mapping[StrictStr, Amount], Field(description="What the scheduler sets aside, e.g. memory: 1500Mi.")
    ] = Field(default_factory=dict)
    limits: Annotated[Mapping[StrictStr, Amount], Field(description="What it may never exceed, e.g. memory: 2048Mi.")]

    @model_validator(mode="after")
    def _has_memory_limit(self) -> Self:
        if "memory" not in self.limits:
            raise Misplaced(("limits",), "memory is missing; write for instance limits: {memory: 2048Mi}")
        return self


class Code(Model):
    """The shared volume with the server's code, and the folder on it that belongs to the island's branch."""

    claim: Annotated[Filled | None, Field(description="Name of a PersistentVolumeClaim.")] = None
    host_path: Annotated[AbsolutePath | None, Field(description="Or a folder that exists on every node.")] = None
    mount: Annotated[AbsolutePath, Field(description="Where the volume's root would be in the container.")]
    folder: Annotated[
        AbsolutePath, Field(description="The part of it that is mounted, e.g. /home/server/{{ island.branch }}.")
    ]
    read_only: Annotated[StrictBool, Field(description="The server cannot write to it.")] = False

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.claim is None) == (self.host_path is None):
            raise ValueError("exactly one of `claim` and `host_path` is needed")
        if not f"{self.folder}/".startswith(f"{self.mount.rstrip('/')}/"):
            raise Misplaced(("folder",), f"{self.folder!r} is not below mount {self.mount!r}")
        return self


class Lifetime(Model):
    """How long an island lives when nobody says otherwise."""

    ttl_hours: Annotated[StrictInt | None, Field(ge=1, le=24 * 365, description="Hours; left out: for ever.")] = None


class Moment(Model):
    """A point in the game's calendar that testers can go to. A plain text in a file is its `at`."""

    at: Annotated[StrictStr, Field(description="When it comes: 05:00, mon 05:00, month-end 23:59, 0 5 * * 1, ...")]
    zone: Annotated[TimeZone | None, Field(description="IANA zone; the blueprint's when left out.")] = None
    title: Annotated[Words, Field(description="What testers see instead of its name.")] = Words(en="")

    @model_validator(mode="before")
    @classmethod
    def _plain_string(cls, given: Any) -> Any:
        return {"at": given} if isinstance(given, str) else given

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(schema)]}

    def plain(self) -> dict[str, str]:
        """As `faketime.parse_moment` takes it."""
        return {"at": self.at, **({"zone": self.zone} if self.zone else {})}


class Blueprint(Model):
    """A kind of island: what its Pod looks like, apart from what differs from island to island."""

    name: Annotated[Name, Field(description="Unique among all files; begins the names of its islands and Pods.")]
    version: Annotated[Filled, Field(max_length=40, description="Yours to count; shown with the island.")]
    title: Annotated[Words, Field(description="What testers see.")]
    description: Annotated[Words, Field(description="A sentence or two for the start dialog.")] = Words(en="")
    server_container: Annotated[
        ContainerName, Field(description="Name of the server's container; like `name` when left out.")
    ] = ""
    image: Annotated[Filled, Field(description="Container image of the server. It needs `sh`.")]
    image_pull_policy: Literal["Always", "IfNotPresent", "Never"] | None = None
    ports: Annotated[tuple[PortSpec, ...], Field(min_length=1, max_length=16)]
    command: Annotated[Command, Field(description="The server's own command, word by word.")]
    working_dir: Annotated[AbsolutePath | None, Field(description="Of the command; else the image's.")] = None
    args: Annotated[Mapping[ArgumentName, Argument], Field(description="What can be chosen at the start.")] = Field(
        default_factory=dict
    )
    env: Annotated[Mapping[VariableName, Text], Field(description="Environment variables of the server.")] = Field(
        default_factory=dict
    )
    readiness: Readiness
    resources: Resources
    time_zone: Annotated[TimeZone, Field(description="IANA zone the game lives in; the server's TZ.")]
    zone_files: Annotated[
        StrictBool, Field(description="Bring the zone files along: for an image that has none (no tzdata).")
    ] = False
    moments: Annotated[
        Mapping[StrictStr, Moment], Field(max_length=50, description="Points in time that testers can go to, by name.")
    ] = Field(default_factory=dict)
    code: Annotated[Code | None, Field(description="Left out when the code is in the image.")] = None
    keep: Annotated[
        tuple[Filled, ...],
        Field(description="Patterns of files to keep after a crash; relative ones in the code and handover folders."),
    ] = ("hs_err*.log", "core", "core.[0-9]*")
    lifetime: Lifetime = Lifetime()
    stop_grace_seconds: Annotated[Grace, Field(description="From SIGTERM to SIGKILL when the island is stopped.")] = 30
    node_selector: Annotated[
        Mapping[StrictStr, Text], Field(description="Node labels needed besides the island's `branch`.")
    ] = Field(default_factory=dict)
    faketime_library: Annotated[
        AbsolutePath | None, Field(description="A libfaketime in your image to use instead of ours.")
    ] = None
    clock_reach: Annotated[
        Literal["libc", "kernel"],
        Field(description="Whom the clock reaches. libc: dynamic programs. kernel: static ones too, as most in Go."),
    ] = "libc"
    pod: Annotated[
        Mapping[str, Any], Field(description="Kubernetes Pod spec merged in last: lists of named things by name.")
    ] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _default_container(cls, given: Any) -> Any:
        if isinstance(given, Mapping) and "server_container" not in given and is_dns_label(given.get("name")):
            return {**given, "server_container": given["name"]}
        return given

    @model_validator(mode="after")
    def _agree(self) -> Self:
        names = [port.name for port in self.ports]
        for number, name in enumerate(names):
            if name in names[:number]:
                raise Misplaced(("ports", number), f"two ports are named {name!r}")
        if self.server_container in OUR_CONTAINERS:
            raise Misplaced(
                ("server_container",), f"{self.server_container!r} is the name of a container of the manager"
            )
        for name in self.env:
            if OUR_VARIABLES.fullmatch(name):
                raise Misplaced(("env", name), f"{name} is set in the Pod by the manager; take it out")
        if "branch" in self.node_selector:
            raise Misplaced(("node_selector", "branch"), "the manager sets it to the island's branch; take it out")
        for name, moment in self.moments.items():
            try:
                faketime.parse_moment(name, moment.plain())
            except Invalid as error:
                raise Misplaced(("moments", name), error.message) from None
        self._check_probed_port()
        return self

    def _check_probed_port(self) -> None:
        name = self.readiness.port
        protocols = {port.name: port.protocol for port in self.ports}
        if name is None:
            return
        if name not in protocols:
            raise Misplaced(("readiness",), f"it asks port {name!r}; {did_you_mean(name, protocols)}")
        if protocols[name] == "UDP":
            raise Misplaced(("readiness",), f"it asks port {name!r}, which is UDP; a probe needs TCP")

    def check_args(self, given: Mapping[str, Any]) -> dict[str, Value]:
        """Start arguments, checked, with the defaults filled in. Raises Invalid quoting the bad value."""
        return arguments.check_args(self.args, given)
