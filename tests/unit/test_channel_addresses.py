"""Addresses of channels: whatever people write, nothing but the service that was checked is told anything."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest
import requests

from islandmgr.model.errors import Invalid
from islandmgr.resources.notifications.service import apprise_channels
from tests.unit.listeners import heard_nothing, listening

SLACK = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
MAIL = "mailto://93.184.216.34?from=a@b.example&to=c@b.example"


def smuggled(port: int, path: Path) -> list[str]:
    """Addresses with a second one in them, or with options that read files or lead elsewhere."""
    others = [f"{schema}://127.0.0.1:{port}" for schema in ("rsyslog", "json", "jsons", "xml", "form", "apprise")]
    others += [
        f"RSYSLOG://127.0.0.1:{port}/local5",
        f"Json://127.0.0.1:{port}/",
        "syslog://local5",
        f"syslog://_?x={path}",
    ]
    between = [
        ",",
        ", ",
        ";",
        "; ",
        " ",
        "\n",
        "\r\n",
        "\t",
        ",,",
        "/,",
        "/#,",
        "?to=x,",
        "?to=x&",
        "%2C",
        "%0A",
        "\u00a0",
        "\u3000",
    ]
    found = [f"{first}{sign}{other}" for first in (SLACK, MAIL) for sign in between for other in others]
    found += [f"{other}{sign}{SLACK}" for sign in between for other in others]
    found += [
        f"{SLACK}/?{option}={path}" for option in ("keyfile", "template", "attach", "pgpkey", "overflow", "rto", "cto")
    ]
    found += [
        f"{MAIL}&{option}=x" for option in ("verify", "redirect", "PGPPUB", "pgpprv", "port", "retry", "wait", "%74z")
    ]
    found += [f"{MAIL}{sign}keyfile={path}" for sign in ("&", ";", "&amp;", "&+")]
    found += [f"{MAIL}{sign}smtp=127.0.0.1" for sign in ("&", ";")] + [
        f"{MAIL}&SMTP=127.0.0.1",
        f"{MAIL}&%73mtp=127.0.0.1",
    ]
    found += [f"mailto://u:p@127.0.0.1:{port}?to=a@b.example", f"MAILTO://u:p@127.0.0.1:{port}?to=a@b.example"]
    found += [
        f"mailto://a@93.184.216.34@127.0.0.1:{port}?to=a@b.example",
        f"workflows://127.0.0.1:{port}/workflow/signature",
    ]
    return [*found, f"https://127.0.0.1:{port}/workflows/X/triggers/manual/paths/invoke?sig=Y&api-version=1"]


def test_no_text_leads_anywhere_but_to_the_service_that_was_checked(tmp_path: Path) -> None:
    """Whatever is accepted is one object of an allowed service; and loopback hears nothing in any case."""
    with (
        listening(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)) as tcp,
        listening(socket.AF_INET, socket.SOCK_DGRAM, tcp.getsockname()) as udp,
        listening(socket.AF_UNIX, socket.SOCK_DGRAM, str(tmp_path / "log")) as unix,
    ):
        (tmp_path / "file").write_text("secret")
        for text in smuggled(tcp.getsockname()[1], tmp_path / "file"):
            try:
                address = apprise_channels.parse(text, ())
            except Invalid:
                continue
            assert type(address.plugin).__name__ in {"NotifySlack", "NotifyEmail"}, text
            chosen = apprise_channels._chosen_host(address.plugin)[0]
            assert chosen in {"", "93.184.216.34"}, text
        assert all(map(heard_nothing, (tcp, udp, unix)))


def test_the_object_that_was_checked_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when its text would be split into two by whoever reads it again."""
    with listening(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)) as udp:
        address = apprise_channels.parse(SLACK, ())
        text = f"{SLACK}, rsyslog://127.0.0.1:{udp.getsockname()[1]}"
        told: list[str] = []

        def send(**what: str) -> bool:
            told.append(what["body"])
            return True

        monkeypatch.setattr(address.plugin, "send", send)
        outcome = apprise_channels.tell(
            apprise_channels.Address("slack", text, address.plugin), "title", "text", ("127.0.0.0/8",)
        )
        assert outcome.problem == ""
        assert told == ["text"]
        assert heard_nothing(udp)


def test_the_environment_sends_nothing_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither its proxies nor its passwords are a matter of a chat's message."""
    (tmp_path / "netrc").write_text("default login me password secret")
    sent: list[Any] = []

    def send(session: Any, request: Any, **how: Any) -> Any:
        sent.append((session.trust_env, request.headers.get("Authorization"), how["proxies"], how["allow_redirects"]))
        answer = requests.Response()
        answer.status_code, answer._content, answer.request = 200, b"ok", request
        return answer

    monkeypatch.setattr(requests.Session, "send", send)
    with listening(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)) as proxy:
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setitem(os.environ, name, f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.setitem(os.environ, "NETRC", str(tmp_path / "netrc"))
        assert apprise_channels.tell(apprise_channels.parse(SLACK, ()), "title", "text", ()).problem == ""
    assert sent == [(False, None, {}, False)]
