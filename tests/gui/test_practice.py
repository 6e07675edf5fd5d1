"""The training mode: a whole till to practise on, of which nothing reaches the real one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pysqlite3.dbapi2 as sqlite3
import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Places, Printer, Settings, Training
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.storage.tables import metadata
from cashier_app.till.opening import Till
from cashier_app.till.people import WrongPin
from cashier_app.till.practice import COPIED, PRACTICE_PIN, practice_cards
from cashier_app.till.rights import NeedsPermission
from cashier_app.ui.app import TillProgram
from cashier_app.ui.practice import NotWhilePractising
from cashier_app.words import load_words
from tests.gui import shop

#: What the real till did, which no practice till begins with.
LEFT = frozenset(metadata.tables) - set(COPIED)


@pytest.fixture
def settings(till_template: Path, tmp_path: Path) -> Settings:
    """The demo shop's settings over a copy of its till."""
    shutil.copytree(till_template, tmp_path / "till")
    made = shop.settings()
    return msgspec.structs.replace(made, till=msgspec.structs.replace(made.till, folder=str(tmp_path / "till")))


def opened(settings: Settings, places: Places, qtbot: QtBot) -> TillProgram:
    """A program that has opened its till."""
    made = TillProgram(settings, places, load_words("ru"))
    with qtbot.waitSignal(made.opened, timeout=10_000):
        made.show()
    return made


def close(program: TillProgram) -> None:
    """End a program."""
    program.stop()
    program.shell.close()
    shiboken6.delete(program.shell)


@pytest.fixture
def program(settings: Settings, places: Places, qtbot: QtBot) -> Iterator[TillProgram]:
    """A program at its log-in screen."""
    made = opened(settings, places, qtbot)
    yield made
    close(made)


def practise(program: TillProgram, qtbot: QtBot) -> Till:
    """Change to the practice till."""
    program.shell.desk.practise()
    qtbot.waitUntil(lambda: program.shell.desk.till is not None and program.shell.desk.till.practice, timeout=10_000)
    return program.shell.desk.open_till


def leave(program: TillProgram, qtbot: QtBot) -> Till:
    """Change back to the real till."""
    program.shell.desk.leave_practice()
    qtbot.waitUntil(
        lambda: program.shell.desk.till is not None and not program.shell.desk.till.practice, timeout=10_000
    )
    return program.shell.desk.open_till


def content(till: Till) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a till's database."""
    till.database.worker.call(lambda unit: None)
    connection = sqlite3.connect(till.database.path)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}
    finally:
        connection.close()


def sell(till: Till, *codes: str) -> None:
    """A receipt paid in cash."""
    for code in codes:
        till.selling.scan(shop.scanned(code))
    till.selling.redeem("100")
    till.paying.start()
    till.paying.pay_cash("5000").result(10)


def day(till: Till) -> None:
    """A whole day: a shift, a sale with points, a registration, cash moved, a parked receipt, the shift closed."""
    from cashier_app.till.registering import Filled

    learner = next(user for user in till.people.everybody() if user.role == "manager")
    till.people.log_in(learner.user_id, PRACTICE_PIN).result(10)
    till.shifts.open("1000").result(10)
    cards = practice_cards(till)
    sell(till, shop.MILK, cards[0].code)
    till.shifts.cash("in", "500", "размен").result(10)
    registered = till.registering.register(Filled("Анна Новая", card=cards[-1].code, consent=True)).result(10)
    till.registering.attach(registered)
    till.selling.scan(shop.scanned(shop.MILK))
    till.parking.park("позже").result(10)
    till.shifts.close("1500").result(10)


def test_a_training_day_changes_nothing_of_the_real_till(program: TillProgram, qtbot: QtBot) -> None:
    real = program.shell.desk.open_till
    shop.log_in(real)
    real.selling.scan(shop.scanned(shop.MILK))
    program.shell.go("selling")
    before = content(real)
    assert before["draft"]
    till = practise(program, qtbot)
    assert till.database.path != real.database.path
    assert not till.settings.server.central_url
    assert Path(till.settings.reports.folder).is_relative_to(program.places.practice_folder)
    assert till.reader.open_shift() is None
    day(till)
    practised = content(till)
    assert len(practised["receipt"]) == 1
    assert practised["journal"]
    assert leave(program, qtbot) is real
    assert content(real) == before
    assert [line.name for line in real.selling.view().lines]
    assert real.people.current is None
    assert program.shell.current is program.login
    assert not program.places.practice_folder.exists()


def test_the_practice_till_begins_with_the_shop_and_without_its_doings(program: TillProgram, qtbot: QtBot) -> None:
    real = program.shell.desk.open_till
    shop.log_in(real)
    sell_cash = content(real)
    till = practise(program, qtbot)
    made = content(till)
    assert {row[:3] for row in made["product"]} == {row[:3] for row in sell_cash["product"]}
    found = till.goods_page.search("молоко").result(10)
    assert found
    assert made["barcode"] == sell_cash["barcode"]
    assert made["programme"] == sell_cash["programme"]
    invented = {"account", "identifier", "lot", "meta", "epoch", "alembic_version"}
    assert {name for name in LEFT if made[name]} <= invented
    assert not (program.places.practice_folder / "backups").exists()
    assert not set(made["identifier"]) & set(sell_cash["identifier"])


def test_a_new_table_is_the_shops_or_the_tills() -> None:
    """Whoever adds a table says here whether a practice till begins with it."""
    doings = {
        *("meta", "epoch", "account", "identifier", "lot", "node_right", "beyond", "entry", "purchase", "shift"),
        *("cash_operation", "receipt", "receipt_line", "payment", "told_sale", "parked_receipt", "draft"),
        *("print_job", "outbox", "journal", "kept_answer"),
    }
    assert doings == LEFT


def test_nobody_learns_a_pin_by_practising_and_the_practice_pin_opens_nothing_real(
    program: TillProgram, qtbot: QtBot
) -> None:
    till = practise(program, qtbot)
    user = next(user for user in till.people.everybody() if user.name == "Орлова Вера")
    with pytest.raises(WrongPin):
        till.people.log_in(user.user_id, "7913").result(10)
    till.people.log_in(user.user_id, PRACTICE_PIN).result(10)
    with pytest.raises(NotWhilePractising):
        program.shell.desk.change_settings({"shop.name": "Ложь"})
    real = leave(program, qtbot)
    with pytest.raises(WrongPin):
        real.people.log_in(user.user_id, PRACTICE_PIN).result(10)
    real.people.log_in(user.user_id, "7913").result(10)


def test_a_power_cut_in_training_leads_to_the_real_log_in(
    program: TillProgram, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    till = practise(program, qtbot)
    learner = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.log_in(learner.user_id, PRACTICE_PIN).result(10)
    till.shifts.open("0").result(10)
    till.selling.scan(shop.scanned(shop.MILK))
    till.database.worker.call(lambda unit: None)
    # what the disk holds at this moment
    shutil.copytree(tmp_path / "till", tmp_path / "cut" / "till")
    shutil.copytree(program.places.data, tmp_path / "cut" / "data")
    places = Places(tmp_path / "cut" / "settings.toml", tmp_path / "cut" / "data", tmp_path / "cut" / "logs")
    assert places.practice_folder.exists()
    folder = msgspec.structs.replace(settings.till, folder=str(tmp_path / "cut" / "till"))
    again = opened(msgspec.structs.replace(settings, till=folder), places, qtbot)
    try:
        after = again.shell.desk.open_till
        assert not after.practice
        assert again.shell.current is again.login
        assert not again.shell.strip.practice
        assert after.shifts.current is None
        assert not after.selling.view().lines
        names = [place.caption for place in again.login.tiles.places if place.isVisible()]  # type: ignore[attr-defined]
        assert "Орлова Вера" in names
        assert "Ученик" not in names
        qtbot.waitUntil(lambda: not places.practice_folder.exists(), timeout=5000)
    finally:
        close(again)


def test_every_screen_says_that_it_is_training_and_who_was_there_goes_on(program: TillProgram, qtbot: QtBot) -> None:
    shop.log_in(program.shell.desk.open_till)
    program.shell.go("menu")
    till = practise(program, qtbot)
    assert till.people.current is not None
    assert till.people.current.name == "Орлова Вера"
    assert program.shell.current is program.shell.screen_named("shift_opening")
    program.shell.go("login")
    strip = program.shell.strip
    assert strip.practice
    assert strip.hints.isVisible()
    assert program.login.detail.text() == "Учебный режим: PIN у всех 1111"  # type: ignore[attr-defined]
    learner = till.people.everybody()[0]
    till.people.log_in(learner.user_id, PRACTICE_PIN).result(10)
    till.shifts.open("0").result(10)
    program.shell.go("training")
    qtbot.keyClick(program.shell, Qt.Key.Key_Down)
    qtbot.keyClick(program.shell, Qt.Key.Key_F12)
    member = till.selling.view().member
    assert member is not None
    assert member.spendable
    back = leave(program, qtbot)
    assert not strip.practice
    assert not strip.hints.isVisible()
    assert back.people.current is None
    assert back.people.locked_by is not None


def test_an_unfinished_payment_is_not_left_for_practice(program: TillProgram, qtbot: QtBot) -> None:
    real = program.shell.desk.open_till
    shop.log_in(real)
    real.selling.scan(shop.scanned(shop.MILK))
    real.paying.start()
    program.shell.desk.practise()
    assert program.shell.desk.till is real


@pytest.mark.parametrize("slips", ["marked", "none"])
def test_slips_are_marked_or_none_and_the_drawer_stays_shut(
    settings: Settings, places: Places, qtbot: QtBot, slips: str
) -> None:
    printer = PrinterSimulator.over_tcp()
    training = Training(slips=slips)  # type: ignore[arg-type]
    made = opened(
        msgspec.structs.replace(settings, printers=(Printer(address=printer.address),), training=training),
        places,
        qtbot,
    )
    try:
        till = practise(made, qtbot)
        learner = next(user for user in till.people.everybody() if user.role == "manager")
        till.people.log_in(learner.user_id, PRACTICE_PIN).result(10)
        till.shifts.open("1000").result(10)
        sell(till, shop.MILK, practice_cards(till)[0].code)
        till.shifts.open_drawer().result(10)
        jobs = till.printing.latest().result(10)
        assert ("receipt" in [job.kind for job in jobs]) == (slips == "marked")
        if slips == "marked":
            qtbot.waitUntil(lambda: "УЧЕБНЫЙ ЧЕК" in printer.text(), timeout=10_000)
            assert "Молоко" in printer.text()
    finally:
        close(made)
        printer.stop()
    assert not printer.drawer
    assert slips == "marked" or not printer.received


def test_what_was_kept_is_there_again(settings: Settings, places: Places, qtbot: QtBot) -> None:
    kept = msgspec.structs.replace(settings, training=Training(keep=True))
    made = opened(kept, places, qtbot)
    try:
        till = practise(made, qtbot)
        day(till)
        leave(made, qtbot)
        till = practise(made, qtbot)
        assert till.reader.next_number() == 2
        till.selling.scan(shop.scanned(practice_cards(till)[0].code))
        member = till.selling.view().member
        assert member is not None
        assert member.spendable.replace("\u00a0", " ") == "1 245"
        with pytest.raises(NeedsPermission):
            till.people.require("users")
    finally:
        close(made)
