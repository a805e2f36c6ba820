"""Folders of blueprints: broken files do not hide good ones, and changes are taken up while the manager runs."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from islandmgr.model.errors import Invalid, NotFound
from pod_specs import BUILTIN, library, load
from pod_specs.judging import Installation
from pod_specs.loading import Loaded, load_file
from tests.unit.pod_specs.islands import MINIMAL


def write(folder: Path, name: str, version: str = "1", file: str = "", text: str = "") -> Path:
    path = folder / (file or f"{name}.yaml")
    path.write_text((text or MINIMAL).replace("name: tiny", f"name: {name}").replace('"1"', f'"{version}"'))
    return path


def names(blueprints: object) -> list[str]:
    return [blueprint.name for blueprint in blueprints.all()]  # type: ignore[attr-defined]


def test_the_built_in_ones_are_good() -> None:
    assert load().broken == ()
    assert names(load()) == ["altraserver", "sample"]


def test_folders_and_files_are_read_and_other_files_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "one")
    write(tmp_path, "two", file="two.yml")
    write(tmp_path, "hidden", file=".hidden.yaml")
    write(tmp_path, "note", file="note.txt")
    (tmp_path / "below").mkdir()
    write(tmp_path / "below", "three")
    loaded = load([tmp_path, tmp_path / "below" / "three.yaml", BUILTIN])
    assert names(loaded) == ["altraserver", "one", "sample", "three", "two"]
    assert loaded.broken == ()


def test_a_broken_file_is_refused_and_the_others_load(tmp_path: Path) -> None:
    write(tmp_path, "good")
    bad = write(tmp_path, "bad", text=MINIMAL.replace("image:", "imgae:"))
    loaded = load([tmp_path])
    assert names(loaded) == ["altraserver", "good", "sample"]
    assert [str(problem) for problem in loaded.broken] == [
        f"{bad}:1: `image` is missing",
        f"{bad}:4: unknown key `imgae`; did you mean image?",
    ]
    with pytest.raises(Invalid, match=rf"blueprint 'bad' cannot be used: {bad}:1: `image` is missing"):
        loaded.get("bad")


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(NotFound, match="there is no blueprint 'nope'; there is: altraserver, sample"):
        load().get("nope")


def test_a_missing_folder_is_a_problem_and_not_the_end(tmp_path: Path) -> None:
    loaded = load([tmp_path / "gone"])
    assert names(loaded) == ["altraserver", "sample"]
    assert [str(problem) for problem in loaded.broken] == [
        f"{tmp_path}/gone:1: cannot be read: No such file or directory"
    ]


def test_the_second_of_a_name_is_refused(tmp_path: Path) -> None:
    first = write(tmp_path, "twin", "1", file="a.yaml")
    second = write(tmp_path, "twin", "2", file="b.yaml", text="# a comment\n\n" + MINIMAL)
    loaded = load([tmp_path])
    assert loaded.get("twin").version == "1"
    assert [str(problem) for problem in loaded.broken] == [f"{second}:3: the name 'twin' is taken by {first}"]


def test_a_file_takes_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    write(tmp_path, "sample", "77", file="ours.yaml")
    loaded = load([BUILTIN, tmp_path])
    assert loaded.get("sample").version == "77"
    assert loaded.broken == ()


def test_a_broken_file_does_not_bring_the_built_in_one_back(tmp_path: Path) -> None:
    write(tmp_path, "sample", file="ours.yaml", text=MINIMAL.replace("image:", "imgae:"))
    with pytest.raises(Invalid, match=r"ours\.yaml:1"):
        load([tmp_path]).get("sample")


def test_changes_are_taken_up(tmp_path: Path) -> None:
    write(tmp_path, "one")
    loaded = load([tmp_path])
    assert not loaded.reload_if_changed()
    write(tmp_path, "one", "22")
    two = write(tmp_path, "two")
    assert loaded.reload_if_changed()
    assert not loaded.reload_if_changed()
    assert loaded.get("one").version == "22"
    assert "two" in names(loaded)
    two.unlink()
    assert loaded.reload_if_changed()
    assert "two" not in names(loaded)


def test_changes_are_taken_up_without_being_asked_for(tmp_path: Path) -> None:
    loaded = load([tmp_path])
    write(tmp_path, "one")
    deadline = time.monotonic() + 60
    while "one" not in names(loaded):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    write(tmp_path, "two", text="name: two")
    while not loaded.broken:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_file_that_became_broken_leaves_its_last_good_blueprint_in_use(tmp_path: Path) -> None:
    path = write(tmp_path, "one", "5")
    loaded = load([tmp_path])
    path.write_text("name: one\nimage: [")
    assert loaded.reload_if_changed()
    assert loaded.get("one").version == "5"
    assert "(version 5 of one, loaded before, stays in use)" in str(loaded.broken[0])
    write(tmp_path, "one", "66")
    assert loaded.reload_if_changed()
    assert loaded.get("one").version == "66"
    assert loaded.broken == ()


def test_a_file_mended_later_is_taken_up(tmp_path: Path) -> None:
    path = write(tmp_path, "one", text="name: one")
    loaded = load([tmp_path])
    with pytest.raises(Invalid):
        loaded.get("one")
    write(tmp_path, "one", file=path.name)
    assert loaded.reload_if_changed()
    assert loaded.get("one").name == "one"


def test_what_is_wrong_with_a_file_is_logged_once(tmp_path: Path) -> None:
    path = write(tmp_path, "one", text="name: [")
    with capture_logs() as logs:
        loaded = load([tmp_path])
        write(tmp_path, "two")
        loaded.reload_if_changed()
    assert [(entry["file"], entry["log_level"]) for entry in logs] == [(str(path), "warning")]


def test_files_beyond_the_limits_are_told_of_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "MOST_FILES", 3)
    for name in "abcde":
        write(tmp_path, name)
    loaded = load([tmp_path])
    assert names(loaded) == ["a", "altraserver", "b", "c", "sample"]
    (problem,) = loaded.broken
    assert str(problem).startswith(f"{tmp_path}/d.yaml:1: 2 files, from this one on, are not read: at most 3 blueprint")
    (tmp_path / "e.yaml").unlink()
    assert loaded.reload_if_changed()
    assert "1 files" in str(loaded.broken[0])
    (tmp_path / "a.yaml").unlink()
    assert loaded.reload_if_changed()
    assert names(loaded) == ["altraserver", "b", "c", "d", "sample"]
    assert loaded.broken == ()


def test_many_large_files_are_told_of_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "MOST_BYTES", 3 * len(MINIMAL))
    for name in "abcde":
        write(tmp_path, name)
    loaded = load([tmp_path])
    assert names(loaded) == ["a", "altraserver", "b", "c", "sample"]
    assert "2 files" in str(loaded.broken[0])


def test_a_pipe_and_a_huge_file_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(1 << 40)  # more than any memory
    write(tmp_path, "one")
    loaded = load([tmp_path])
    assert names(loaded) == ["altraserver", "one", "sample"]
    assert [problem.reason for problem in loaded.broken] == [
        "the file is larger than 256 KiB",
        "a blueprint is a mapping that begins with `name: ...`",
    ]


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reading(path: Path, where: Installation) -> Loaded:
        read.append(path.name)
        return load_file(path, where)

    monkeypatch.setattr(library, "load_file", reading)
    for name in ("one", "two", "three"):
        write(tmp_path, name)
    loaded = load([tmp_path])
    read.clear()
    write(tmp_path, "two", "22")
    assert loaded.reload_if_changed()
    assert not loaded.reload_if_changed()
    assert read == ["two.yaml"]
