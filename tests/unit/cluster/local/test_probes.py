"""Thresholds, gaps and ports of readiness probes."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from islandmgr.cluster.local.probes import Timing, Verdict, checker, port_number

CONTAINER = {"name": "c", "ports": [{"name": "time", "containerPort": 30000}, {"containerPort": 30001}]}


def test_kubernetes_defaults() -> None:
    assert Timing.of({"tcpSocket": {"port": 1}}) == Timing(
        delay=0, period=10, timeout=1, successes=1, failures=3, shortest=0.05
    )


def test_until_first_ready_the_gap_grows_with_the_wait_up_to_the_period() -> None:
    timing = Timing.of({"tcpSocket": {"port": 1}, "periodSeconds": 2})
    assert [timing.gap(waited) for waited in (0, 0.1, 1, 5, 60)] == [0.05, 0.05, 0.2, 1.0, 2.0]
    assert timing.gap(None) == 2.0
    assert Timing.of({"exec": {"command": ["true"]}, "periodSeconds": 1}).gap(0) == 0.5


def test_so_many_in_a_row_change_it() -> None:
    verdict = Verdict(Timing.of({"successThreshold": 2, "failureThreshold": 3}))
    results = [True, False, True, True, False, False, True, False, False, False, False]
    seen = [(verdict.take(ok), verdict.ready) for ok in results]
    assert seen == [
        (False, False), (False, False), (False, False), (True, True), (False, True), (False, True), (False, True),
        (False, True), (False, True), (True, False), (False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(("port", "number"), [(30005, 30005), ("30005", 30005), ("time", 30000)])
def test_ports_by_number_and_by_name(port: int | str, number: int) -> None:
    assert port_number(port, CONTAINER) == number


def test_a_port_that_the_container_lacks() -> None:
    with pytest.raises(ValueError, match="'c' has no port named 'echo'"):
        port_number("echo", CONTAINER)


def certificate(folder: Path) -> tuple[Path, Path]:
    """Signed by nobody: the kubelet takes any."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "nobody")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    signed = made.not_valid_before(now).not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
    files = folder / "cert.pem", folder / "key.pem"
    files[0].write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return files


def test_https_with_headers(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(tmp_path))
    heads: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        writer.close()

    async def probe() -> str:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        get = {"port": port, "path": "/up", "scheme": "HTTPS", "httpHeaders": [{"name": "X-Probe", "value": "1"}]}
        async with server:
            return await checker({"httpGet": get}, CONTAINER, "127.0.0.1", never)(60)

    assert asyncio.run(probe()) == ""
    assert heads[0].startswith(b"GET /up HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"\r\nX-Probe: 1\r\n" in heads[0]


async def never(_argv: list[str], _timeout: float) -> str:
    raise AssertionError
