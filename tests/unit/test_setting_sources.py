"""Where settings are looked for, and where not."""

from __future__ import annotations

from pathlib import Path

import pytest

from islandmgr.config.settings import Settings
from islandmgr.model.errors import Invalid


def test_what_is_made_by_a_call_does_not_look_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISLANDMGR_PORT", "9001")
    assert Settings(host="::1").port == 8000
    assert Settings.from_env().port == 9001


def test_the_file_names_no_other_file_and_a_folder_is_none(tmp_path: Path) -> None:
    file = tmp_path / "islandmgr.toml"
    file.write_text('config = "/etc/passwd"\ncolour = "red"\n')
    with pytest.raises(Invalid, match="ISLANDMGR_COLOUR is no setting"):
        Settings.from_env({"ISLANDMGR_CONFIG": str(file)})
    with pytest.raises(Invalid, match="cannot be read"):
        Settings.from_env({"ISLANDMGR_CONFIG": str(tmp_path)})
