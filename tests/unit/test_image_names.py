"""Names of images: what container runtimes take, and nothing else."""

from __future__ import annotations

import pytest

from islandmgr.model.image_names import fault

DIGEST = "sha256:" + "0f" * 32


@pytest.mark.parametrize(
    "image",
    [
        "redis", "redis:7.2-alpine", "redis:RC_1", "team/server:1", "registry.example/altra", "localhost/x",
        "registry.example:5000/team/sub/server:1.2", "Registry.Example:5000/x", "10.0.0.5:5000/x:latest",
        "[fd00::1]:5000/x", f"redis@{DIGEST}", f"registry.example:5000/x:1@{DIGEST}", "a__b/c---d/e.f",
        "x:" + "t" * 128,
    ],
)  # fmt: skip
def test_good(image: str) -> None:
    assert fault(image) == ""


@pytest.mark.parametrize(
    ("image", "hint"),
    [
        ("Altra", "did you mean altra?"), ("Team/Server:RC1", "did you mean team/server:RC1?"),
        ("Team/server", "did you mean team/server?"),
        ("registry.example/Altra:1", "did you mean registry.example/altra:1?"), ("", ""), ("x:", ""), ("x: 1", ""),
        ("x:-1", ""), ("x:" + "t" * 129, ""), ("http://registry.example/x", ""), ("x@sha256:1", ""), ("a//b", ""),
        ("/x", ""), ("x/", ""), ("a_-b", ""), ("registry.example:port/x", ""), ("x\n", ""), ("中", ""),
        ("x:1:2", ""), ("x@", ""),
    ],
)  # fmt: skip
def test_bad_ones_are_quoted_and_told_what_is_accepted(image: str, hint: str) -> None:
    said = fault(image)
    assert said.startswith(f"{image!r} is not an image's name like registry.example:5000/team/server:1.2")
    assert said.endswith(hint)


def test_lengths_and_digests() -> None:
    assert fault("a" * 256) == f"{'a' * 256!r} is longer than 255 characters"
    assert "has 64 digits" in fault("x@sha256:" + "0" * 63)
