"""TLS to the database, with a real MariaDB that has it."""

from __future__ import annotations

import datetime
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import event

from islandmgr.model.errors import Invalid, Unavailable
from islandmgr.store import make_engine, mysql_tls
from tests.integration.databases import MariaDB


def certify(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that certifies itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a database")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, key_pem = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return pem, key_pem


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The URL of a database on a server with TLS, and the server's certificate."""
    folder = tmp_path_factory.mktemp("mariadb-tls")
    pem, key = certify(folder)
    server = MariaDB(folder, f"--ssl-cert={pem}", f"--ssl-key={key}")
    server.install()
    yield server.url(server.make_database()), pem
    server.stop()


def cipher(url: str) -> str:
    """What protects the connection; empty: nothing does."""
    engine = make_engine(url)
    with engine.connect() as conn:
        _, found = conn.exec_driver_sql("SHOW STATUS LIKE 'Ssl_cipher'").one()
    engine.dispose()
    return str(found)


@pytest.mark.parametrize("query", ["", "?tls=auto", "?tls=off"])
def test_nothing_is_encrypted_that_stays_on_this_machine(secure: tuple[str, Path], query: str) -> None:
    assert cipher(secure[0] + query) == ""


def test_it_can_be_required(secure: tuple[str, Path], mariadb_url: str) -> None:
    assert cipher(f"{secure[0]}?tls=required") != ""
    with pytest.raises(Unavailable, match="TLS could not be agreed"):
        cipher(f"{mariadb_url}?tls=required")


def test_a_certificate_of_nobody_we_trust_is_refused(secure: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    url, pem = secure
    with pytest.raises(Unavailable, match="TLS could not be agreed"):
        cipher(f"{url}?tls=verified")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    assert cipher(f"{url}?tls=verified") != ""


def test_whoever_names_an_authority_gets_tls_everywhere(secure: tuple[str, Path]) -> None:
    url, pem = secure
    assert cipher(f"{url}?ssl_ca={pem}") != ""


def test_another_word_is_refused() -> None:
    with pytest.raises(Invalid, match=r"'yes'.*auto, off, required, verified"):
        make_engine("mysql://u:p@127.0.0.1/d?tls=yes")


@pytest.mark.parametrize("kind", ["auto", "authority", "required", "verified"])
def test_a_context_is_made_once_for_all_connections(
    secure: tuple[str, Path], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, pem = secure
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setattr(mysql_tls, "_is_here", lambda _url: False)
    made: list[ssl.SSLContext] = []
    make = ssl.create_default_context

    def counted(**asked: Any) -> ssl.SSLContext:
        made.append(make(**asked))
        return made[-1]

    monkeypatch.setattr(ssl, "create_default_context", counted)
    engine = make_engine(f"{url}?ssl_ca={pem}" if kind == "authority" else f"{url}?tls={kind}")
    with ExitStack() as stack:
        opened = [stack.enter_context(engine.connect()) for _ in range(5)]
        ciphers = [conn.exec_driver_sql("SHOW STATUS LIKE 'Ssl_cipher'").one()[1] for conn in opened]
        with ThreadPoolExecutor() as threads:
            list(threads.map(lambda _: engine.connect().close(), range(20)))
    engine.dispose()
    with engine.connect():  # after the database was away, for instance
        pass
    engine.dispose()
    assert all(ciphers)
    assert len(made) == 1


def test_auto_goes_without_where_the_server_has_none(mariadb_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mysql_tls, "_is_here", lambda _url: False)
    assert cipher(f"{mariadb_url}?tls=auto") == ""


def test_a_burst_waits_for_a_connection_and_makes_no_more_than_the_pool_holds(mariadb_url: str) -> None:
    engine = make_engine(mariadb_url)
    made: list[object] = []
    event.listen(engine, "connect", lambda connection, _record: made.append(connection))

    def ask(_number: int) -> None:
        with engine.connect() as conn:
            conn.exec_driver_sql("SELECT SLEEP(0.02)")

    with ThreadPoolExecutor(80) as threads:
        list(threads.map(ask, range(240)))
        most = len(made)
        list(threads.map(ask, range(240)))
    assert most <= 40
    assert len(made) == most, "the second burst found them connected"
    engine.dispose()
