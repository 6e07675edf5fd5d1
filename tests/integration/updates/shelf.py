"""Small versions to be put in: a program of a few lines each, packed and signed as a real one."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cashier_app.core.clock import Instant
from cashier_app.updates import archive, manifest, signing
from cashier_app.updates.manifest import Archive, Here, Manifest, moment, platform_name

NOW: Instant = 1_795_000_000_000

#: It is ready.
READY = 'if [ -n "$CASHIERAPP_TRIAL" ]; then printf %s "$CASHIERAPP_TRIAL" > "$CASHIERAPP_TRIAL_FILE.x" && '
READY += 'mv "$CASHIERAPP_TRIAL_FILE.x" "$CASHIERAPP_TRIAL_FILE"; fi'
HANGS = "exec sleep 15"
CRASHES = "echo boom >&2; exit 3"
SAYS_NO = 'printf "failed %s the database does not open" "$CASHIERAPP_TRIAL" > "$CASHIERAPP_TRIAL_FILE"; exec sleep 60'
#: What a version does: it writes down that it began, and then `body`.
PROGRAM = """#!/bin/sh
echo "{version} $*" >> "$CASHIER_HOME/begun"
{body}
"""


class Shelf:
    """A folder of one release after another, as a web server gives it out."""

    def __init__(self, folder: Path, *keys: Ed25519PrivateKey) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.keys = keys or (Ed25519PrivateKey.generate(),)
        self.issued = NOW

    @property
    def public(self) -> tuple[str, ...]:
        """What the till's settings say."""
        return tuple(signing.public_of(key) for key in self.keys)

    def put(self, version: str, body: str = READY, weight: int = 0, **changes: Any) -> Manifest:
        """Publish a version that does `body`; `weight` bytes that cannot be pressed make it longer."""
        with tempfile.TemporaryDirectory() as made:
            program = Path(made) / "program"
            (program / "lib").mkdir(parents=True)
            entry = program / "start"
            entry.write_text(PROGRAM.format(version=version, body=body))
            entry.chmod(0o755)
            seed = version.encode()
            (program / "lib" / "weight").write_bytes(b"".join(_noise(seed, weight)))
            (program / "lib" / "link").symlink_to("weight")
            return self.put_folder(version, program, "start", **changes)

    def put_folder(self, version: str, program: Path, entry: str, **changes: Any) -> Manifest:
        """Publish a folder as a version."""
        name = f"cashier-app-{version}.tar.gz"
        packed = msgspec.structs.asdict(archive.pack(program, self.folder / name))
        one = Archive(platform=platform_name(), name=name, entry=entry, **packed)
        self.issued += 1000
        fields: dict[str, Any] = {
            "version": version,
            "issued": moment(self.issued),
            "expires": moment(self.issued) + timedelta(days=60),
            "trial_seconds": 20,
            "archives": (one,),
        }
        return self.give(Manifest(**(fields | changes)))

    def give(self, made: Manifest) -> Manifest:
        """Sign a manifest and put it where it is looked for."""
        content = msgspec.json.encode(made)
        (self.folder / manifest.NAME).write_bytes(content)
        (self.folder / manifest.SIGNATURE).write_bytes(signing.sign(content, self.keys))
        return made


def here(version: str = "1.0", now: Instant = NOW + 10_000, **more: Any) -> Here:
    """A till as manifests are held against it."""
    return Here(version=version, now=now, platform=platform_name(), **more)


def _noise(seed: bytes, count: int) -> list[bytes]:
    import hashlib

    blocks, size = [], 0
    while size < count:
        seed = hashlib.sha256(seed).digest()
        blocks.append(seed)
        size += len(seed)
    return blocks
