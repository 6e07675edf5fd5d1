"""A release's manifest: what it is, for whom, how large, and until when it may be believed."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from cashier_app.core.clock import Instant
from cashier_app.updates import numbers, signing
from cashier_app.updates.errors import (
    DATABASE_NEWER,
    EXPIRED,
    FAILED_BEFORE,
    HELD,
    OLDER,
    OTHER_CHANNEL,
    OTHER_PLATFORM,
    SERVER_OLDER,
    TOO_MUCH,
    TOO_OLD,
    UNREADABLE,
    NotFitting,
    NotTrusted,
)

NAME: Final = "manifest.json"
SIGNATURE: Final = "manifest.json.sig"
#: Longest manifest that is read, in bytes.
LONGEST: Final = 65_536
#: Largest archive, and largest content of one, in bytes.
LARGEST: Final = 4 << 30

_PART: Final = "[A-Za-z0-9_][A-Za-z0-9._+-]*"
Number = Annotated[str, Meta(pattern=numbers.PATTERN)]
Channel = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """The program for one platform: a .tar.gz of its folder; `entry` is started, sizes are in bytes."""

    platform: Annotated[str, Meta(pattern=r"^[a-z0-9_]{1,20}-[a-z0-9_]{1,20}$")]
    name: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$")]
    size: Annotated[int, Meta(ge=1, le=LARGEST)]
    sha256: Digest
    #: Bytes of all files, how many entries there are, and the digest of the whole tree (`archive.tree_digest`).
    unpacked: Annotated[int, Meta(ge=1, le=LARGEST)]
    entries: Annotated[int, Meta(ge=1, le=200_000)]
    tree: Digest
    entry: Annotated[str, Meta(pattern=rf"^{_PART}(/{_PART})*$", max_length=200)]


class Revisions(msgspec.Struct, frozen=True):
    """Newest migrations that the version knows, as whole numbers; 0: not told."""

    till: Annotated[int, Meta(ge=0)] = 0
    server: Annotated[int, Meta(ge=0)] = 0


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What whoever publishes has signed; fields that are not known here are for later versions."""

    format: Literal[1] = 1
    program: Literal["cashier-app"] = "cashier-app"
    version: Number
    channel: Channel = "stable"
    issued: Annotated[datetime, Meta(tz=True)]
    expires: Annotated[datetime, Meta(tz=True)]
    #: The oldest version that may be replaced by this one at once.
    updates_from: Number = "0.0"
    database: Revisions = Revisions()
    #: The oldest server that it can exchange with; "": any.
    server: Annotated[str, Meta(pattern=rf"(^$)|{numbers.PATTERN}")] = ""
    #: Seconds within which somebody must be able to scan.
    trial_seconds: Annotated[int, Meta(ge=1, le=7200)] = 300
    notes: dict[Literal["ru", "en"], Annotated[str, Meta(max_length=2000)]] = {}
    archives: Annotated[tuple[Archive, ...], Meta(min_length=1, max_length=20)]

    @property
    def issued_at(self) -> Instant:
        """When it was signed."""
        return instant(self.issued)

    def archive(self, wanted: str) -> Archive | None:
        """That of a platform."""
        return next((each for each in self.archives if each.platform == wanted), None)


class Here(msgspec.Struct, frozen=True, kw_only=True):
    """What a manifest is held against: this machine as it is."""

    version: str
    now: Instant
    channel: str = "stable"
    platform: str = ""
    #: When the newest manifest of the channel that was believed was signed.
    issued: Instant = 0
    #: The database's revision; 0: not known.
    revision: int = 0
    #: The server's version; None: this till has none, "": it is older than telling.
    server: str | None = None
    #: No version beyond this; "": the newest.
    hold: str = ""
    failed: frozenset[str] = frozenset()


def instant(moment: datetime) -> Instant:
    """A moment as the rest of the program counts."""
    return round(moment.timestamp() * 1000)


def moment(at: Instant) -> datetime:
    """An instant as a manifest writes it."""
    return datetime.fromtimestamp(at // 1000, UTC)


def platform_name() -> str:
    """This system as manifests name it: linux-x86_64, win32-x86_64."""
    machine = platform.machine().lower().replace("amd64", "x86_64")
    return f"{sys.platform}-{machine}"


def read(content: bytes, signature: bytes, keys: Sequence[str]) -> Manifest:
    """A manifest whose signature holds.  Raises `NotTrusted`; nothing is read of one that nobody signed."""
    if len(content) > LONGEST:
        raise NotTrusted(reason=TOO_MUCH)
    signing.verify(content, signature, (*signing.SHIPPED, *keys))
    try:
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.MsgspecError as error:
        raise NotTrusted(reason=UNREADABLE) from error


def judge(manifest: Manifest, here: Here) -> bool:
    """Whether a signed manifest brings something newer.

    Raises `NotTrusted` for one that is shown again or to the wrong channel, and `NotFitting` for a newer version that
    cannot be put in here.  A clock that stands before the last believed manifest is not believed.
    """
    if manifest.channel != here.channel:
        raise NotTrusted(reason=OTHER_CHANNEL)
    if manifest.issued_at < here.issued:
        raise NotTrusted(reason=OLDER)
    if instant(manifest.expires) <= max(here.now, here.issued):
        raise NotTrusted(reason=EXPIRED)
    if numbers.order(manifest.version) <= numbers.order(here.version):
        return False
    for reason in _obstacles(manifest, here):
        raise NotFitting(version=manifest.version, reason=reason)
    return True


def _obstacles(manifest: Manifest, here: Here) -> list[object]:
    order = numbers.order
    found: Mapping[object, bool] = {
        HELD: bool(here.hold) and order(manifest.version) > order(here.hold),
        FAILED_BEFORE: manifest.version in here.failed,
        OTHER_PLATFORM: manifest.archive(here.platform) is None,
        TOO_OLD: order(here.version) < order(manifest.updates_from),
        SERVER_OLDER: here.server is not None and bool(manifest.server) and order(here.server) < order(manifest.server),
        DATABASE_NEWER: 0 < manifest.database.till < here.revision,
    }
    return [reason for reason, stands in found.items() if stands]
