"""A copy put back by the command: what it lacks is told and taken over, the old database kept, a new life begun."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as driver
import pytest

from cashier_app import cli
from cashier_app.config import Places, Settings
from cashier_app.core.clock import HOUR
from cashier_app.core.errors import WorldError
from cashier_app.storage.errors import AlreadyRunning, DatabaseNewer
from cashier_app.till.opening import Till
from cashier_app.till.restoring import NoTillsCopy, lacking, look, restore
from cashier_app.till.verifying import verify_file
from tests.clock import ManualClock
from tests.integration.till.shop import MILK, found_shop, open_shop, scan
from tests.released.files import TILLS, lay_till

InWords = Callable[[WorldError], str]


def sell(till: Till) -> str:
    till.selling.scan(scan(MILK))
    till.paying.start()
    sold = till.paying.pay_cash("5000").result(30).sold
    assert sold is not None
    return sold.receipt_id


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = driver.connect(str(path))
    try:
        rows: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
        connection.commit()
        return rows
    finally:
        connection.close()


@pytest.fixture
def shop(tmp_path: Path, clock: ManualClock) -> tuple[Path, Path, list[str]]:
    """A closed till's database, a copy of it, and the operations made since; the server has the first of them."""
    till = found_shop(tmp_path / "till", clock)
    sell(till)
    clock.advance(HOUR)
    copy = till.back_up()
    since = [sell(till) for _ in range(3)]
    till.close()
    path = tmp_path / "till" / "till.db"
    known = f"(SELECT seq FROM outbox WHERE op_id = '{since[0]}')"
    ask(path, f"UPDATE outbox SET state = 'acknowledged', durable = 1 WHERE seq <= {known}")
    return path, copy, since


def test_a_restore_tells_what_it_lacks_and_keeps_it_for_the_server(
    shop: tuple[Path, Path, list[str]], clock: ManualClock
) -> None:
    path, file, since = shop
    copy = look(file)
    [lack] = lacking(path, copy)
    assert (lack.count, lack.unsent, copy.receipts, copy.disagreements) == (3, 2, 1, ())
    old = ask(path, "SELECT epoch, seq, op_id, hash, body FROM outbox ORDER BY seq")
    done = restore(path, copy, True, clock.now(), "UTC")
    assert done.delivered == 2
    assert done.aside is not None
    assert ask(done.aside, "SELECT COUNT(*) FROM receipt WHERE state = 'final'") == [(4,)]
    assert ask(path, "SELECT epoch, seq, op_id, hash, body FROM outbox ORDER BY seq") == old
    assert verify_file(path) == []
    till = open_shop(path.parent, clock)
    assert till.identity.beginning == "restored"
    assert till.identity.epoch != lack.epoch
    till.people._enter(next(user for user in till.people.everybody() if user.role == "administrator"))
    assert [record.act for record in till.journal.latest().result(30)][:1] == ["database_restored"]
    assert till.journal.latest().result(30)[0].details["name"] == file.name
    assert till.journal.check() is None
    waiting = till.sync_store.outgoing(100, 10_000_000)
    assert waiting.operations_epoch == lack.epoch
    assert waiting.operations[0].seq == 1, "the copy did not know yet what the server has: it is told again"
    till.close()
    assert ask(path, f"SELECT state FROM outbox WHERE op_id = '{since[0]}'") == [("acknowledged",)]
    assert ask(path, f"SELECT state FROM outbox WHERE epoch = '{lack.epoch}' AND seq > 3") == [("pending",)] * 2


def test_without_delivery_the_queue_is_the_copys(shop: tuple[Path, Path, list[str]], clock: ManualClock) -> None:
    path, file, _ = shop
    assert restore(path, look(file), False, clock.now(), "UTC").delivered == 0
    assert lacking(path, look(file)) == []


def test_a_database_that_cannot_be_read_leaves_only_the_mark_to_tell(
    shop: tuple[Path, Path, list[str]], clock: ManualClock
) -> None:
    path, file, _ = shop
    path.write_bytes(b"\xa5" * 50_000)
    [lack] = lacking(path, look(file))
    assert (lack.count, lack.unsent) == (3, None)
    done = restore(path, look(file), True, clock.now(), "UTC")
    assert done.aside is not None
    assert done.aside.read_bytes() == b"\xa5" * 50_000
    till = open_shop(path.parent, clock)
    assert till.identity.beginning == "restored"
    till.close()


def test_only_operations_that_hang_on_the_copy_are_taken_over(
    shop: tuple[Path, Path, list[str]], clock: ManualClock
) -> None:
    path, file, since = shop
    ask(path, f"UPDATE outbox SET body = CAST(body || ' ' AS BLOB) WHERE op_id = '{since[2]}'")
    assert restore(path, look(file), True, clock.now(), "UTC").delivered == 1
    assert verify_file(path) == []


@pytest.mark.parametrize("spoil", ["half", "text", "server", "packed"])
def test_what_is_no_whole_copy_is_refused(
    shop: tuple[Path, Path, list[str]], spoil: str, in_words: InWords, tmp_path: Path
) -> None:
    path, file, _ = shop
    before = path.read_bytes()
    bad = tmp_path / ("bad.db.gz" if spoil == "packed" else "bad.db")
    if spoil == "half":
        bad.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif spoil == "text":
        bad.write_text("no database")
    elif spoil == "server":
        driver.connect(str(bad)).execute("CREATE TABLE other (a)").connection.close()
    else:
        bad.write_bytes(gzip.compress(file.read_bytes())[:-1000])
    with pytest.raises(NoTillsCopy) as refused:
        look(bad)
    in_words(refused.value)
    assert path.read_bytes() == before


def test_a_newer_copy_is_refused_and_a_till_that_runs_is_left_alone(
    shop: tuple[Path, Path, list[str]], clock: ManualClock, tmp_path: Path
) -> None:
    path, file, _ = shop
    newer = tmp_path / "newer.db"
    shutil.copy(file, newer)
    ask(newer, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseNewer):
        look(newer)
    till = open_shop(path.parent, clock)
    with pytest.raises(AlreadyRunning):
        restore(path, look(file), True, clock.now(), "UTC")
    till.close()


def test_killed_at_any_step_of_a_restore_one_whole_database_is_there(
    shop: tuple[Path, Path, list[str]], clock: ManualClock, tmp_path: Path
) -> None:
    path, file, _ = shop
    copy = look(file)
    seen, step, ended = set(), 0, False
    while not ended:
        folder = tmp_path / "killed"
        shutil.copytree(path.parent, folder)
        ended = killed_at(step, lambda at=folder: restore(at / "till.db", copy, True, clock.now(), "UTC"))
        till = open_shop(folder, clock)
        seen.add(till.identity.beginning)
        till.close()
        assert verify_file(folder / "till.db") == []
        shutil.rmtree(folder)
        step += 1
    assert seen == {"none", "restored"}
    assert step > 5


def killed_at(step: int, act: Callable[[], object]) -> bool:
    """Act in a process that is killed before its step number `step` on the disk; whether it came to its end."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    left = step

    def counted(name: str) -> None:
        made = getattr(os, name)

        def counting(*arguments: object, **named: object) -> object:
            nonlocal left
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            return made(*arguments, **named)

        setattr(os, name, counting)

    for name in ("link", "fsync", "replace", "unlink"):
        counted(name)
    act()
    os._exit(0)


# --- the commands ----------------------------------------------------------------------------------------


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run the command line over a home of its own; the exit code and all that was said."""

    def run(*arguments: str) -> tuple[int, str]:
        code = cli.main(["--home", str(tmp_path), "--language", "ru", *arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_copies_are_made_listed_examined_and_put_back_by_commands(
    tmp_path: Path, command: Callable[..., tuple[int, str]]
) -> None:
    folder = Places.of(tmp_path).till_folder(Settings())
    assert command("backup", "now")[0] == 1
    path = lay_till(TILLS[-1], folder)
    code, said = command("backup", "now")
    assert code == 0
    assert "Проверенная копия" in said
    assert ask(path, "SELECT act FROM journal ORDER BY number DESC LIMIT 1") == [("backup_made",)]
    [made] = (folder / "backups").glob("till-*.db")
    assert made.name in command("backup", "list")[1]
    assert command("restore", "--list") == command("backup", "list")
    code, said = command("backup", "verify", str(made))
    assert (code, "сходятся" in said) == (0, True)
    assert command("restore", made.name)[0] == 1, "nobody could be asked"
    code, said = command("restore", made.name, "--yes")
    assert (code, "Прежняя база данных" in said) == (0, True)
    ask(made, "UPDATE receipt SET to_pay = to_pay + 1 WHERE number = 1")
    code, said = command("backup", "verify", str(made))
    assert (code, "Чек 1" in said) == (1, True)
