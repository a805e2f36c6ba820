"""Rules that templates, modules and vendored files keep, so that a strict Content-Security-Policy holds."""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path

import pytest

from islandmgr.app.rooms import menu
from islandmgr.web.pages import assets, frame

HOUSE = assets.FRAME.parents[1]
VENDOR = assets.FRAME / "vendor"
TEMPLATES = sorted(HOUSE.rglob("*.html"))
MODULES = sorted(path for path in HOUSE.rglob("*.js") if VENDOR not in path.parents)
SHEETS = sorted(path for path in HOUSE.rglob("*.css") if VENDOR not in path.parents)
LONGEST = 300  # lines


def ids(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


def name_of(path: Path) -> str:
    """The asset's name, as in its address: `js/dom.js`, `drains/drain-page.js`."""
    if assets.FRAME in path.parents:
        return path.relative_to(assets.FRAME).as_posix()
    return f"{path.parent.parent.name}/{path.name}"


def file(name: str) -> Path:
    """The file behind an asset's name."""
    room, _, rest = name.partition("/")
    return assets.ROOMS[room] / rest if room in assets.ROOMS else assets.FRAME / name


def test_vendored_files_are_as_they_were_fetched() -> None:
    lines = (line.split("  ", 1) for line in (VENDOR / "CHECKSUMS").read_text().splitlines())
    recorded = {name: digest for digest, name in lines}
    there = [path for path in VENDOR.rglob("*") if path.is_file() and path.name not in {"CHECKSUMS", "vendor.toml"}]
    found = {str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest() for path in there}
    assert found == recorded, "run scripts/vendor"
    assert all((folder / "LICENSE").is_file() for folder in VENDOR.iterdir() if folder.is_dir())


@pytest.mark.parametrize("path", TEMPLATES, ids=ids(TEMPLATES))
def test_templates_have_no_inline_script_style_or_handler(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", text) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text) == []
    assert re.findall(r"https?://", text) == []
    assert "|safe" not in text


@pytest.mark.parametrize("path", MODULES, ids=ids(MODULES))
def test_modules_say_what_they_are_for_and_make_no_markup_of_text(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("// ")
    assert len(text.splitlines()) <= LONGEST
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text) == []
    assert re.findall(r"<[a-z]+[^>`]*\s(?:style|on[a-z]+)=", text) == []  # in templates
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == []


@pytest.mark.parametrize("path", MODULES, ids=ids(MODULES))
def test_modules_import_what_is_there(path: Path) -> None:
    for wanted in re.findall(r'from "([^"]+)"|import "([^"]+)"', path.read_text("utf-8")):
        name = "".join(wanted)
        there = file(posixpath.normpath(posixpath.join(posixpath.dirname(name_of(path)), name)))
        assert there.is_file(), name
        if "vendor" not in name:
            names = re.search(rf'import {{([^}}]+)}} from "{re.escape(name)}"', path.read_text("utf-8"))
            for one in names[1].split(",") if names else []:
                word = one.split(" as ")[0].strip()
                declared = rf"export (?:async )?(?:const|class|function) {re.escape(word)}\b"
                assert re.search(declared, there.read_text("utf-8")), f"{name} exports no {word}"


@pytest.mark.parametrize("path", SHEETS, ids=ids(SHEETS))
def test_style_sheets_are_short_and_ours(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("/* ")
    assert len(text.splitlines()) <= LONGEST
    assert "@import" not in text
    assert "url(" not in text


def test_every_icon_is_in_the_sprite_and_used() -> None:
    there = set(re.findall(r'<symbol id="([^"]+)"', (assets.FRAME / frame.SPRITE).read_text("utf-8")))
    text = "\n".join(path.read_text("utf-8") for path in [*TEMPLATES, *MODULES, Path(frame.__file__)])
    named = re.findall(r'icon\("([a-z0-9-]+)"|icon_button\("([a-z0-9-]+)"|(?:icon|picture): "([a-z0-9-]+)"', text)
    listed = {entry.icon for entry in menu() if entry.group == "main"}  # links in other groups show none
    assert {"".join(names) for names in named} | listed <= there
    unused = there - listed
    assert [name for name in sorted(unused) if f'"{name}"' not in text and f"#{name}" not in text] == []


def test_a_page_names_all_modules_that_it_needs() -> None:
    needed = set(assets.imports("islands/islands-page.js"))
    assert {"js/dom.js", "js/clock.js", "islands/islands-table.js"} < needed
    assert "vendor/tabulator-6.5.3/tabulator_esm.min.mjs" in needed
    assert "islands/islands-page.js" not in needed
    assert all(file(name).is_file() for name in needed)


def test_a_page_names_what_templates_need_of_each_other() -> None:
    folder = next(VENDOR.glob("lit-html-*"))
    there = {path.relative_to(assets.FRAME).as_posix() for path in folder.rglob("*.js")}
    assert there < set(assets.imports("js/templates.js")) | {"js/templates.js"}


def test_the_version_of_the_assets_is_one_of_all_of_them() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", assets.version())
