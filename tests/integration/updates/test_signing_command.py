"""Whoever brings out a version: a key, a folder that any web server can give out, a later end of validity."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cashier_app.cli import main
from cashier_app.updates import manifest
from cashier_app.updates.manifest import Manifest


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A version of a few bytes."""
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "cashier-app").write_text("#!/bin/sh\necho hello\n", encoding="ascii")
    (folder / "cashier-app").chmod(0o755)
    return folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_version_is_signed_for_everybody_and_renewed_by_a_key_of_ones_own(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, out, home = tmp_path / "release.key", tmp_path / "out", ["--home", str(tmp_path / "home"), "--language", "en"]
    assert main([*home, "update", "keygen", str(key)]) == 0
    public = capsys.readouterr().out.partition('keys = ["')[2].partition('"')[0]
    assert mode(key) == 0o600
    sign = [*home, "update", "sign", str(out), "--version", "1.4.2", "--key", str(key), "--days", "10"]
    before = os.umask(0o077)
    try:
        assert main([*sign, "--program", f"linux-x86_64={program}"]) == 0
    finally:
        os.umask(before)
    there = {path.name: mode(path) for path in out.iterdir()}
    names = (manifest.NAME, manifest.SIGNATURE, "cashier-app-1.4.2-linux-x86_64.tar.gz")
    assert there == dict.fromkeys(names, 0o644)
    assert mode(out) == 0o755
    first = told(out, public)
    assert (first.version, first.archives[0].name) == ("1.4.2", names[2])
    assert main([*home, "update", "renew", str(out), "--key", str(key), "--days", "60"]) == 0
    renewed = told(out, public)
    assert renewed.expires > first.expires
    assert renewed.archives == first.archives


def told(folder: Path, public: str) -> Manifest:
    """What is signed there, by a key that a till knows."""
    return manifest.read((folder / manifest.NAME).read_bytes(), (folder / manifest.SIGNATURE).read_bytes(), [public])
