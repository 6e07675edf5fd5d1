"""HTTP to one server, with a deadline that holds and a cord that another thread may cut.

`requests` is imported when the first question is asked, on the thread that asks it.
"""

from __future__ import annotations

import contextlib
import gzip
import http.client
import logging
import re
import socket
import ssl
import threading
import time
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

import msgspec

from cashier_app.sync.messages import Problem
from cashier_app.sync.state import Trouble

if TYPE_CHECKING:
    import requests

log = logging.getLogger(__name__)
T = TypeVar("T")
E = TypeVar("E", bound=BaseException)

#: Of a path of ours what comes behind its first word.
_QUESTION: Final = re.compile(r"(/v\d+/[a-z-]+)[^\s)'\"]*")
#: An answer longer than this is no page of ours.
MAXIMUM_ANSWER: Final = 64 * 1024 * 1024
#: What comes out of the till's own database when an answer that was decoded cannot be kept for what it says.
ABSURD: Final = (ValueError, OverflowError, msgspec.MsgspecError)
#: Bodies smaller than this are not worth compressing.
WORTH_COMPRESSING: Final = 1024
#: What OpenSSL finds wrong with a certificate (X509_V_ERR_…); everything else is a signature nobody here trusts.
_CERTIFICATE_TROUBLES: Final[dict[int, Trouble]] = {
    9: "certificate_expired",  # not valid yet
    10: "certificate_expired",
    62: "other_name",
    64: "other_name",  # another IP address
}
#: What OpenSSL calls an answer that is no TLS.
_NO_TLS: Final = frozenset({"WRONG_VERSION_NUMBER", "UNKNOWN_PROTOCOL", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG"})
#: With what an answer in TLS begins: an alert, or a handshake.
_TLS_RECORDS: Final = frozenset({b"\x15", b"\x16"})
#: A server may not put a till off for longer, whatever its Retry-After says (seconds).
LONGEST_RETRY_AFTER: Final = 900.0


class Address(msgspec.Struct, frozen=True):
    """Where the server is and how this node proves who it is; `ca_file` pins the certificate."""

    url: str
    key: str = ""
    ca_file: str = ""


class LinkFailure(Exception):
    """A question got no usable answer; `retry_after` in seconds when the server named it."""

    def __init__(self, trouble: Trouble, detail: str = "", retry_after: float | None = None, status: int = 0) -> None:
        super().__init__(trouble, detail)
        self.trouble: Trouble = trouble
        self.detail = detail
        self.retry_after = retry_after
        self.status = status


class Link:
    """One thread's connection to the server; only `cut` and `close` may be called from another."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._session: requests.Session | None = None
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        #: Held for as long as a question is under way.
        self._asking = threading.Lock()
        self._closed = False

    def ask(
        self, method: str, path: str, answer: type[T], body: object = None, connect: float = 2.0, limit: float = 15.0
    ) -> T:
        """Send a message and decode the answer; the whole of it within `limit` seconds.

        Raises `LinkFailure`: for no connection, silence, an error of the server, or an answer that is
        not the message expected.
        """
        with self._asking:
            try:
                status, headers, content = self._round_trip(method, path, body, connect, limit)
            finally:
                if self._closed:
                    self._hang_up()
        if status != 200:
            raise _failure(status, headers, content)
        try:
            return msgspec.json.decode(content, type=answer)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise LinkFailure("not_a_server", without_question(f"{method} {path}: {error}")[:300]) from error

    def cut(self) -> None:
        """Break whatever is under way; the asking thread gets a `LinkFailure` at once."""
        with self._lock:
            sockets = list(self._sockets)
        for each in sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Cut, and refuse every further question; a connection that nobody uses is closed at once, else by its user."""
        self._closed = True
        self.cut()
        if self._asking.acquire(blocking=False):
            self._hang_up()
            self._asking.release()

    def _hang_up(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
        with self._lock:
            sockets, self._sockets = self._sockets, set()
        for each in sockets:
            # one that was broken while it shook hands belongs to nobody any more
            with contextlib.suppress(OSError):
                each.close()

    def connected(self, sock: socket.socket) -> None:
        """Remember an open socket, so that it can be cut."""
        with self._lock:
            self._sockets = {each for each in self._sockets if each.fileno() >= 0}
            self._sockets.add(sock)
        if self._closed:
            self.cut()

    def _round_trip(self, method: str, path: str, body: object, connect: float, limit: float) -> tuple[int, Any, bytes]:
        import requests
        import urllib3

        if self._closed:
            raise LinkFailure("unreachable", "stopped")
        content, headers = _encoded(body, self.address.key)
        guard = threading.Timer(limit, self.cut)
        guard.daemon = True
        guard.start()
        begun = time.monotonic()
        try:
            with self._open().request(
                method,
                self.address.url.rstrip("/") + path,
                data=content,
                headers=headers,
                timeout=(min(connect, limit), limit),
                allow_redirects=False,
                stream=True,
            ) as response:
                return response.status_code, response.headers, _read(response)
        except (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, OSError) as error:
            late = time.monotonic() - begun >= limit * 0.95
            trouble = _trouble(error, late)
            if trouble == "unreachable" and _cause(error, (ConnectionResetError, BrokenPipeError)) is not None:
                trouble = self._why_hung_up(connect)
            raise LinkFailure(trouble, without_question(f"{type(error).__name__}: {error}")[:300]) from error
        finally:
            guard.cancel()

    def _why_hung_up(self, seconds: float) -> Trouble:
        """Who hangs up on a plain request without a word may be waiting for TLS: greet it so, and send nothing."""
        address = urlsplit(self.address.url)
        if address.scheme != "http" or not address.hostname:
            return "unreachable"
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        # by hand: a socket that is reset while it is being wrapped is closed by nobody
        hello = context.wrap_bio(incoming, outgoing)
        with contextlib.suppress(ssl.SSLWantReadError):
            hello.do_handshake()
        place = address.hostname, address.port or 80
        with contextlib.suppress(OSError), socket.create_connection(place, seconds) as plain:
            self.connected(plain)
            plain.sendall(outgoing.read())
            if plain.recv(1) in _TLS_RECORDS:
                return "wants_tls"
        return "unreachable"

    def _open(self) -> requests.Session:
        if self._session is None:
            import requests

            session = requests.Session()
            # the machine's proxies and .netrc are not ours: the latter would replace the key we send
            session.trust_env = False
            session.verify = _ca_file(self.address.ca_file)
            adapter = _adapter(self)
            session.mount("http://", adapter)
            session.mount("https://", adapter)
            self._session = session
        return self._session


def without_question(text: str) -> str:
    """What went wrong without what was asked: an address may end in a card's or a telephone's digits."""
    return _QUESTION.sub(r"\1", text)


def _ca_file(name: str) -> str | bool:
    """The file of the certificate that the server must be signed by, or True for the system's list."""
    if not name:
        return True
    file = Path(name).expanduser()
    try:
        ssl.create_default_context(cafile=file)
    except (OSError, ValueError) as error:
        raise LinkFailure("no_ca_file", f"{file}: {error}"[:300]) from error
    return str(file)


def _adapter(link: Link) -> requests.adapters.HTTPAdapter:
    """Transport whose sockets are known to the link from the moment they are connected."""
    import requests
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            link.connected(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            link.connected(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    adapter = requests.adapters.HTTPAdapter(pool_connections=1, pool_maxsize=1)
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return adapter


def _encoded(body: object, key: str) -> tuple[bytes | None, dict[str, str]]:
    """The body as it is sent, compressed where that helps, and the headers that go with it."""
    headers = {"Accept": "application/json", "Accept-Encoding": "gzip"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    if body is None:
        return None, headers
    content = msgspec.json.encode(body)
    headers["Content-Type"] = "application/json"
    if len(content) >= WORTH_COMPRESSING:
        content = gzip.compress(content, compresslevel=5)
        headers["Content-Encoding"] = "gzip"
    return content, headers


def _read(response: requests.Response) -> bytes:
    """The whole answer, as long as it is not absurd."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip"):
        # nothing else was asked for; packed several times over, a few bytes would fill the memory
        raise LinkFailure("not_a_server", f"Content-Encoding: {encoding}"[:100])
    parts: list[bytes] = []
    size = 0
    for part in response.iter_content(65_536):
        parts.append(part)
        size += len(part)
        if size > MAXIMUM_ANSWER:
            raise LinkFailure("not_a_server", f"more than {MAXIMUM_ANSWER} bytes")
    return b"".join(parts)


def _trouble(error: BaseException, late: bool) -> Trouble:
    """What a failure of the transport is called."""
    import requests

    if encryption := _encryption_trouble(error):
        return encryption
    if isinstance(error, requests.ConnectTimeout):
        return "unreachable"
    if late or isinstance(error, requests.Timeout) or "Read timed out" in str(error):
        return "no_answer"
    strange = requests.exceptions.ContentDecodingError, requests.exceptions.InvalidHeader
    if isinstance(error, strange) or "BadStatusLine" in str(error) or "Expecting" in str(error):
        return "not_a_server"
    return "unreachable"


def _encryption_trouble(error: BaseException) -> Trouble | None:
    """What is wrong with the server's certificate, or with encryption at all."""
    failed = _cause(error, ssl.SSLError)
    if isinstance(failed, ssl.SSLCertVerificationError):
        return _CERTIFICATE_TROUBLES.get(failed.verify_code, "foreign_certificate")
    if failed is not None and failed.reason in _NO_TLS:
        return "no_tls"
    return None


def _cause(error: BaseException, kind: type[E] | tuple[type[E], ...]) -> E | None:
    """The error of a kind that another one came from."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, kind):
        found = found.__cause__ or found.__context__
    return found


def _failure(status: int, headers: Any, content: bytes) -> LinkFailure:
    """What an answer other than 200 means."""
    detail = f"HTTP {status}"
    known = str(headers.get("Content-Type", "")).startswith("application/problem+json")
    if known:
        with contextlib.suppress(msgspec.MsgspecError):
            problem = msgspec.json.decode(content, type=Problem)
            detail = f"{detail}: {problem.title}: {problem.detail}"[:300]
    trouble: Trouble
    if status in (429, 503):
        trouble = "busy"
    elif status >= 500:
        trouble = "failing"
    elif status in (401, 403) and known:
        trouble = "unknown_key"
    else:
        trouble = "refused" if known else "not_a_server"
    return LinkFailure(trouble, detail, retry_after(headers.get("Retry-After"), headers.get("Date")), status)


def retry_after(value: str | None, date: str | None = None) -> float | None:
    """Seconds of a Retry-After header, a number or a date told by the server's own clock; None without one."""
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            until = parsedate_to_datetime(value)
            at = parsedate_to_datetime(date) if date else None
        except ValueError:
            return None
        seconds = (until - at).total_seconds() if at is not None else 0.0
    # also false for a NaN
    return min(seconds, LONGEST_RETRY_AFTER) if seconds >= 0 else None
