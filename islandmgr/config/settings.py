"""One frozen `Settings`, read once at start from the environment and an optional TOML file.

Every variable is `ISLANDMGR_<FIELD>`; `ISLANDMGR_CONFIG` names a TOML file with the same fields in lower case, which
the environment overrides. All that is wrong or unknown is reported at once, before anything is opened.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from islandmgr.config import setting_sources
from islandmgr.config.setting_forms import (
    NODE_LABELS,
    PoolSetting,
    QuotaSetting,
    SshHostSetting,
    check_label_words,
    check_networks,
    check_origins,
    check_pod_words,
    check_ssh_hosts,
    parse_images,
    parse_pools,
    parse_quotas,
    parse_roles,
    parse_ssh_hosts,
)
from islandmgr.model import image_names
from islandmgr.model.errors import Invalid

LONGEST_SESSION = 24 * 90  # hours


class Settings(BaseSettings):
    """Everything that can be configured. Durations are seconds unless the name says otherwise."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", case_sensitive=True, validate_default=False)

    # Where it listens and keeps things
    host: str = "127.0.0.1"  # address to listen on
    port: int = Field(default=8000, ge=1, le=65535)  # TCP port to listen on
    data: Path = Field(
        default=Path(".islandmgr"), validate_default=True
    )  # folder for the SQLite database, logs and the local cluster
    config: Path | None = None  # the TOML file with settings: known from the environment alone
    public_url: str = ""  # how Pods and people reach us; empty: http://host:port
    database_url: SecretStr = SecretStr("")  # SQLAlchemy URL; empty: SQLite in `data`
    # TLS to MySQL. `auto`: none on this machine, elsewhere if the server has it; `required`: or no connection;
    # `verified`: and with a certificate for its name, from an authority that this machine trusts
    database_tls: Literal["auto", "off", "required", "verified"] = "auto"
    secret_key: SecretStr = SecretStr("")  # signs Pod tokens and sessions; empty: made once, kept in the database

    # Who may come in
    # `local`: accounts kept here. `oidc`: the company's own sign-in, and accounts kept here beside it.
    # `none`: everybody who reaches it may do everything; accepted on loopback only.
    auth: Literal["none", "local", "oidc"] = "local"
    session_hours: float = Field(
        default=24 * 7, ge=0.1, le=LONGEST_SESSION
    )  # a browser that is not used so long signs in anew
    starts_per_minute: int = Field(default=120, ge=1, le=100_000)  # islands that one signed-in person may start
    proxies: int = Field(default=0, ge=0, le=5)  # reverse proxies before it that set X-Forwarded-For and -Proto

    # The company's sign-in, for auth `oidc`
    oidc_issuer: str = ""  # URL below which /.well-known/openid-configuration is
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_scopes: str = "openid profile email"
    oidc_title: str = "your company's account"  # what the button on the page says one signs in with
    oidc_name_claim: str = "preferred_username"  # what people are called here
    oidc_team_claim: str = ""  # which claim names a person's team; empty: admins set teams here
    oidc_role_claim: str = "groups"  # which claim `oidc_roles` looks at: a text or a list
    oidc_roles: tuple[tuple[str, str], ...] = ()  # "islands-ops=operator qa=tester": the most that fits counts
    oidc_default_role: Literal["", "viewer", "tester", "programmer"] = ""  # of others; empty: they may not come in

    # The cluster
    cluster: Literal["local", "kubernetes"] = "local"
    kubeconfig: Path | None = None  # for `kubernetes`; default: in-cluster account, else ~/.kube/config
    namespace: str = "islands"  # for `kubernetes`: the namespace of our Pods
    ssh_host: str = ""  # for `kubernetes`: jump host through which the API server is reached; empty: directly
    ssh_port: int = Field(default=22, ge=1, le=65535)
    ssh_user: str = ""  # name to log in with there
    ssh_key: Path | None = None  # private key; default: the SSH agent's and ~/.ssh's
    ssh_key_password: SecretStr = SecretStr("")  # when the key is locked with one
    ssh_known_hosts: Path | None = None  # file with the jump host's key; default: ~/.ssh/known_hosts
    keep_islands: bool = False  # for `local`: islands outlive the manager
    local_orphan_timeout: float = Field(default=60, ge=1, le=86400)  # for `local`: islands end when the manager was
    # killed and none came back for so long; with `keep_islands` they stay
    # For `local`, which has no registry: beginnings of image names, and the folders that a container of such an image
    # sees besides this machine's own tree: "registry.example/altra=/opt/jdk:/usr/lib/jvm/java-17 team/tool"
    local_images: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    side_image: str = "islandmgr/side:dev"  # image of the side and init containers

    # Islands
    blueprints: tuple[Path, ...] = ()  # more folders with blueprints, besides the built-in ones
    # What blueprints may use besides the usual: "hostPath=/srv/game capability=NET_ADMIN" (docs/blueprints.md)
    pod_allowlist: tuple[str, ...] = ()
    node_labels: tuple[str, ...] = NODE_LABELS  # node labels that may be changed; `*`: any ending
    default_blueprint: str = "sample"  # what the start dialog offers first
    pools: tuple[PoolSetting, ...] = (PoolSetting(name="default", first=30000, last=32766),)
    quarantine: float = Field(default=60, ge=0, le=86400)  # how long ports rest before they are used again
    start_deadline: float = Field(default=300, ge=5, le=86400)  # from asked to ready, else `failed`
    max_ttl_hours: float = Field(default=24 * 90, gt=0, le=24 * 3650)  # the latest expiry that can be asked for
    quotas: tuple[QuotaSetting, ...] = ()  # of everybody who has none: "person=10/8Gi team=40/- branch=-/64Gi"
    warn_hours: float = Field(default=1, ge=0, le=24 * 30)  # before an island ends by itself, people are told
    unused_days: float = Field(default=0, ge=0, le=3650)  # islands nobody connected to for so long end; 0: never
    slim_hours: float = Field(default=24, ge=0, le=24 * 365)  # crashed ones then give back Pod and ports; 0: never
    bundle_days: float = Field(default=30, gt=0, le=3650)  # how long crash bundles are kept
    lifetime_gap: float = Field(default=15, ge=0.1, le=3600)  # between two looks at whose time is over

    # Tasks
    tasks_at_once: int = Field(default=4, ge=1, le=200)  # that run at the same time; more wait in the queue
    task_deadline: float = Field(default=3600, ge=5, le=7 * 86400)  # of a task that names none; then it is ended
    task_days: float = Field(default=30, gt=0, le=3650)  # how long ended tasks are kept, with their logs
    task_image: str = ""  # image of steps that name none; empty: `side_image`
    task_memory: int = Field(default=1024, ge=32, le=1024 * 1024)  # MiB that a step may use
    # Hosts that steps may run on: "build1=deploy@10.0.0.5:22 key=/path known_hosts=/path, ..." (docs/ops.md)
    ssh_hosts: tuple[SshHostSetting, ...] = ()

    # Telling others
    outgoing_networks: tuple[str, ...] = ()  # "10.0.0.0/8 fd00::/8": private networks that webhooks and mail may reach
    webhook_attempts: int = Field(default=32, ge=1, le=100)  # then, after some 12 hours, it is a dead letter
    webhook_timeout: float = Field(default=10, ge=0.1, le=60)  # for each attempt as a whole
    delivery_days: float = Field(default=14, gt=0, le=365)  # how long what was delivered, and dead letters, are kept
    frame_ancestors: tuple[str, ...] = ()  # "https://tools.example.com": pages of these may show our table in a frame

    # Machinery
    poll: float = Field(default=30, gt=0, le=3600)  # gap between full comparisons, the net under the watch
    lease: float = Field(default=8, ge=2, le=120)  # how long a silent leader stays leader
    reconcile_threads: int = Field(default=16, ge=1, le=64)  # islands worked on at once
    web_threads: int = Field(default=600, ge=8, le=5000)  # each open page holds one
    head_timeout: float = Field(default=10, ge=0.1, le=300)  # in which a request's line and headers must have come
    body_timeout: float = Field(default=30, ge=0.1, le=3600)  # and then all of its body
    unfinished_per_address: int = Field(default=100, ge=1, le=100_000)  # half-sent requests; not behind `proxies`
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "console", "json"] = "auto"  # `auto`: console on a terminal, JSON else
    language: Literal["en", "zh"] = "en"  # of the page, when the browser asks for neither

    @field_validator("side_image", "task_image")
    @classmethod
    def _is_image_name(cls, value: str) -> str:
        if value and (problem := image_names.fault(value)):
            raise ValueError(problem)
        return value

    @field_validator("pools", mode="before")
    @classmethod
    def _pools_from_text(cls, value: Any) -> Any:
        return parse_pools(value) if isinstance(value, str) else value

    @field_validator("local_images", mode="before")
    @classmethod
    def _images_from_text(cls, value: Any) -> Any:
        return parse_images(value) if isinstance(value, str) else value

    @field_validator("local_images")
    @classmethod
    def _folders_are_there(cls, value: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
        for image, folders in value.items():
            for folder in folders.values():
                if not Path(folder).is_dir():
                    raise ValueError(f"image {image!r} wants the folder {folder!r}, which is not there")
        return value

    @field_validator("quotas", mode="before")
    @classmethod
    def _quotas_from_text(cls, value: Any) -> Any:
        return parse_quotas(value) if isinstance(value, str) else value

    @field_validator("ssh_hosts", mode="before")
    @classmethod
    def _ssh_hosts_from_text(cls, value: Any) -> Any:
        return parse_ssh_hosts(value) if isinstance(value, str) else value

    @field_validator("ssh_hosts")
    @classmethod
    def _ssh_names_differ(cls, value: tuple[SshHostSetting, ...]) -> tuple[SshHostSetting, ...]:
        return check_ssh_hosts(value)

    @field_validator("outgoing_networks", "frame_ancestors", "pod_allowlist", "node_labels", mode="before")
    @classmethod
    def _words_from_text(cls, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    @field_validator("pod_allowlist")
    @classmethod
    def _can_be_allowed(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return check_pod_words(value)

    @field_validator("node_labels")
    @classmethod
    def _are_label_keys(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return check_label_words(value)

    @field_validator("outgoing_networks")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return check_networks(value)

    @field_validator("frame_ancestors")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return check_origins(value)

    @field_validator("blueprints", mode="before")
    @classmethod
    def _paths_from_text(cls, value: Any) -> Any:
        return [part for part in value.split(os.pathsep) if part] if isinstance(value, str) else value

    @field_validator("oidc_roles", mode="before")
    @classmethod
    def _roles_from_text(cls, value: Any) -> Any:
        return parse_roles(value) if isinstance(value, str) else value

    @field_validator("data", mode="after")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        path = value.expanduser().resolve()
        if path == Path("/"):
            raise ValueError(f"{str(value)!r} holds the whole machine; accepted: a folder for the manager alone")
        return path

    @field_validator("public_url", "oidc_issuer")
    @classmethod
    def _is_url(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ValueError(f"{value!r} is no URL; write http://host:port or https://host")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, value: SecretStr) -> SecretStr:
        scheme = value.get_secret_value().partition("://")[0]
        if scheme and scheme not in {"sqlite", "mysql", "mariadb", "mysql+pymysql", "mariadb+pymysql"}:
            raise ValueError(
                f"{scheme!r} is no database we know; write mysql://user:password@host/name or sqlite:///file"
            )
        return value

    @model_validator(mode="after")
    def _open_on_loopback_only(self) -> Self:
        if self.auth == "none" and not _is_loopback(self.host):
            raise ValueError(
                f"auth 'none' lets everybody in, so it is accepted on loopback only, and host is {self.host!r}; "
                "listen on 127.0.0.1"
            )
        return self

    @model_validator(mode="after")
    def _jump_with_a_name(self) -> Self:
        if self.ssh_host and not self.ssh_user:
            raise ValueError(f"ssh_host is {self.ssh_host!r}, so ssh_user must say with what name to log in there")
        return self

    @model_validator(mode="after")
    def _company_is_known(self) -> Self:
        missing = [name for name in ("oidc_issuer", "oidc_client_id") if not getattr(self, name)]
        if self.auth == "oidc" and missing:
            raise ValueError(f"auth is 'oidc', so {' and '.join(missing)} must be set too")
        return self

    @property
    def url(self) -> str:
        """The base URL that Pods and people use."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def database(self) -> str:
        """The SQLAlchemy URL, with its password: never log it."""
        url = self.database_url.get_secret_value() or f"sqlite:///{self.data / 'islandmgr.db'}"
        if url.startswith("sqlite") or self.database_tls == "auto":
            return url
        return f"{url}{'&' if '?' in url else '?'}tls={self.database_tls}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        *_others: Any,
        **_more: Any,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is made by a call has what it was given: only `from_env` looks around."""
        return (init_settings,)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the environment and the file it names.

        Raises:
            Invalid: one message with a line for every setting that is wrong or unknown.
        """
        environ = os.environ if environ is None else environ
        try:
            return cls(_build_sources=(setting_sources.sources(cls, environ), {}))  # type: ignore[call-arg]
        except ValidationError as error:
            faults = "\n".join(setting_sources.explain(cls, fault) for fault in error.errors())
            raise Invalid(f"The settings are not right:\n{faults}") from None


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
