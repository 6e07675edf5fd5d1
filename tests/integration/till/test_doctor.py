"""`cashier-app doctor`: what is wrong is found and said with a way out, nothing is changed, nothing personal leaves."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cashier_app.cli import main
from cashier_app.clock import SystemClock
from cashier_app.devices.simulators.paper import Model
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.devices.simulators.scale import Make, ScaleSimulator
from cashier_app.devices.simulators.terminal import TerminalServer
from cashier_app.till.doctor import bundle
from cashier_app.till.opening import Till
from tests.integration.server.running import RunningServer
from tests.integration.till.shop import ANNA, COFFEE, found_shop, scan

#: What must never be in a file for support: a telephone, a card, a name, an address of mail, a node's key.
PLANTED = ("+7 912 345-67-89", ANNA, "Орлова", "anna@example.ru", "ab" * 32, "s3cretTokenOf16ch")


def look(*arguments: str) -> int:
    """Run it in English."""
    return main(["--language", "en", "doctor", *arguments])


def things(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, dict[str, object]]]:
    """Exit code, and what was found by key."""
    capsys.readouterr()
    code = look("--json", *arguments)
    told = json.loads(capsys.readouterr().out)
    assert (told["standing"] == "error") == (code == 1)
    return code, {each["key"]: each for each in told["things"]}


@contextmanager
def simulated() -> Iterator[PrinterSimulator]:
    """A printer on the network."""
    printer = PrinterSimulator.over_tcp()
    try:
        yield printer
    finally:
        printer.stop()


@pytest.fixture
def folder(home: Path) -> Path:
    """Where the till's database lies."""
    (home / "settings.toml").write_text("")
    return home / "data" / "till"


@pytest.fixture
def till(folder: Path) -> Iterator[Till]:
    """A till that runs."""
    opened = found_shop(folder, SystemClock())
    yield opened
    opened.close()


def test_on_a_new_machine_it_says_what_is_missing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert look() == 3
    said = capsys.readouterr().out
    assert "There is no settings file: the till sells with the defaults" in said
    assert "There is no database yet" in said
    assert "something wants a look" in said
    assert not (home / "data" / "till").exists(), "looking makes nothing"


def test_a_till_that_runs_is_looked_at_without_being_touched(
    till: Till, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with simulated() as printer:
        (folder.parents[1] / "settings.toml").write_text(f'[[printers]]\naddress = "{printer.address}"\n')
        _, found = things(capsys)
    assert found["printer:receipts"]["standing"] == "off"
    assert "uses it" in str(found["printer:receipts"]["text"])
    facts = dict(found["database"]["facts"])  # type: ignore[call-overload]
    assert facts["Held by process"] not in ("", "—")
    till.selling.scan(scan(COFFEE))
    till.paying.start()
    assert till.paying.pay_cash("5000").result(30).sold is not None, "it sells on"


def test_printer_and_scale_are_asked_themselves(
    expect_log: Callable[[str], None], home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expect_log("")
    with simulated() as printer:
        scale = ScaleSimulator(tmp_path / "scale", Make(settle_seconds=0.0))
        try:
            settings = f'[[printers]]\naddress = "{printer.address}"\n[scale]\nport = "{scale.address}"\n'
            (home / "settings.toml").write_text(settings)
            scale.put(1250)
            _, found = things(capsys)
            assert (found["printer:receipts"]["standing"], found["scale"]["standing"]) == ("good", "good")
            assert dict(found["scale"]["facts"])["On it"] == "1.25 kg"  # type: ignore[call-overload]
            printer.open_cover()
            code, found = things(capsys)
            assert (code, found["printer:receipts"]["text"]) == (1, "The printer's cover is open")
            assert "Close the cover" in str(found["printer:receipts"]["way_out"])
        finally:
            scale.stop()
    code, found = things(capsys)
    assert (code, found["printer:receipts"]["text"]) == (1, "The printer is off or cannot be reached")
    assert found["scale"]["standing"] == "error"
    _, found = things(capsys, "--no-devices")
    assert "scale" not in found


def test_the_payment_terminal_is_asked_and_charges_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server = TerminalServer()
    settings = f'[terminal]\ndriver = "simulator"\naddress = "{server.address}"\n'
    (home / "settings.toml").write_text(settings)
    try:
        _, found = things(capsys)
        assert found["terminal"]["standing"] == "good"
        assert [request.do for request in server.requests] == ["ask"]
        assert server.book == []
    finally:
        server.stop()
    _, found = things(capsys)
    assert found["terminal"]["standing"] == "error"
    assert "off or cannot be reached" in str(found["terminal"]["text"])


def test_the_drawer_of_a_printer_is_told_of(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printer = PrinterSimulator.over_tcp(model=Model(drawer_sensor="low"))
    settings = f'[[printers]]\naddress = "{printer.address}"\ndrawer_sensor = "low"\n'
    (home / "settings.toml").write_text(settings)
    printer.move_drawer(True)
    try:
        _, found = things(capsys)
        assert dict(found["printer:receipts"]["facts"])["Cash drawer"] == "The drawer is open"  # type: ignore[call-overload]
    finally:
        printer.stop()


def test_a_scanner_that_is_not_plugged_in_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "settings.toml").write_text('[scanner]\nport = "/dev/nothing-here"\n')
    code, found = things(capsys)
    assert (code, found["scanners"]["standing"]) == (1, "error")
    assert "/dev/nothing-here" in str(found["scanners"]["text"])


def test_the_server_is_asked_as_a_till_asks_it(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server = RunningServer(tmp_path / "loyalty.db", SystemClock())
    try:
        (home / "settings.toml").write_text(f'[server]\nurl = "{server.url}"\n')
        _, found = things(capsys)
        assert found["server"]["standing"] == "good"
    finally:
        server.stop()
        server.database.close()
    code, found = things(capsys)
    assert (code, found["server"]["text"]) == (1, "The server cannot be reached")


def test_a_damaged_database_is_named(till: Till, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    till.close()
    file = folder / "till.db"
    file.write_bytes(b"not a database at all" * 1000)
    code, found = things(capsys)
    assert (code, found["database"]["standing"]) == (1, "error")
    assert found["database"]["way_out"]


def test_what_waits_for_a_person_is_counted(till: Till, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_aside = "UPDATE outbox SET state = 'rejected', reason = 'mistake'"
    till.database.worker.call(lambda unit: unit.meta._link.driver.execute(set_aside) and None)
    code, found = things(capsys)
    assert (code, found["queue"]["standing"]) == (1, "error")
    assert dict(found["queue"]["facts"])["Set aside by the server"] == "1"  # type: ignore[call-overload]


def test_nothing_personal_and_nothing_that_opens_anything_goes_to_support(
    till: Till, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "settings.toml").write_text(
        f'[node]\nmetrics_token = "{PLANTED[-1]}"\n[server]\nurl = "http://someone:{PLANTED[-2][:20]}@127.0.0.1:9/"\n'
        f'[shop]\nfooter = ["звоните {PLANTED[0]}, пишите {PLANTED[3]}"]\n'
    )
    logs = home / "logs"
    logs.mkdir(exist_ok=True)
    (logs / "till.log").write_text(f'{{"message": "{PLANTED[0]} {PLANTED[1]} {PLANTED[3]} key {PLANTED[4]}"}}\n')
    assert [user.name for user in till.people.everybody() if PLANTED[2] in user.name], "people are in its database"
    look("--bundle", str(tmp_path))
    [file] = tmp_path.glob("support-till1-*.zip")
    assert str(file) in capsys.readouterr().err
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        content = b"\n".join(archive.read(name) for name in names)
    assert {"doctor.json", "settings.toml", "database.json", "packages.txt", "logs/till.log"} <= set(names)
    text = content.decode()
    for secret in PLANTED:
        assert secret not in text, secret
    assert PLANTED[-2][:20] not in text
    assert "9123456789" not in text
    assert "…" in text


def test_a_file_for_support_is_there_whole_or_not_at_all(home: Path, tmp_path: Path) -> None:
    assert look("--bundle", str(tmp_path / "no" / "such" / "folder.zip")) == 1
    assert not list(tmp_path.glob("**/*.zip*"))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ('metrics_token = "abc"', 'metrics_token = "…"'),
        ("url = 'https://me:pw@host/x'", "url = 'https://…@host/x'"),
        ("columns = 42", "columns = 42"),
        ("ab" * 32, "…"),
        ("карта 7770000000000019", "карта …0019"),
    ],
)
def test_texts_are_cleaned(text: str, clean: str) -> None:
    assert bundle.cleaned(text) == clean
