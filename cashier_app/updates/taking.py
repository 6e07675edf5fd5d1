"""From a place of updates to a whole version on this machine, step by step; each may be interrupted and begun again."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.updates import archive as archives
from cashier_app.updates import manifest as manifests
from cashier_app.updates import signing
from cashier_app.updates.errors import OTHER_PLATFORM, NoRoom, NoSuchVersion, NotFitting, NothingToDo
from cashier_app.updates.manifest import Archive, Here, Manifest
from cashier_app.updates.source import Source
from cashier_app.updates.state import Failed, State, Trial, Versions, put, sync_folder

#: Bytes that stay free on the disk, for sales.
RESERVE: Final = 300 << 20


class Offer(msgspec.Struct, frozen=True):
    """A newer version that fits here, as it was signed."""

    manifest: Manifest
    archive: Archive
    content: bytes
    signature: bytes


def look(versions: Versions, source: Source, keys: Sequence[str], here: Here) -> Offer | None:
    """Ask a place of updates for something newer; None where there is nothing.

    Raises `SourceSilent`, `NotTrusted` and `NotFitting`.  A manifest that is believed is remembered: none that was
    signed earlier is believed from then on.
    """
    content = source.small(manifests.NAME, manifests.LONGEST)
    signature = source.small(manifests.SIGNATURE, signing.LONGEST)
    found = manifests.read(content, signature, keys)
    here = known_here(versions, here)
    newer = manifests.judge(found, here)
    versions.change(lambda state: _believe(state, found))
    fitting = found.archive(here.platform)
    return Offer(found, fitting, content, signature) if newer and fitting is not None else None


def known_here(versions: Versions, here: Here) -> Here:
    """What is held against a manifest, with what is remembered here."""
    state = versions.read()
    return msgspec.structs.replace(
        here,
        platform=here.platform or manifests.platform_name(),
        issued=max(here.issued, state.issued.get(here.channel, 0)),
        failed=here.failed | frozenset(state.failed),
    )


def download(versions: Versions, source: Source, offer: Offer, pace: Callable[[int], None]) -> None:
    """Fetch the archive, going on where it stopped.  Raises `NoRoom`, `SourceSilent`, `Interrupted`, `NotTrusted`."""
    part = versions.part(offer.archive.sha256)
    have = part.stat().st_size if part.exists() else 0
    _check_room(versions.folder, offer.archive.size - have + offer.archive.unpacked)
    version = offer.manifest.version
    put(versions.manifest(version), offer.content)
    put(versions.signature(version), offer.signature)
    source.fetch(offer.archive, part, pace)


def unpack(versions: Versions, version: str, keys: Sequence[str]) -> None:
    """Make a version of what was downloaded: its name appears when it is whole and on the disk.

    Works from the files alone, so that a process of its own can do it.  Raises `NoSuchVersion`, `NotTrusted`.
    """
    manifest, archive = signed(versions, version, keys)
    part, tree = versions.part(archive.sha256), versions.tree(version)
    if not tree.exists():
        if not part.exists():
            raise NoSuchVersion(version=version)
        shutil.rmtree(versions.unpacking, ignore_errors=True)
        try:
            archives.unpack(part, versions.unpacking, archive)
        except Exception:
            # what is wrong now is wrong the next time
            part.unlink(missing_ok=True)
            shutil.rmtree(versions.unpacking, ignore_errors=True)
            raise
        if hasattr(os, "sync"):
            os.sync()
        versions.unpacking.rename(tree)
        sync_folder(versions.folder)
    versions.change(lambda state: setattr(state, "ready", manifest.version))
    part.unlink(missing_ok=True)


def signed(versions: Versions, version: str, keys: Sequence[str]) -> tuple[Manifest, Archive]:
    """The manifest kept of a version, its signature held again.  Raises `NoSuchVersion`, `NotTrusted`, `NotFitting`."""
    try:
        content, signature = versions.manifest(version).read_bytes(), versions.signature(version).read_bytes()
    except OSError as error:
        raise NoSuchVersion(version=version) from error
    manifest = manifests.read(content, signature, keys)
    archive = manifest.archive(manifests.platform_name())
    if manifest.version != version:
        raise NoSuchVersion(version=version)
    if archive is None:
        raise NotFitting(version=version, reason=OTHER_PLATFORM)
    return manifest, archive


def apply(versions: Versions, version: str, keys: Sequence[str], folder: Path, log: Path) -> None:
    """Let a version be tried at the next start: what was signed is held against what lies there once more.

    `folder` is the till's database's, `log` the till's log file.  Raises `NoSuchVersion`, `NotTrusted`.
    """
    manifest, archive = signed(versions, version, keys)
    tree = versions.tree(version)
    if not tree.is_dir():
        raise NoSuchVersion(version=version)
    archives.check_tree(tree, archive)
    trial = Trial(version, secrets.token_hex(8), manifest.trial_seconds, str(folder), str(log))

    def change(state: State) -> None:
        state.trial = trial
        state.entries[version] = archive.entry
        state.failed.pop(version, None)

    versions.change(change)


def go_back(versions: Versions, now: Instant, own: str) -> str:
    """Let the version before this one be in force from the next start on; its name.

    The version that is left is not taken again by itself.  Raises `NothingToDo` where there is none to go back to.
    """
    chosen: list[str] = []

    def change(state: State) -> None:
        left = state.trial.version if state.trial is not None else state.active
        if not left:
            raise NothingToDo
        if state.trial is None:
            there = state.previous and versions.tree(state.previous).is_dir()
            state.active, state.previous = (state.previous if there else ""), ""
            state.putting_back, state.undone = state.folder, left
        state.trial = None
        state.ready = ""
        state.failed[left] = Failed("person", now)
        chosen.append(state.active or own)

    versions.change(change)
    return chosen[0]


def _believe(state: State, found: Manifest) -> None:
    state.issued[found.channel] = max(state.issued.get(found.channel, 0), found.issued_at)


def _check_room(folder: Path, needed: int) -> None:
    free = 0
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    if free < needed + RESERVE:
        raise NoRoom(needed=(needed + RESERVE) >> 20, free=free >> 20)
