"""Where settings come from: the environment first, then the TOML file that it may name. And how a fault is told."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, TomlConfigSettingsSource

from islandmgr.model.errors import Invalid

PREFIX = "ISLANDMGR_"
CONFIG = "config"  # the setting that names the file: the file cannot name another one


class Environment(PydanticBaseSettingsSource):
    """All variables that begin like ours, also those that are no setting: so a wrong name is reported.

    Unlike the library's own source it leaves texts as they are: ours are in forms of their own, not in JSON.
    """

    def __init__(self, settings: type[BaseSettings], environ: Mapping[str, str]) -> None:
        super().__init__(settings)
        self._environ = environ

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002
        return self._environ.get(PREFIX + field_name.upper()), field_name, False

    def __call__(self) -> dict[str, Any]:
        ours = {key.removeprefix(PREFIX).lower(): it for key, it in self._environ.items() if key.startswith(PREFIX)}
        return {**ours, CONFIG: ours.get(CONFIG) or None}


def sources(settings: type[BaseSettings], environ: Mapping[str, str]) -> tuple[PydanticBaseSettingsSource, ...]:
    """The one that wins first. Raises Invalid: the file cannot be read."""
    name = environ.get(PREFIX + CONFIG.upper(), "")
    environment = Environment(settings, environ)
    return (environment, _file(settings, name)) if name else (environment,)


def explain(settings: type[BaseSettings], error: Any) -> str:
    """One line for one fault: the variable, what was given, what is accepted. Secrets are not quoted."""
    if not error["loc"]:
        return "  " + str(error["msg"]).removeprefix("Value error, ")
    field = str(error["loc"][0])
    variable = PREFIX + field.upper()
    if error["type"] == "extra_forbidden":
        known = ", ".join(sorted(PREFIX + name.upper() for name in settings.model_fields))
        return f"  {variable} is no setting; known are: {known}"
    quoted = "" if settings.model_fields[field].annotation is SecretStr else f" is {error['input']!r}:"
    return f"  {variable}{quoted} {error['msg'].removeprefix('Value error, ')}"


def _file(settings: type[BaseSettings], name: str) -> TomlConfigSettingsSource:
    try:
        Path(name).open().close()  # for the library a file that is not there is one without settings
        return TomlConfigSettingsSource(settings, name)
    except OSError as error:
        raise Invalid(f"ISLANDMGR_CONFIG names {name!r}, which cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"ISLANDMGR_CONFIG names {name!r}, which is no TOML: {error}") from None
