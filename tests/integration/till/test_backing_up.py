"""The till's own copies: by hours, verified by their sums, a second one elsewhere that may be missing."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from cashier_app.config import Backups
from cashier_app.core.clock import HOUR, MINUTE
from cashier_app.core.errors import WorldError
from cashier_app.storage.backup import CopyDoubtful, Keeping, backups, kept_of
from cashier_app.storage.second_place import PlaceChanged, PlaceMissing, copies_there, copy_there, unpacked
from cashier_app.till.backing_up import PLACE, BackupSchedule
from cashier_app.till.opening import Till
from cashier_app.till.verifying import verify, verify_file
from tests.clock import ManualClock
from tests.released.files import TILLS, lay_till

InWords = Callable[[WorldError], str]


def change(till: Till, **backups: object) -> None:
    till.change_settings(msgspec.structs.replace(till.settings, backups=Backups(**backups)))  # type: ignore[arg-type]


def write(till: Till, sql: str) -> None:
    till.database.worker.call(lambda unit: unit.meta._link.driver.execute(sql) and None)


def told(till: Till, key: str) -> str:
    return next((failure.text for failure in till.failures.all(till.words) if failure.key == key), "")


# --- which stay ------------------------------------------------------------------------------------------


def test_the_newest_a_week_of_days_and_a_month_of_weeks_stay() -> None:
    last = date(2026, 11, 30)
    copies = [Path(f"till-{last - timedelta(days=n)}-{hour:02}0000.db") for n in range(100) for hour in (20, 16, 12)]
    stay = sorted((path.name for path in kept_of(copies, Keeping(4, days=7, weeks=4))), reverse=True)
    assert stay == [
        *(f"till-2026-11-30-{hour}0000.db" for hour in (20, 16, 12)),
        *(f"till-2026-11-{day}-200000.db" for day in (29, 28, 27, 26, 25, 24)),
        "till-2026-11-22-200000.db",
        "till-2026-11-15-200000.db",
    ]


def test_a_shop_that_was_closed_keeps_what_it_has() -> None:
    copies = [Path(f"till-{day}-200000.db") for day in ("2026-11-30", "2026-08-01", "2026-07-31", "2025-01-01")]
    assert kept_of(copies, Keeping(1, days=2, weeks=3)) == {*copies[:2], copies[3]}
    assert kept_of([*copies, Path("till-kept.db")], Keeping(1)) == {copies[0], Path("till-kept.db")}


# --- verified --------------------------------------------------------------------------------------------

BROKEN = {
    "lines": "UPDATE receipt_line SET to_pay = to_pay + 1 WHERE receipt_id = (SELECT receipt_id FROM receipt "
    "WHERE kind = 'sale' LIMIT 1)",
    "total": "UPDATE receipt SET to_pay = to_pay + 1, base = base + 2 WHERE number = 1",
    "payment": "UPDATE payment SET amount = amount + 100 WHERE receipt_id IN (SELECT receipt_id FROM receipt WHERE "
    "number = 1)",
    "receipt gone": "UPDATE receipt SET state = 'cancelled', number = NULL WHERE number = 2",
    "shift": 'UPDATE shift SET report = replace(report, \'"sales":{"count":\', \'"sales":{"amount":1,"other":\')',
    "points": "UPDATE lot SET used = granted + earned + 1 WHERE lot_id = 'late'",
    "operation": "UPDATE outbox SET body = CAST(replace(CAST(body AS TEXT), '\"epoch\"', '\"Epoch\"') AS BLOB) "
    "WHERE seq = 3",
    "operation gone": "DELETE FROM outbox WHERE seq = 5",
    "last operation gone": "DELETE FROM outbox WHERE seq = (SELECT MAX(seq) FROM outbox)",
    "record": "UPDATE journal SET user_id = 'x' WHERE number = 2",
    "last record": "DELETE FROM journal WHERE number = (SELECT MAX(number) FROM journal)",
    "stranger": "PRAGMA foreign_keys=OFF; UPDATE receipt_line SET receipt_id = 'nobody' WHERE receipt_id = (SELECT "
    "receipt_id FROM receipt WHERE number = 1)",
}


@pytest.mark.parametrize("what", BROKEN)
def test_whatever_does_not_hold_is_found(what: str, tmp_path: Path) -> None:
    import pysqlite3.dbapi2 as driver

    path = lay_till(TILLS[-1], tmp_path)
    assert verify_file(path) == []
    connection = driver.connect(str(path))
    connection.executescript(BROKEN[what])
    found = verify(connection)
    connection.close()
    assert found, f"nobody noticed: {what}"


def test_a_copy_that_contradicts_itself_is_no_good_copy_and_stays_for_support(
    till: Till, in_words: InWords, expect_log: Callable[[str], None]
) -> None:
    expect_log("the copy does not hold")
    expect_log("no backup")
    good = till.back_up()
    write(till, "UPDATE lot SET used = granted + earned + 1 WHERE lot_id = 'late'")
    with pytest.raises(CopyDoubtful) as refused:
        till.back_up()
    assert "late" in in_words(refused.value)
    assert backups(till.database.path) == [good]
    assert (good.parent / "doubtful.db").exists()
    assert not till.backing_up.make_quietly()
    assert "late" in told(till, "backup")
    write(till, "UPDATE lot SET used = 0 WHERE lot_id = 'late'")
    assert till.backing_up.make_quietly()
    assert not told(till, "backup")


# --- the second place ------------------------------------------------------------------------------------


@pytest.mark.parametrize("compress", [True, False])
def test_a_copy_goes_to_a_second_place_too(till: Till, tmp_path: Path, compress: bool) -> None:
    place = tmp_path / "usb"
    place.mkdir()
    change(till, folder=str(place), compress=compress)
    made = till.back_up()
    [there] = copies_there(place, "1_1")
    assert there.suffix == (".gz" if compress else ".db")
    assert (gzip.decompress(there.read_bytes()) if compress else there.read_bytes()) == made.read_bytes()
    unpacked(there, tmp_path / "back.db")
    assert verify_file(tmp_path / "back.db") == []


def test_a_second_place_that_is_missing_is_a_notice_and_no_more(
    till: Till, clock: ManualClock, tmp_path: Path, in_words: InWords, expect_log: Callable[[str], None]
) -> None:
    expect_log("no copy in the second place")
    place = tmp_path / "usb"
    change(till, folder=str(place))
    made = till.back_up()
    assert made.exists()
    assert str(place) in told(till, PLACE)
    assert str(place) in in_words(PlaceMissing(folder=place))
    assert not place.exists(), "a disk that is not mounted is not written over"
    place.mkdir()
    clock.advance(MINUTE)
    till.back_up()
    assert not told(till, PLACE)


def test_what_a_disk_gives_back_is_held_against_what_was_written(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = till.back_up()
    place = tmp_path / "usb"
    place.mkdir()
    from cashier_app.storage import second_place

    sync = second_place.sync_file

    def worn(file: Path) -> None:
        sync(file)
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)

    with monkeypatch.context() as disk:
        disk.setattr(second_place, "sync_file", worn)
        with pytest.raises(PlaceChanged):
            copy_there(made, place, "1_1", False, Keeping(3))
    assert list(place.iterdir()) == []


# --- by hours --------------------------------------------------------------------------------------------


def test_a_copy_is_made_when_the_newest_is_old_enough(
    till: Till, clock: ManualClock, expect_log: Callable[[str], None]
) -> None:
    expect_log("no backup")
    schedule = BackupSchedule(till)
    change(till, every_hours=4)
    shutil.rmtree(till.database.folder / "backups", ignore_errors=True)
    assert schedule.run_due()
    last = till.backing_up.last_at()
    assert last
    clock.advance(last - till.clock.now() + 4 * HOUR - 1)
    assert not schedule.run_due()
    clock.advance(1)
    (till.database.folder / "backups").rename(till.database.folder / "kept")
    (till.database.folder / "backups").write_text("in the way")
    assert schedule.run_due()
    assert told(till, "backup")
    assert not schedule.run_due(), "what failed is not tried every minute"
    clock.advance(15 * MINUTE)
    (till.database.folder / "backups").unlink()
    assert schedule.run_due()
    assert not told(till, "backup")
    change(till, every_hours=0)
    clock.advance(100 * HOUR)
    assert not schedule.run_due()
