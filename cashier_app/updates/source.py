"""Where updates come from: a folder behind a web server, asked in pieces so that a break costs one piece at most."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import requests
import urllib3

from cashier_app.updates.archive import file_digest
from cashier_app.updates.errors import OTHER_CONTENT, TOO_MUCH, Interrupted, NotTrusted, SourceSilent
from cashier_app.updates.manifest import Archive

#: Bytes that are asked for at once.
PIECE: Final = 1 << 18
_CHUNK: Final = 1 << 14
#: Seconds for a connection, for a silence, and for a piece: a slow line gives 256 KiB in them, a trickle does not.
_CONNECT: Final = 10.0
_SILENCE: Final = 20.0
_LONGEST_PIECE: Final = 300.0


class Source:
    """A folder at an address; `key` is shown to a server that asks for one."""

    def __init__(self, url: str, key: str = "", ca_file: str = "") -> None:
        self._url = url.rstrip("/")
        # where the server itself gives, it does so at its own address
        self._redirects = not key
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = ca_file or True
        self._session.headers["Accept-Encoding"] = "identity"
        if key:
            self._session.headers["Authorization"] = f"Bearer {key}"

    def close(self) -> None:
        """Give the connection up."""
        self._session.close()

    def small(self, name: str, longest: int) -> bytes:
        """A small file.  Raises `SourceSilent`, and `NotTrusted` where it is longer than such a file may be."""
        content = b""
        for chunk in self._chunks(name, {}, (200,)):
            content += chunk
            if len(content) > longest:
                raise NotTrusted(reason=TOO_MUCH)
        return content

    def fetch(self, archive: Archive, part: Path, pace: Callable[[int], None]) -> None:
        """Bring a part up to the whole archive; `pace` is told the bytes of each chunk and may wait, or raise.

        Raises `SourceSilent` with what came so far kept, and `NotTrusted` with nothing kept where it is not what was
        signed.
        """
        part.parent.mkdir(parents=True, exist_ok=True)
        while (have := _size(part)) < archive.size:
            self._piece(archive, part, have, pace)
            if _size(part) <= have:
                raise SourceSilent(name=archive.name, reason="–")
        if have > archive.size or file_digest(part) != archive.sha256:
            part.unlink()
            raise NotTrusted(reason=OTHER_CONTENT)

    def _piece(self, archive: Archive, part: Path, have: int, pace: Callable[[int], None]) -> None:
        last = min(have + PIECE, archive.size) - 1
        begins: list[int] = []
        chunks = self._chunks(archive.name, {"Range": f"bytes={have}-{last}"}, (200, 206), begins)
        first = next(chunks, b"")
        # a server that does not know ranges gives everything from its beginning
        at = begins[0]
        if at not in (0, have):
            raise SourceSilent(name=archive.name, reason="Content-Range")
        with part.open("r+b" if part.exists() else "wb") as file:
            file.truncate(at)
            file.seek(at)
            chunk = first
            while chunk:
                at += len(chunk)
                if at > archive.size:
                    raise NotTrusted(reason=TOO_MUCH)
                file.write(chunk)
                pace(len(chunk))
                chunk = next(chunks, b"")

    def _chunks(
        self, name: str, headers: dict[str, str], wanted: tuple[int, ...], begins: list[int] | None = None
    ) -> Iterator[bytes]:
        """An answer bit by bit; where it begins in the file is put into `begins` before the first bit."""
        until = time.monotonic() + _LONGEST_PIECE
        try:
            with self._session.get(
                f"{self._url}/{name}",
                headers=headers,
                timeout=(_CONNECT, _SILENCE),
                stream=True,
                allow_redirects=self._redirects,
            ) as answer:
                if answer.status_code not in wanted:
                    raise SourceSilent(name=name, reason=f"HTTP {answer.status_code}")
                if begins is not None:
                    begins.append(_begin(answer))
                for chunk in answer.iter_content(_CHUNK):
                    if time.monotonic() > until:
                        raise SourceSilent(name=name, reason=f"> {_LONGEST_PIECE:.0f} s")
                    yield chunk
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise SourceSilent(name=name, reason=f"{type(error).__name__}"[:200]) from error


class Pace:
    """Lets a download be no faster than wanted, and stops it when the till is needed."""

    def __init__(
        self,
        rate: int,
        may_go_on: Callable[[], bool] = lambda: True,
        wait: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rate = rate
        self._may_go_on = may_go_on
        self._wait = wait
        self._clock = clock
        self._free_at = clock()

    def __call__(self, count: int) -> None:
        """So many bytes have come; raises `Interrupted`."""
        if not self._may_go_on():
            raise Interrupted
        now = self._clock()
        # a pause is not made up for
        self._free_at = max(self._free_at, now) + count / self._rate
        if self._free_at > now:
            self._wait(self._free_at - now)


def _begin(answer: Any) -> int:
    """Where in the file an answer begins; -1 where it does not say so."""
    if answer.status_code == 200:
        return 0
    kind, _, span = str(answer.headers.get("Content-Range", "")).partition(" ")
    begin = span.partition("-")[0]
    return int(begin) if kind == "bytes" and begin.isdigit() else -1


def _size(part: Path) -> int:
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0
