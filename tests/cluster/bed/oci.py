"""OCI images without a registry or a Docker engine: folder trees become layers, layers become images.

The same tree gives the same bytes (sorted names, fixed times, root as owner), and a layer whose inputs
did not change is not made again. Knows nothing of what is in the images.
"""

from __future__ import annotations

import hashlib
import io
import json
import platform
import shutil
import tarfile
import tempfile
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

TIME = 1_767_225_600  # 2026-01-01; every file and image is of this moment
CREATED = "2026-01-01T00:00:00Z"
ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
OCI = "application/vnd.oci.image"


@dataclass(frozen=True)
class Layer:
    """An uncompressed tar in the cache; its digest is its identity."""

    path: Path
    digest: str
    size: int


@dataclass(frozen=True)
class Image:
    """A name, layers from the bottom up, and how it runs (OCI `config`: Env, Cmd, ...)."""

    name: str
    layers: tuple[Layer, ...]
    config: dict[str, Any] = field(default_factory=dict)

    def documents(self) -> tuple[bytes, bytes]:
        """The image's config and manifest, ready to write."""
        config = _json(
            {
                "created": CREATED,
                "architecture": ARCHITECTURE,
                "os": "linux",
                "config": self.config,
                "rootfs": {"type": "layers", "diff_ids": [layer.digest for layer in self.layers]},
            }
        )
        layers = [
            {"mediaType": f"{OCI}.layer.v1.tar", "digest": layer.digest, "size": layer.size} for layer in self.layers
        ]
        manifest = _json(
            {
                "schemaVersion": 2,
                "mediaType": f"{OCI}.manifest.v1+json",
                "config": {"mediaType": f"{OCI}.config.v1+json", **_describe(config)},
                "layers": layers,
            }
        )
        return config, manifest

    @property
    def digest(self) -> str:
        """Changes when anything in the image changes."""
        return str(_describe(self.documents()[1])["digest"])

    def write(self, out: IO[bytes], less: Collection[str] = ()) -> None:
        """The image as an OCI archive, which `ctr images import` reads, from a pipe too.

        `less` are digests of layers that the reader has already and need not be sent.
        """
        config, manifest = self.documents()
        index = _json(
            {
                "schemaVersion": 2,
                "mediaType": f"{OCI}.index.v1+json",
                "manifests": [
                    {
                        "mediaType": f"{OCI}.manifest.v1+json",
                        **_describe(manifest),
                        "annotations": {"io.containerd.image.name": self.name},
                        "platform": {"architecture": ARCHITECTURE, "os": "linux"},
                    }
                ],
            }
        )
        with tarfile.open(fileobj=out, mode="w|", format=tarfile.GNU_FORMAT) as archive:
            _add(archive, "oci-layout", _json({"imageLayoutVersion": "1.0.0"}))
            for content in (config, manifest):
                _add(archive, _blob(_describe(content)["digest"]), content)
            for layer in dict.fromkeys(layer for layer in self.layers if layer.digest not in less):
                info = _entry(_blob(layer.digest), layer.size)
                with layer.path.open("rb") as source:
                    archive.addfile(info, source)
            _add(archive, "index.json", index)


def layer(cache: Path, inputs: str, fill: Callable[[Path], None]) -> Layer:
    """The layer for these inputs: from the cache, or made by `fill`, which gets an empty folder."""
    key = hashlib.sha256(inputs.encode()).hexdigest()
    folder = cache / "layers"
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / f"{key}.json"
    if record.exists():
        found = json.loads(record.read_text())
        path = folder / found["file"]
        if path.exists() and path.stat().st_size == found["size"]:
            record.touch()  # still in use: `prune` goes by this
            return Layer(path, found["digest"], found["size"])
    scratch = Path(tempfile.mkdtemp(prefix="making-", dir=folder))
    try:
        root = scratch / "root"
        root.mkdir()
        fill(root)
        draft = scratch / "layer.tar"
        digest = _pack(root, draft)
        path = folder / f"{digest.removeprefix('sha256:')}.tar"
        draft.rename(path)
        size = path.stat().st_size
        record.write_text(json.dumps({"file": path.name, "digest": digest, "size": size}))
    finally:
        shutil.rmtree(scratch)
    return Layer(path, digest, size)


def prune(cache: Path, days: float = 7) -> None:
    """Drop layers that no build has asked for in so many days, and what killed builds left."""
    folder = cache / "layers"
    oldest = time.time() - days * 86400
    records = list(folder.glob("*.json"))
    kept = {json.loads(r.read_text())["file"] for r in records if r.stat().st_mtime >= oldest}
    for record in records:
        if record.stat().st_mtime < oldest:
            record.unlink()
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest and path.suffix != ".json" and path.name not in kept:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def tree_hash(*folders: Path, skip: tuple[str, ...] = ("__pycache__",)) -> str:
    """A hash of names, modes and contents: the `inputs` of a layer that copies folders."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted([folder, *folder.rglob("*")]):
            if path.is_file() and not set(path.parts) & set(skip):
                name = path.relative_to(folder.parent)
                digest.update(f"{name} {path.stat().st_mode:o} {path.stat().st_size}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _pack(root: Path, target: Path) -> str:
    """Write the tree as a tar; its digest."""
    with tarfile.open(target, "w", format=tarfile.GNU_FORMAT) as archive:
        for path in sorted(root.rglob("*")):
            info = archive.gettarinfo(str(path), str(path.relative_to(root)))
            if info is None:
                continue  # a socket: cannot be packed and is never meant
            info.mtime = TIME
            info.uid = info.gid = 0
            info.uname = info.gname = "root"
            if info.isreg():
                with path.open("rb") as source:
                    archive.addfile(info, source)
            else:
                archive.addfile(info)
    with target.open("rb") as packed:
        return f"sha256:{hashlib.file_digest(packed, 'sha256').hexdigest()}"


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True).encode()


def _describe(content: bytes) -> dict[str, Any]:
    return {"digest": f"sha256:{hashlib.sha256(content).hexdigest()}", "size": len(content)}


def _blob(digest: str) -> str:
    return "blobs/" + digest.replace(":", "/")


def _entry(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, TIME, 0o644
    return info


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    archive.addfile(_entry(name, len(content)), io.BytesIO(content))
