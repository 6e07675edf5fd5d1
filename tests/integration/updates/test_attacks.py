"""What a place of updates that is not to be trusted can do to a till: withhold, and nothing else."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cashier_app.core.errors import WorldError
from cashier_app.updates import archive, manifest, signing, taking
from cashier_app.updates.errors import (
    DATABASE_NEWER,
    EXPIRED,
    HELD,
    LEADS_OUT,
    NO_ARCHIVE,
    NO_ENTRY,
    OLDER,
    OTHER_CHANNEL,
    OTHER_CONTENT,
    OTHER_PLATFORM,
    SERVER_OLDER,
    STRANGE_ENTRY,
    TOO_MUCH,
    TOO_OLD,
    UNREADABLE,
    UNSIGNED,
    NotFitting,
    NotTrusted,
    SourceSilent,
)
from cashier_app.updates.manifest import Manifest, moment
from cashier_app.updates.source import Source
from cashier_app.updates.state import Versions
from tests.integration.updates.folder_server import FolderServer, serving
from tests.integration.updates.shelf import NOW, Shelf, here


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


@pytest.fixture
def server(shelf: Shelf) -> Iterator[FolderServer]:
    with serving(shelf.folder) as running:
        yield running


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path / "data")


@pytest.fixture
def source(server: FolderServer) -> Iterator[Source]:
    made = Source(server.url)
    yield made
    made.close()


def free(_: int) -> None:
    """No limit of the rate."""


def taken(versions: Versions, source: Source, shelf: Shelf, **as_here: Any) -> None:
    """Everything from the first look to a version that lies there."""
    offer = taking.look(versions, source, shelf.public, here(**as_here))
    assert offer is not None
    taking.download(versions, source, offer, free)
    taking.unpack(versions, offer.manifest.version, shelf.public)


# --- what is right comes, whatever the line does --------------------------------------------------------------


def test_a_version_comes_and_is_what_was_signed(versions: Versions, source: Source, shelf: Shelf) -> None:
    shelf.put("1.1", weight=700_000)
    taken(versions, source, shelf)
    tree = versions.tree("1.1")
    assert (tree / "lib" / "weight").stat().st_size == 700_000
    assert (tree / "lib" / "link").read_bytes() == (tree / "lib" / "weight").read_bytes()
    assert versions.read().ready == "1.1"
    assert not list((versions.folder / "parts").iterdir())


def test_a_broken_line_costs_one_piece(versions: Versions, source: Source, shelf: Shelf, server: FolderServer) -> None:
    made = shelf.put("1.1", weight=700_000)
    offer = taking.look(versions, source, shelf.public, here())
    assert offer is not None
    server.breaks_after = 300_000
    with pytest.raises(SourceSilent):
        taking.download(versions, source, offer, free)
    have = versions.part(made.archives[0].sha256).stat().st_size
    assert 262_144 <= have <= 300_000
    server.asked.clear()
    taking.download(versions, source, offer, free)
    assert server.asked[0] == (made.archives[0].name, f"bytes={have}-{have + 262_143}")
    taking.unpack(versions, "1.1", shelf.public)


def test_a_server_without_ranges_gives_it_too(
    versions: Versions, source: Source, shelf: Shelf, server: FolderServer
) -> None:
    shelf.put("1.1", weight=300_000)
    server.knows_ranges = False
    taken(versions, source, shelf)


def test_what_there_is_already_is_no_news(versions: Versions, source: Source, shelf: Shelf) -> None:
    shelf.put("1.1")
    assert taking.look(versions, source, shelf.public, here("1.1")) is None
    assert taking.look(versions, source, shelf.public, here("1.1.0")) is None
    assert taking.look(versions, source, shelf.public, here("1.10")) is None


# --- signatures -----------------------------------------------------------------------------------------------


def test_what_nobody_known_here_has_signed_is_refused(versions: Versions, source: Source, shelf: Shelf) -> None:
    shelf.put("1.1")
    stranger = (signing.public_of(Ed25519PrivateKey.generate()),)
    with pytest.raises(NotTrusted) as refused:
        taking.look(versions, source, stranger, here())
    assert refused.value.details["reason"] is UNSIGNED
    assert versions.read().issued == {}


def test_one_changed_byte_of_the_manifest_is_seen(versions: Versions, source: Source, shelf: Shelf) -> None:
    shelf.put("1.1")
    file = shelf.folder / manifest.NAME
    file.write_bytes(file.read_bytes().replace(b'"1.1"', b'"9.1"'))
    with pytest.raises(NotTrusted):
        taking.look(versions, source, shelf.public, here())


def test_a_signature_for_something_else_is_none(shelf: Shelf) -> None:
    content = msgspec.json.encode(shelf.put("1.1"))
    bare = shelf.keys[0].sign(content)
    import base64

    with pytest.raises(NotTrusted):
        manifest.read(content, base64.b64encode(bare), shelf.public)


def test_keys_change_hands_while_both_sign(shelf: Shelf) -> None:
    old, new = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    both = Shelf(shelf.folder, old, new)
    content = msgspec.json.encode(both.put("1.1"))
    signature = (both.folder / manifest.SIGNATURE).read_bytes()
    for key in (old, new):
        assert manifest.read(content, signature, (signing.public_of(key),)).version == "1.1"


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"format": 2}', b"\xff"])
def test_signed_nonsense_is_no_manifest(shelf: Shelf, content: bytes) -> None:
    with pytest.raises(NotTrusted) as refused:
        manifest.read(content, signing.sign(content, shelf.keys), shelf.public)
    assert refused.value.details["reason"] is UNREADABLE


@pytest.mark.parametrize(
    "changes",
    [
        {"version": "../../../etc"},
        {"version": "1.1/x"},
        {"archives": ({"name": "../a.tar.gz"},)},
        {"archives": ({"entry": "../../bin/sh"},)},
        {"archives": ({"entry": "/bin/sh"},)},
        {"archives": ({"size": 1 << 40},)},
    ],
)
def test_a_manifest_cannot_lead_out_of_its_folder(shelf: Shelf, changes: dict[str, Any]) -> None:
    fields = msgspec.to_builtins(shelf.put("1.1"))
    for key, value in changes.items():
        fields[key] = value if isinstance(value, str) else [fields["archives"][0] | value[0]]
    content = msgspec.json.encode(fields)
    with pytest.raises(NotTrusted):
        manifest.read(content, signing.sign(content, shelf.keys), shelf.public)


# --- old things shown again -----------------------------------------------------------------------------------


def test_an_older_manifest_is_not_believed_after_a_newer_one(versions: Versions, source: Source, shelf: Shelf) -> None:
    shelf.put("1.1")
    old = [(shelf.folder / name).read_bytes() for name in (manifest.NAME, manifest.SIGNATURE)]
    shelf.put("1.2")
    assert taking.look(versions, source, shelf.public, here()) is not None
    for name, content in zip((manifest.NAME, manifest.SIGNATURE), old, strict=True):
        (shelf.folder / name).write_bytes(content)
    with pytest.raises(NotTrusted) as refused:
        taking.look(versions, source, shelf.public, here())
    assert refused.value.details["reason"] is OLDER


def test_a_manifest_cannot_be_shown_for_ever(versions: Versions, source: Source, shelf: Shelf) -> None:
    made = shelf.put("1.1")
    late = manifest.instant(made.expires)
    with pytest.raises(NotTrusted) as refused:
        taking.look(versions, source, shelf.public, here(now=late))
    assert refused.value.details["reason"] is EXPIRED


def test_a_clock_put_back_does_not_make_an_expired_manifest_good(shelf: Shelf) -> None:
    made = shelf.put("1.1", expires=moment(NOW) + timedelta(days=1))
    with pytest.raises(NotTrusted) as refused:
        manifest.judge(
            msgspec.structs.replace(made, issued=moment(NOW + 9 * 86_400_000)),
            here(now=0, issued=NOW + 5 * 86_400_000),
        )
    assert refused.value.details["reason"] is EXPIRED


def test_a_signed_version_of_another_channel_is_refused(versions: Versions, source: Source, shelf: Shelf) -> None:
    shelf.put("1.1", channel="pilot")
    with pytest.raises(NotTrusted) as refused:
        taking.look(versions, source, shelf.public, here())
    assert refused.value.details["reason"] is OTHER_CHANNEL


# --- more than was signed, or something else ------------------------------------------------------------------


@pytest.mark.parametrize("name", [manifest.NAME, manifest.SIGNATURE])
def test_a_manifest_without_end_is_given_up(
    versions: Versions, source: Source, shelf: Shelf, server: FolderServer, name: str
) -> None:
    shelf.put("1.1")
    server.endless.add(name)
    with pytest.raises(NotTrusted) as refused:
        taking.look(versions, source, shelf.public, here())
    assert refused.value.details["reason"] is TOO_MUCH


def test_an_archive_without_end_is_given_up(
    versions: Versions, source: Source, shelf: Shelf, server: FolderServer
) -> None:
    made = shelf.put("1.1")
    offer = taking.look(versions, source, shelf.public, here())
    assert offer is not None
    server.endless.add(made.archives[0].name)
    with pytest.raises(NotTrusted):
        taking.download(versions, source, offer, free)
    part = versions.part(made.archives[0].sha256)
    assert part.stat().st_size <= made.archives[0].size


def test_the_archive_of_another_version_is_not_taken(versions: Versions, source: Source, shelf: Shelf) -> None:
    other = shelf.put("1.1", body="print('other')")
    made = shelf.put("1.2")
    one, two = (shelf.folder / each.archives[0].name for each in (other, made))
    two.write_bytes(one.read_bytes().ljust(made.archives[0].size, b"\0")[: made.archives[0].size])
    offer = taking.look(versions, source, shelf.public, here())
    assert offer is not None
    with pytest.raises(NotTrusted) as refused:
        taking.download(versions, source, offer, free)
    assert refused.value.details["reason"] is OTHER_CONTENT
    assert not versions.part(made.archives[0].sha256).exists()


def test_what_lies_on_the_disk_is_read_through_before_it_is_put_in(
    versions: Versions, source: Source, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.put("1.1", weight=1000)
    taken(versions, source, shelf)
    (versions.tree("1.1") / "lib" / "weight").write_bytes(b"bad disk")
    with pytest.raises(NotTrusted):
        taking.apply(versions, "1.1", shelf.public, tmp_path, tmp_path / "log")
    assert versions.read().trial is None


# --- archives -------------------------------------------------------------------------------------------------


def _entry(name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE, target: str = "") -> tuple[Any, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size, info.mode = kind, target, len(content), 0o755
    return info, content


BAD: dict[str, tuple[list[tuple[Any, bytes]], object]] = {
    "a name that climbs": ([_entry("../x", b"1")], LEADS_OUT),
    "an absolute name": ([_entry("/tmp/x", b"1")], LEADS_OUT),
    "a name that climbs in the middle": ([_entry("a/../../x", b"1")], LEADS_OUT),
    "a name of Windows": ([_entry("C:\\x", b"1")], LEADS_OUT),
    "a link out": ([_entry("a", kind=tarfile.SYMTYPE, target="../../x")], LEADS_OUT),
    "an absolute link": ([_entry("a", kind=tarfile.SYMTYPE, target="/etc")], LEADS_OUT),
    "a link out by way of another": (
        [
            _entry("deep/deep", b"", tarfile.DIRTYPE),
            _entry("a", kind=tarfile.SYMTYPE, target="deep/deep/b/../x"),
            _entry("deep/deep/b", kind=tarfile.SYMTYPE, target="../.."),
        ],
        LEADS_OUT,
    ),
    "writing through a link": ([_entry("a", kind=tarfile.SYMTYPE, target="."), _entry("a/x", b"1")], LEADS_OUT),
    "a hard link": ([_entry("a", kind=tarfile.LNKTYPE, target="/etc/passwd")], STRANGE_ENTRY),
    "a device": ([_entry("a", kind=tarfile.CHRTYPE)], STRANGE_ENTRY),
    "a pipe": ([_entry("a", kind=tarfile.FIFOTYPE)], STRANGE_ENTRY),
    "a name twice": ([_entry("a", b"1"), _entry("a", b"2")], STRANGE_ENTRY),
    "more bytes": ([_entry("a", b"1" * 101)], TOO_MUCH),
    "more entries": ([_entry(f"a{number}", b"") for number in range(11)], TOO_MUCH),
    "another tree": ([_entry("start", b"x")], OTHER_CONTENT),
}


def _signed_archive(file: Path, entries: list[tuple[Any, bytes]], tree: str = "0" * 64) -> manifest.Archive:
    with tarfile.open(file, "w:gz") as packed:
        for info, content in entries:
            packed.addfile(info, io.BytesIO(content))
    return manifest.Archive(
        platform="linux-x86_64",
        name="a.tar.gz",
        size=file.stat().st_size,
        sha256=archive.file_digest(file),
        unpacked=100,
        entries=10,
        tree=tree,
        entry="start",
    )


@pytest.mark.parametrize("case", BAD)
def test_an_archive_leads_nowhere_even_if_it_was_signed(tmp_path: Path, case: str) -> None:
    entries, reason = BAD[case]
    outside = set(tmp_path.rglob("*"))
    expected = _signed_archive(tmp_path / "a.tar.gz", entries)
    with pytest.raises(NotTrusted) as refused:
        archive.unpack(tmp_path / "a.tar.gz", tmp_path / "in", expected)
    assert refused.value.details["reason"] is reason
    left = {each for each in tmp_path.rglob("*") if "in" not in each.relative_to(tmp_path).parts}
    assert left - outside == {tmp_path / "a.tar.gz"}


def test_what_is_no_archive_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a.tar.gz"
    good = _signed_archive(file, [_entry("start", b"x" * 90)])
    file.write_bytes(file.read_bytes()[:-20])
    cut = msgspec.structs.replace(good, size=file.stat().st_size, sha256=archive.file_digest(file))
    with pytest.raises(NotTrusted) as refused:
        archive.unpack(file, tmp_path / "in", cut)
    assert refused.value.details["reason"] is NO_ARCHIVE


def test_a_version_without_its_program_is_none(tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "other").write_text("x")
    packed = archive.pack(tmp_path / "program", tmp_path / "a.tar.gz")
    expected = manifest.Archive(
        platform="linux-x86_64", name="a.tar.gz", entry="start", **msgspec.structs.asdict(packed)
    )
    with pytest.raises(NotTrusted) as refused:
        archive.unpack(tmp_path / "a.tar.gz", tmp_path / "in", expected)
    assert refused.value.details["reason"] is NO_ENTRY


def test_the_same_folder_makes_the_same_archive(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "lib").mkdir(parents=True)
        (tmp_path / name / "lib" / "a").write_text("x")
    assert archive.pack(tmp_path / "one", tmp_path / "1.gz").tree == archive.pack(tmp_path / "two", tmp_path / "2").tree


# --- versions that do not fit ---------------------------------------------------------------------------------

UNFIT: dict[str, tuple[dict[str, Any], dict[str, Any], object]] = {
    "a version in between is needed": ({"updates_from": "1.1"}, {}, TOO_OLD),
    "the server is older": ({"server": "1.5"}, {"server": "1.4"}, SERVER_OLDER),
    "the server does not tell": ({"server": "1.5"}, {"server": ""}, SERVER_OLDER),
    "the database is newer": ({"database": manifest.Revisions(till=3)}, {"revision": 4}, DATABASE_NEWER),
    "the till is held": ({}, {"hold": "1.0.9"}, HELD),
    "another system": ({}, {"platform": "win32-arm64"}, OTHER_PLATFORM),
}


@pytest.mark.parametrize("case", UNFIT)
def test_a_signed_version_that_does_not_fit_here_is_left(
    shelf: Shelf, case: str, in_words: Callable[[WorldError], str]
) -> None:
    changes, as_here, reason = UNFIT[case]
    made: Manifest = shelf.put("1.2", **changes)
    with pytest.raises(NotFitting) as refused:
        manifest.judge(made, msgspec.structs.replace(here(), **as_here))
    assert refused.value.details["reason"] is reason
    in_words(refused.value)
    for name in as_here:
        fitting = {"server": None, "revision": 0, "hold": "1.2", "platform": here().platform}[name]
        assert manifest.judge(made, msgspec.structs.replace(here(), **{name: fitting}))
