"""A server is heard where somebody chose it to be, encrypted, and by whom its keys still know."""

from __future__ import annotations

import json
import re
import ssl
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from cashier_app.cli import main
from cashier_app.server import nodes, own_certificate, tls
from cashier_app.server.serving import EveryAddress, Openness, PlainToOthers
from cashier_app.sync.enrolment import enrol
from cashier_app.sync.link import Address, Link
from cashier_app.sync.messages import Health
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.10", "fd00::1"])
def test_nobody_is_served_in_the_clear_unless_it_was_said(host: str) -> None:
    assert Openness().check("127.0.0.1") is None
    assert Openness().check("::1") is None
    with pytest.raises((EveryAddress, PlainToOthers)):
        Openness().check(host)
    with pytest.raises(PlainToOthers):
        Openness(every_address=True).check(host)
    assert Openness(every_address=True, plain_http=True).check(host) is None
    assert Openness(every_address=True, encrypted=True).check(host) is None


def test_every_address_is_refused_in_words_before_anything_is_served(home: Path, capsys: Capture) -> None:
    asked = ["--language", "en", "server", "run", "--port", "0", "--host", "0.0.0.0"]
    assert main(asked) == 1
    said = capsys.readouterr()
    assert "every address" in said.err
    assert "listens" not in said.out
    assert main([*asked, "--every-address"]) == 1
    assert "unencrypted" in capsys.readouterr().err


def test_the_shops_own_certificate_is_the_one_that_its_tills_trust(
    home: Path, tmp_path: Path, clock: ManualClock, capsys: Capture
) -> None:
    assert main(["--language", "en", "server", "certificate", "127.0.0.1", "kassa.local"]) == 0
    folder = home / "data" / "server"
    said = capsys.readouterr().out
    assert str(folder / "server.pem") in said
    checked = tls.checked(str(folder / "server.pem"), str(folder / "server.key"))
    assert checked is not None
    assert checked.days > 3600
    other, _ = own_certificate.write(tmp_path / "other", ["127.0.0.1"])
    server = RunningServer(tmp_path / "server.db", clock, certificate=checked)
    try:
        link = Link(Address(server.url, ca_file=str(folder / "server.pem")))
        assert link.ask("GET", "/v1/health", Health).version
        link.close()
        strict = ssl.create_default_context(cafile=str(folder / "server.pem"))
        strict.verify_flags |= ssl.VERIFY_X509_STRICT
        with urllib.request.urlopen(f"{server.url}/v1/health", context=strict) as answer:
            assert answer.status == 200
        link = Link(Address(server.url, ca_file=str(other)))
        with pytest.raises(Exception, match="foreign_certificate"):
            link.ask("GET", "/v1/health", Health)
        link.close()
    finally:
        server.stop()
    assert main(["--language", "en", "server", "certificate", "127.0.0.1"]) == 1
    assert "is there already" in capsys.readouterr().err


def test_a_private_key_that_everybody_may_read_is_refused(tmp_path: Path) -> None:
    certificate, key = own_certificate.write(tmp_path, ["127.0.0.1"])
    key.chmod(0o644)
    with pytest.raises(tls.KeyOpenToAll):
        tls.checked(str(certificate), str(key))


def test_a_stolen_tills_key_opens_nothing_from_the_moment_it_is_revoked(
    home: Path, clock: ManualClock, capsys: Capture
) -> None:
    server = RunningServer(home / "data" / "server" / "loyalty.db", clock)
    try:
        joined = enrol(server.url, server.pair(), "till", "machine", "")
        with urllib.request.urlopen(f"{server.url}/v1/openapi.json") as answer:
            described = json.load(answer)
        doors = [
            (method.upper(), re.sub(r"{\w+}", "00", path))
            for path, ways in described["paths"].items()
            for method, way in ways.items()
            if {"nodeKey": []} in way.get("security", [])
        ]
        assert len(doors) > 15
        assert {_status(server.url, door, joined.key) for door in doors}.isdisjoint({401})
        assert main(["server", "revoke", joined.node, "--author", "Орлова"]) == 0
        capsys.readouterr()
        assert {door: _status(server.url, door, joined.key) for door in doors} == dict.fromkeys(doors, 401)
        # the same machine that is paired anew goes on as the same till, by another key
        renewed = enrol(server.url, server.pair(), "till", "machine", "")
        assert renewed.node == joined.node
        assert renewed.key != joined.key
        assert {_status(server.url, door, joined.key) for door in doors} == {401}
        with server.database.write() as transaction:
            assert nodes.revoke(transaction, renewed.node)
    finally:
        server.stop()


def _status(url: str, door: tuple[str, str], key: str) -> int:
    method, path = door
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    body = b"{}" if method in ("POST", "PUT", "PATCH") else None
    request = urllib.request.Request(url + path, body, headers, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
