"""Encryption between till and server: a pinned CA, and every way it goes wrong told in words of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from cashier_app import config
from cashier_app.cli import main
from cashier_app.core.words import Words
from cashier_app.server import tls
from cashier_app.server.tls import Certificate
from cashier_app.simulation.small_till import FAST
from cashier_app.sync.enrolment import ServerNotTrusted, enrol
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import Health
from cashier_app.sync.state import TROUBLES, WAYS_OUT, Trouble
from cashier_app.sync.worker import SyncWorker
from cashier_app.till.diagnosing import server_finding
from tests.certificates import Authority
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer, ServerProcess
from tests.integration.sync.conftest import MakeTill, Wait
from tests.postgres import Server

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "certificates")


@contextmanager
def serving(folder: Path, clock: ManualClock, files: tuple[str, str] | None) -> Iterator[RunningServer]:
    """A server with a certificate, whether or not it would start with it by itself."""
    certificate = Certificate(Path(files[0]), Path(files[1]), 0) if files is not None else None
    server = RunningServer(folder / "server.db", clock, certificate=certificate)
    try:
        server.publish()
        yield server
    finally:
        server.stop()


def trouble(url: str, ca_file: str = "") -> Trouble:
    """What a till calls it; `none` if the server answers."""
    link = Link(Address(url, ca_file=ca_file))
    try:
        link.ask("GET", "/v1/health", Health)
    except LinkFailure as failure:
        return failure.trouble
    else:
        return "none"
    finally:
        link.close()


# --- the till --------------------------------------------------------------------------------------------


def test_a_till_joins_and_exchanges_with_a_server_whose_ca_is_pinned(
    authority: Authority, tmp_path: Path, clock: ManualClock, make_till: MakeTill, until: Wait
) -> None:
    with serving(tmp_path, clock, authority.issue()) as server:
        assert server.url.startswith("https://")
        till = make_till()
        joined = enrol(server.url, server.pair(), "till", "machine", str(authority.file))
        till.store.enrolled(joined)
        worker = SyncWorker(till.store, Address(server.url, joined.key, str(authority.file)), clock, print, FAST)
        worker.start()
        until(lambda: worker.state.online)
        # the connection is made anew after the server was away, which a till that keeps it does not hold up
        begun = time.monotonic()
        server.stop()
        assert time.monotonic() - begun < 5
        worker.sync_now()
        until(lambda: not worker.state.online)
        server.start()
        worker.sync_now()
        until(lambda: worker.state.online)
        assert worker.stop()


BROKEN: dict[str, tuple[dict[str, object], Trouble]] = {
    "another name": ({"host": "loyalty.example"}, "other_name"),
    "another address": ({"host": "127.0.0.2"}, "other_name"),
    "expired": ({"begins": -9, "ends": -1}, "certificate_expired"),
    "not valid yet": ({"begins": 1}, "certificate_expired"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_certificate_that_does_not_hold_is_named(
    case: str, authority: Authority, tmp_path: Path, clock: ManualClock
) -> None:
    terms, expected = BROKEN[case]
    with serving(tmp_path, clock, authority.issue(**terms)) as server:  # type: ignore[arg-type]
        assert trouble(server.url, str(authority.file)) == expected


def test_a_certificate_of_another_ca_is_not_the_one_expected(
    authority: Authority, tmp_path: Path, clock: ManualClock
) -> None:
    other = Authority(tmp_path / "others", "other")
    with serving(tmp_path, clock, authority.issue()) as server:
        assert trouble(server.url, str(authority.file)) == "none"
        # neither another CA's nor, without a pinned one, anything of the system's list
        assert trouble(server.url, str(other.file)) == "foreign_certificate"
        assert trouble(server.url) == "foreign_certificate"


def test_no_key_is_sent_to_a_server_that_is_not_the_one_expected(
    authority: Authority, tmp_path: Path, clock: ManualClock
) -> None:
    other = Authority(tmp_path / "others", "other")
    with serving(tmp_path, clock, authority.issue()) as server:
        code = server.pair()
        with pytest.raises(ServerNotTrusted):
            enrol(server.url, code, "till", "machine", str(other.file))
        # the code has not been used: nobody has seen it
        assert enrol(server.url, code, "till", "another machine", str(authority.file)).key


def test_the_file_to_compare_with_has_to_be_there(authority: Authority, tmp_path: Path, clock: ManualClock) -> None:
    key = authority.issue()[1]
    with serving(tmp_path, clock, authority.issue()) as server:
        for wrong in (str(tmp_path / "none.pem"), str(tmp_path), key):
            assert trouble(server.url, wrong) == "no_ca_file"


def test_plain_http_to_an_encrypting_server_and_the_reverse_are_told(
    authority: Authority, tmp_path: Path, clock: ManualClock, expect_log: Callable[[str], None]
) -> None:
    with serving(tmp_path, clock, authority.issue()) as server:
        assert trouble(server.url.replace("https://", "http://")) == "wants_tls"
    expect_log("Invalid HTTP request received")
    with serving(tmp_path, clock, None) as server:
        assert trouble(server.url.replace("http://", "https://"), str(authority.file)) == "no_tls"


@pytest.mark.parametrize("name", WAYS_OUT)
def test_the_diagnosis_says_what_is_wrong_and_what_to_do(
    name: Trouble,
    words: Words,
    make_till: MakeTill,
    authority: Authority,
    tmp_path: Path,
    clock: ManualClock,
    until: Wait,
) -> None:
    """One case comes from a real connection, the rest by their names."""
    other = Authority(tmp_path / "others", "other")
    till = make_till()
    with serving(tmp_path, clock, authority.issue()) as server:
        address = Address(server.url, "key", str(other.file))
        worker = SyncWorker(till.store, address, clock, print, FAST)
        worker.start()
        until(lambda: worker.state.trouble == "foreign_certificate")
        state = msgspec.structs.replace(worker.state, trouble=name)
        assert worker.stop()
    found = server_finding(state, config.Server(url=server.url), True, clock.now(), "UTC", words)
    assert found.standing == "error"
    assert found.text == words.translate("sync", TROUBLES[name]) != TROUBLES[name]
    assert found.way_out == words.translate("sync", WAYS_OUT[name]) != WAYS_OUT[name]


# --- the command lines -----------------------------------------------------------------------------------


def test_a_shop_is_set_up_with_encryption_by_the_command_line(
    authority: Authority, home: Path, capsys: Capture, expect_log: Callable[[str], None]
) -> None:
    certificate, key = authority.issue()
    place = home / "server.db"
    process = ServerProcess(place, home, "--certificate", certificate, "--private-key", key)
    url = process.start()
    assert url.startswith("https://")
    try:
        assert main(["server", "pair", "--database", str(place)]) == 0
        code = capsys.readouterr().out.split()[-1]
        settings = home / "settings.toml"
        settings.write_text(f"[server]\nurl = {json.dumps(url)}\n", encoding="utf-8")
        assert main(["--language", "en", "join", code]) == 1
        said = capsys.readouterr().err
        assert "The server's certificate is not the one expected" in said
        assert "[server] ca_file" in said
        plain = url.replace("https://", "http://")
        settings.write_text(f"[server]\nurl = {json.dumps(plain)}\n", encoding="utf-8")
        assert main(["--language", "en", "join", code]) == 1
        assert "https://" in capsys.readouterr().err
        pinned = f"[server]\nurl = {json.dumps(url)}\nca_file = {json.dumps(str(authority.file))}\n"
        settings.write_text(pinned, encoding="utf-8")
        assert main(["--language", "en", "join", code]) == 0
        assert "has joined" in capsys.readouterr().out
    finally:
        assert process.stop() == 0


def test_several_processes_encrypt_too(authority: Authority, home: Path, postgres: Server, until: Wait) -> None:
    place = postgres.make()
    certificate, key = authority.issue()
    (home / "settings.toml").write_text(
        f"[node]\ncertificate = {json.dumps(certificate)}\nprivate_key = {json.dumps(key)}\n", encoding="utf-8"
    )
    process = ServerProcess(place, home, "--workers", "2")
    try:
        url = process.start()
        until(lambda: trouble(url, str(authority.file)) == "none", 60)
    finally:
        assert process.stop() == 0
        postgres.drop(place)


def test_files_that_do_not_fit_are_refused_before_anything_is_served(
    authority: Authority, home: Path, capsys: Capture
) -> None:
    certificate, key = authority.issue()
    other_key = authority.issue("other")[1]
    expired = authority.issue("expired", begins=-9, ends=-1)
    future = authority.issue("future", begins=1)
    missing = str(home / "missing.pem")
    cases: list[tuple[tuple[str, ...], str]] = [
        (("--certificate", certificate), "given together"),
        (("--private-key", key), "given together"),
        (("--certificate", missing, "--private-key", key), "missing.pem cannot be read"),
        (("--certificate", certificate, "--private-key", str(home)), "cannot be read"),
        (("--certificate", key, "--private-key", key), "holds no certificate"),
        (("--certificate", certificate, "--private-key", certificate), "holds no private key"),
        (("--certificate", certificate, "--private-key", other_key), "does not belong to the certificate"),
        (("--certificate", expired[0], "--private-key", expired[1]), "has expired"),
        (("--certificate", future[0], "--private-key", future[1]), "not valid yet"),
    ]
    for options, told in cases:
        assert main(["--language", "en", "server", "run", "--port", "0", *options]) == 1, options
        said = capsys.readouterr()
        assert told in said.err, (options, said.err)
        assert "listens" not in said.out


def test_a_locked_key_is_told(authority: Authority, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        PrivateFormat,
        load_pem_private_key,
    )

    certificate, key = authority.issue()
    plain = load_pem_private_key(Path(key).read_bytes(), None)
    locked = tmp_path / "locked.key"
    locked.write_bytes(plain.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")))
    with pytest.raises(tls.KeyLocked):
        tls.checked(certificate, str(locked))


def test_a_certificate_that_ends_soon_is_spoken_of(authority: Authority, home: Path) -> None:
    certificate = tls.checked(*authority.issue(ends=10))
    assert certificate is not None
    assert certificate.days == 9
    assert tls.checked("", "") is None
