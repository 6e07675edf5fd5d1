"""What a cashier reads when the till cannot be opened, and that “Try again” opens it once the fault has ended."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

import msgspec
import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from cashier_app.config import Places, Settings
from cashier_app.storage.backup import back_up, backups
from cashier_app.ui import language
from cashier_app.ui.app import TillProgram
from cashier_app.ui.login import LoginScreen
from cashier_app.words import load_words
from tests.clock import START
from tests.faults import full_disk, locked
from tests.gui import shop
from tests.gui.faults import plain

#: Writes into the log of a database and dies without folding it in.
_LEAVES_A_LOG: Final = """
import os, sys, sqlite3
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA wal_autocheckpoint=0")
for number in range(300):
    connection.execute("INSERT INTO meta VALUES (?, ?)", (f"more {number}", "x" * 5000))
connection.execute("INSERT INTO meta VALUES ('written into the log', '1')")
connection.execute("DELETE FROM product")
os._exit(1)
"""

Fault = Callable[[Path], AbstractContextManager[None]]


@contextmanager
def damaged(database: Path, damage: Callable[[Path], None]) -> Iterator[None]:
    """The file is damaged; the way out, a copy put in its place, ends it."""
    copy = back_up(database, START, keep=3)
    damage(database)
    yield
    for extra in database.parent.glob("till.db-*"):
        extra.unlink()
    shutil.copy(backups(database)[0], database)
    assert copy.exists()


def scribble(database: Path) -> None:
    """Another program has written over the beginning."""
    with database.open("r+b") as file:
        file.write(b"MZ" * 2048)


def tear(database: Path) -> None:
    """Pages in the middle are lost, and the last program did not close the file: all of it is checked."""
    with database.open("r+b") as file:
        file.seek(4096 * 4)
        file.write(b"\xaa" * 4096 * 40)
    with sqlite3.connect(database.parent / "other.db") as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("CREATE TABLE t (x)")
    (database.parent / "till.db-wal").write_bytes(b"\x00" * 64)


@contextmanager
def newer(database: Path) -> Iterator[None]:
    """The tables are of a later version."""
    with sqlite3.connect(database) as connection:
        [(known,)] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    yield
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (known,))
    connection.close()


@contextmanager
def a_file_in_the_way(database: Path) -> Iterator[None]:
    """Where the folder belongs lies a file."""
    folder = database.parent
    folder.rename(folder.with_name("aside"))
    folder.write_text("I was here first")
    yield
    folder.unlink()
    folder.with_name("aside").rename(folder)


CORRUPT: Final = (
    "База данных кассы повреждена. Не продавайте на ней. "
    "Положите самую новую копию из {folder}/backups на место {path} или позвоните в поддержку.",
    "The till's database is damaged. Do not sell on it. "
    "Put the newest copy from {folder}/backups in the place of {path}, or call support.",
)

#: What begins and ends the fault, and the sentence in Russian and in English.
FAULTS: Final[dict[str, tuple[Fault, tuple[str, str]]]] = {
    "full disk": (
        lambda database: full_disk(),
        (
            "Диск переполнен: это не сохранено. Освободите место на диске, где лежит {path}, и повторите.",
            "The disk is full: this was not saved. Free some space on the disk with {path}, then try again.",
        ),
    ),
    "locked": (
        locked,
        (
            "Базу данных кассы держит другая программа. Закройте программу, которая открыла {path}, и повторите.",
            "Another program holds the till's database. Close the program that uses {path}, then try again.",
        ),
    ),
    "no database": (lambda database: damaged(database, scribble), CORRUPT),
    "torn": (lambda database: damaged(database, tear), CORRUPT),
    "newer": (
        newer,
        (
            "База данных создана более новой версией программы. "
            "Установите ту версию снова или верните копию, сделанную до обновления.",
            "The database was made by a newer version of this program. "
            "Install that version again, or restore a copy made before the update.",
        ),
    ),
    "a file in the way": (
        a_file_in_the_way,
        (
            "Базой данных кассы нельзя пользоваться: на месте папки лежит файл. "
            "Проверьте диск, где лежит {path}, и запустите кассу снова.",
            "The till's database cannot be used: a file lies where the folder belongs. "
            "Check the disk with {path}, then start the till again.",
        ),
    ),
}


@pytest.fixture
def settings(till_template: Path, tmp_path: Path) -> Settings:
    """The demo shop's settings over a copy of its till."""
    shutil.copytree(till_template, tmp_path / "till")
    made = shop.settings()
    return msgspec.structs.replace(made, till=msgspec.structs.replace(made.till, folder=str(tmp_path / "till")))


@pytest.fixture
def program(settings: Settings, places: Places, expect_log: Callable[[str], None]) -> Iterator[TillProgram]:
    """The program, not shown yet."""
    expect_log("the till cannot be opened|database check|set aside")
    made = TillProgram(settings, places, load_words("ru"))
    yield made
    made.stop()
    made.shell.close()
    shiboken6.delete(made.shell)


def refused(program: TillProgram, qtbot: QtBot) -> str:
    """What stands on the log-in screen once the till could not be opened."""
    login = program.login
    assert isinstance(login, LoginScreen)
    qtbot.waitUntil(lambda: login.title.text() in ("Касса не открылась", "The till could not be opened"), timeout=8000)
    assert login.again.isVisible()
    return plain(login.detail.text())


@pytest.mark.parametrize("case", FAULTS)
def test_a_till_that_cannot_be_opened_says_why_and_opens_once_it_can(
    program: TillProgram, qtbot: QtBot, tmp_path: Path, case: str
) -> None:
    fault, sentences = FAULTS[case]
    folder = tmp_path / "till"
    database = folder / "till.db"
    russian, english = (text.format(path=database, folder=folder) for text in sentences)
    login = program.login
    assert isinstance(login, LoginScreen)
    with fault(database):
        program.show()
        assert refused(program, qtbot) == russian
        language.set_language("en")
        login.again.press()
        qtbot.waitUntil(lambda: plain(login.detail.text()) == english, timeout=8000)
        language.set_language("ru")
    with qtbot.waitSignal(program.opened, timeout=10_000):
        login.again.press()
    till = program.shell.desk.till
    assert till is not None
    assert [user.name for user in till.people.everybody()] == sorted(name for name, _, _ in shop.PEOPLE)
    assert till.reader.product_by_id("1001") is not None


def test_a_log_left_beside_a_copy_is_not_read_with_it(
    program: TillProgram, qtbot: QtBot, tmp_path: Path, till_template: Path
) -> None:
    """The way out says: put the copy in the place of the file.  Nobody thinks of the log that lies beside it."""
    database = tmp_path / "till" / "till.db"
    back_up(database, START, keep=3)
    command = [sys.executable, "-c", _LEAVES_A_LOG, str(database)]
    subprocess.run(command, check=False, timeout=60)
    assert (tmp_path / "till" / "till.db-wal").stat().st_size > 0
    shutil.copy(backups(database)[0], database)
    with qtbot.waitSignal(program.opened, timeout=10_000):
        program.show()
    till = program.shell.desk.till
    assert till is not None
    assert till.reader.meta("written into the log") is None
    assert till.database.worker.call(lambda unit: unit.goods.count()) > 300


def test_a_copy_put_in_the_place_of_a_damaged_file_is_told_as_one(
    program: TillProgram, qtbot: QtBot, tmp_path: Path
) -> None:
    with damaged(tmp_path / "till" / "till.db", scribble):
        pass
    with qtbot.waitSignal(program.opened, timeout=10_000):
        program.show()
    qtbot.waitUntil(program.shell.message.isVisible, timeout=3000)
    assert plain(program.shell.message.text.text()) == (
        "База данных — более старая копия, чем та, что работала здесь. "
        "Баллы снова можно списывать после связи с сервером."
    )
