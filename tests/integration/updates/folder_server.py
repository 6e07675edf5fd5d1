"""A web server that gives a folder out, in ranges, and does what a bad one does when it is told to."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar


class FolderServer:
    """`asked` are the requests so far: (name, range)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[tuple[str, str]] = []
        #: So many bytes of answers are sent before the line breaks, once; None: it holds.
        self.breaks_after: int | None = None
        self.knows_ranges = True
        #: Names whose answer never ends.
        self.endless: set[str] = set()
        server = self

        class Handler(_Handler):
            of = server

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    of: ClassVar[FolderServer]

    def do_GET(self) -> None:
        name = self.path.lstrip("/")
        span = self.headers.get("Range", "")
        self.of.asked.append((name, span))
        with contextlib.suppress(ConnectionError):
            if name in self.of.endless:
                self._trickle()
            else:
                self._file(name, span)

    def _file(self, name: str, span: str) -> None:
        path = self.of.folder / name
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        if span and self.of.knows_ranges:
            first, _, last = span.removeprefix("bytes=").partition("-")
            part = content[int(first) : int(last) + 1]
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(content)}")
        else:
            part = content
            self.send_response(200)
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        if self.of.breaks_after is not None:
            if len(part) > self.of.breaks_after:
                self.wfile.write(part[: self.of.breaks_after])
                self.of.breaks_after = None
                self.close_connection = True
                self.connection.close()
                return
            self.of.breaks_after -= len(part)
        self.wfile.write(part)

    def _trickle(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65_536)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[FolderServer]:
    """A server of a folder, for as long as it is needed."""
    server = FolderServer(folder)
    try:
        yield server
    finally:
        server.stop()
