"""Settings: every fault at once, quoted, with the accepted form; secrets stay secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from islandmgr.config.settings import Settings
from islandmgr.model.errors import Invalid


def faults(**environ: str) -> str:
    with pytest.raises(Invalid) as caught:
        Settings.from_env({f"ISLANDMGR_{name}": value for name, value in environ.items()})
    return caught.value.message


def test_the_defaults_are_right() -> None:
    settings = Settings.from_env({})
    assert (settings.host, settings.port, settings.cluster) == ("127.0.0.1", 8000, "local")
    assert settings.data.is_absolute()
    assert settings.database == f"sqlite:///{settings.data / 'islandmgr.db'}"
    assert settings.url == "http://127.0.0.1:8000"


def test_all_faults_are_told_at_once_with_what_was_given() -> None:
    message = faults(PORT="http", CLUSTER="docker", QUARANTINE="-1", COLOUR="red")
    for part in ("ISLANDMGR_PORT is 'http'", "ISLANDMGR_CLUSTER is 'docker'", "ISLANDMGR_QUARANTINE is '-1'"):
        assert part in message
    assert "ISLANDMGR_COLOUR is no setting" in message
    assert "ISLANDMGR_POOLS" in message  # the known ones are listed


def test_everybody_may_come_in_on_loopback_only() -> None:
    assert "loopback" in faults(AUTH="none", HOST="0.0.0.0")
    assert Settings.from_env({"ISLANDMGR_AUTH": "none", "ISLANDMGR_HOST": "::1"}).host == "::1"
    assert Settings.from_env({"ISLANDMGR_HOST": "0.0.0.0"}).auth == "local"


def test_the_companys_sign_in_needs_to_know_the_company() -> None:
    assert "oidc_issuer and oidc_client_id must be set" in faults(AUTH="oidc")
    assert "'qa:tester' is no claim=role" in faults(OIDC_ROLES="qa:tester")
    company = {"AUTH": "oidc", "OIDC_ISSUER": "https://id.example", "OIDC_CLIENT_ID": "x", "OIDC_ROLES": "ops=operator"}
    settings = Settings.from_env({f"ISLANDMGR_{name}": value for name, value in company.items()})
    assert settings.oidc_roles == (("ops", "operator"),)


@pytest.mark.parametrize("text", ["30000-30010", "a=1-2", "a=40000-30000", "a=30000-70000", "a=3-4 b", "a=1000x-2"])
def test_pools_that_are_none(text: str) -> None:
    assert "ISLANDMGR_POOLS" in faults(POOLS=text)


def test_pools_are_read() -> None:
    first, second = Settings.from_env(
        {"ISLANDMGR_POOLS": "default=30000-32766!30100,30200-30210 big=40000-44999@rack=b,zone=1"}
    ).pools
    assert first.excluded == ((30100, 30100), (30200, 30210))
    assert (second.name, second.selector) == ("big", "rack=b,zone=1")


def test_passwords_are_neither_shown_nor_quoted() -> None:
    settings = Settings.from_env({"ISLANDMGR_DATABASE_URL": "mysql+pymysql://u:hunter2@h/d"})
    assert "hunter2" not in repr(settings)
    assert "hunter2" in settings.database
    assert "hunter2" not in faults(DATABASE_URL="postgres://u:hunter2@h/d")


def test_tls_goes_into_the_url_of_a_database_that_has_it() -> None:
    url = "mysql://u:p@h/d"
    wanted = {"ISLANDMGR_DATABASE_URL": url, "ISLANDMGR_DATABASE_TLS": "verified"}
    assert Settings.from_env({"ISLANDMGR_DATABASE_URL": url}).database == url
    assert Settings.from_env(wanted).database == f"{url}?tls=verified"
    wanted["ISLANDMGR_DATABASE_URL"] = f"{url}?charset=utf8mb4"
    assert Settings.from_env(wanted).database == f"{url}?charset=utf8mb4&tls=verified"
    assert Settings.from_env({"ISLANDMGR_DATABASE_TLS": "off"}).database.endswith("islandmgr.db")
    assert "ISLANDMGR_DATABASE_TLS is 'yes'" in faults(DATABASE_TLS="yes")


def test_the_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    file = tmp_path / "islandmgr.toml"
    file.write_text('port = 9000\nlog_level = "debug"\n[[pools]]\nname = "a"\nfirst = 30000\nlast = 30099\n')
    settings = Settings.from_env({"ISLANDMGR_CONFIG": str(file), "ISLANDMGR_PORT": "9001"})
    assert (settings.port, settings.log_level, settings.pools[0].last) == (9001, "debug", 30099)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "islandmgr.toml"
    file.write_text("port: 9000")
    assert str(file) in faults(CONFIG=str(file))
    assert "missing.toml" in faults(CONFIG=str(tmp_path / "missing.toml"))


@pytest.mark.parametrize("selector", ["rack", "rack=", "=b", "rack==b", "rack in (a)", "rack=b,", "a b=c"])
def test_a_pool_names_labels_that_a_node_can_carry(selector: str) -> None:
    assert "ISLANDMGR_POOLS" in faults(POOLS=f"big=40000-44999@{selector}")


@pytest.mark.parametrize("text", ["=/opt:/srv", "altra=/opt", "altra=opt:/srv", "altra=/opt:srv", "a=/opt:/no/such"])
def test_images_stand_for_folders_that_are_there(text: str) -> None:
    assert "ISLANDMGR_LOCAL_IMAGES" in faults(LOCAL_IMAGES=text)


def test_images_are_read() -> None:
    settings = Settings.from_env({"ISLANDMGR_LOCAL_IMAGES": "some.where/altra=/a:/tmp,/b:/usr tool"})
    assert settings.local_images == {"some.where/altra": {"/a": "/tmp", "/b": "/usr"}, "tool": {}}


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    for name in ("key", "known_hosts", "password"):
        (tmp_path / name).write_text(name)
    return tmp_path


def test_ssh_hosts_are_read(keys: Path) -> None:
    assert Settings.from_env({}).ssh_hosts == ()
    text = f"""build1=deploy@10.0.0.5:2222 key={keys}/key known_hosts={keys}/known_hosts,
        b-2=root@[fd00::1] known_hosts={keys}/known_hosts key={keys}/key key_password_file={keys}/password,"""
    first, second = Settings.from_env({"ISLANDMGR_SSH_HOSTS": text}).ssh_hosts
    assert (first.name, first.user, first.address, first.port) == ("build1", "deploy", "10.0.0.5", 2222)
    assert (first.key, first.known_hosts, first.key_password_file) == (keys / "key", keys / "known_hosts", None)
    assert (second.name, second.address, second.port) == ("b-2", "fd00::1", 22)
    assert second.key_password_file == keys / "password"


def test_ssh_hosts_in_the_file(keys: Path) -> None:
    file = keys / "islandmgr.toml"
    table = f'[[ssh_hosts]]\nname = "a"\naddress = "b"\nuser = "c"\nkey = "{keys}/key"\nknown_hosts = "{keys}/key"\n'
    file.write_text(table)
    (host,) = Settings.from_env({"ISLANDMGR_CONFIG": str(file)}).ssh_hosts
    assert (host.name, host.port) == ("a", 22)
    file.write_text(table * 2)
    assert "'a' names several hosts" in faults(CONFIG=str(file))


def test_all_faults_of_ssh_hosts_are_told_at_once(keys: Path) -> None:
    files = f"key={keys}/key known_hosts={keys}/known_hosts"
    told = faults(
        SSH_HOSTS=f"deploy@10.0.0.5 {files}, B=a@b {files}, c=a@b:0 {files}, d=a@b key={keys}/none, "
        f"e=a@b {files} color=red agent, f=a@b {files} key=/x, g=a@fd00::1 {files}, h=a@b {files} key_password_file="
    )
    for part in (
        f"'deploy@10.0.0.5 {files}' is no SSH host",
        "'B=a@b': name 'B'",
        "'c=a@b:0': port '0'",
        f"'d=a@b': key '{keys}/none': '{keys}/none' is no file",
        "'d=a@b': known_hosts= is missing",
        "'e=a@b': 'color' is not known",
        "'e=a@b': 'agent' is not known",
        f"'f=a@b {files} key=/x' says something twice",
        f"'g=a@fd00::1 {files}' is no SSH host",
        "'h=a@b': key_password_file",
        "write build1=deploy@10.0.0.5:22 key=/path known_hosts=/path",
    ):
        assert part in told


def test_names_of_ssh_hosts_differ(keys: Path) -> None:
    host = f"a=b@c key={keys}/key known_hosts={keys}/known_hosts"
    assert "'a' names several hosts" in faults(SSH_HOSTS=f"{host}, {host}")
