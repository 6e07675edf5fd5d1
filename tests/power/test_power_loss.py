"""The power goes at any moment of a selling till: what the cashier has seen confirmed is there afterwards, once.

The real program writes its real files; a disk of the tests' own then loses what was not synced, in every way it may.
`SOAK_KILLS` cuts are tried of each story in a soak.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pysqlite3.dbapi2 as driver
import pytest

from cashier_app.till.verifying import verify_file
from tests.clock import ManualClock
from tests.integration.till.seller import Confirmed, audit_books, audit_receipts
from tests.integration.till.shop import found_shop, open_shop
from tests.power.disk import Call, Disk, build_recorder, read_calls
from tests.power.selling import LATER
from tests.released.files import lay_till

CUTS = int(os.environ.get("SOAK_KILLS", "9"))
SOAK = "SOAK_KILLS" in os.environ
SEED = int(os.environ.get("POWER_SEED", "1"))
LOST = ("all", "last", "some", "none")


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is preloaded into the program."""
    library = build_recorder(tmp_path_factory.mktemp("recorder"))
    if library is None:
        pytest.fail("no C compiler, or no preloading on this system")
    return library


class Record:
    """What a story asked of its files, and the files before it."""

    def __init__(self, recorder: Path, folder: Path, before: Path, *story: str) -> None:
        self.before = before
        self.root = folder / "till"
        shutil.copytree(before, self.root)
        log = folder / "calls"
        environment = {**os.environ, "LD_PRELOAD": str(recorder), "CUT_ROOT": str(self.root), "CUT_LOG": str(log)}
        command = [sys.executable, "-m", "tests.power.selling", str(self.root), *story]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
        self.calls: list[Call] = read_calls(log)

    def cut(self, at: int, lost: str, chance: random.Random, folder: Path) -> list[str]:
        """Lay what a power cut before the call of that number leaves; what had been told by then."""
        disk = Disk(self.before, self.root)
        for call in self.calls[:at]:
            disk.feed(call)
        for name, content in disk.after_a_cut(chance, lost):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return b"".join(disk.told).decode().splitlines()

    def moments(self, chance: random.Random, count: int) -> list[tuple[int, str]]:
        """Where the power goes: anywhere, and just after something was told, when all that can be lost is."""
        told = [at for at, call in enumerate(self.calls, 1) if call.what == "W" and call.data.endswith(b"\n")]
        places = [(chance.choice(told), "all") for _ in range(count // 3)]
        return places + [(chance.randint(0, len(self.calls)), chance.choice(LOST)) for _ in range(count - len(places))]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop that was closed in order."""
    folder = tmp_path_factory.mktemp("shop") / "till"
    found_shop(folder, ManualClock()).close()
    (folder / "backups").mkdir(exist_ok=True)
    return folder


def confirmed(told: list[str]) -> list[Confirmed]:
    sold = [line.removeprefix("sold ") for line in told if line.startswith("sold ")]
    return [msgspec.json.decode(line, type=Confirmed) for line in sold]


def may_begin(told: list[str]) -> set[str]:
    """The same life goes on, but at the first start after a restore."""
    if "restoring" not in told or ("restored" in told and told[told.index("restored") + 1 :]):
        return {"none"}
    return {"restored"} if "restored" in told else {"none", "restored"}


def opened_after(folder: Path, told: list[str]) -> None:
    """Start the till on what is left, and hold it against what was told."""
    copies_are_whole(folder)
    till = open_shop(folder, ManualClock(LATER + 60_000))
    try:
        assert till.identity.beginning in may_begin(told), f"another life begins: {till.identity.beginning}"
        # another life has no rights from before, by which points would be held against entries
        (audit_receipts if "restoring" in told else audit_books)(till, kept(till, told))
        assert till.journal.check() is None
    finally:
        till.close()
    connection = driver.connect(str(folder / "till.db"))
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert verify_file(folder / "till.db") == []


def kept(till: Any, told: list[str]) -> list[Confirmed]:
    """What must be there: what was told, but after a restore what its copy had, and what came since."""
    if "restoring" not in told:
        return confirmed(told)
    begun, copied = told.index("restoring"), told.index("copied")
    since = told[told.index("restored") :] if "restored" in told else []
    old_receipts = confirmed(told[:begun])
    still = till.database.worker.call(lambda unit: unit.receipts.by_id(old_receipts[-1].receipt_id))
    if "restored" in told:
        assert still is None, "the database that was set aside is back"
    return confirmed(told[:begun] if still is not None else told[:copied]) + confirmed(since)


def copies_are_whole(folder: Path) -> None:
    """Whatever bears the name of a good copy is one."""
    for copy in (*folder.glob("backups/till-*.db"), *folder.glob("backups/before-*.db")):
        assert verify_file(copy) == [], copy
        connection = driver.connect(str(copy))
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), copy
        connection.close()


def cut_everywhere(record: Record, tmp_path: Path, count: int) -> int:
    """Cut the power in many places; the number of cuts."""
    chance = random.Random(SEED)
    for number, (at, lost) in enumerate(record.moments(chance, count)):
        folder = tmp_path / f"cut-{number}"
        folder.mkdir()
        told = record.cut(at, lost, chance, folder)
        try:
            opened_after(folder, told)
        except BaseException as error:
            error.add_note(f"cut before call {at} of {len(record.calls)}, lost: {lost}; told: {told[-3:]}; {folder}")
            raise
        shutil.rmtree(folder)
    return count


def test_a_till_that_loses_its_power_keeps_every_confirmed_sale(recorder: Path, shop: Path, tmp_path: Path) -> None:
    record = Record(recorder, tmp_path, shop, "trade", str(SEED))
    assert sum(call.what == "S" for call in record.calls) > 50
    assert cut_everywhere(record, tmp_path, CUTS) == CUTS


def test_a_migration_that_loses_its_power_leaves_a_till_that_sells(recorder: Path, tmp_path: Path) -> None:
    lay_till("0001", tmp_path / "old")
    (tmp_path / "old" / "backups").mkdir()
    record = Record(recorder, tmp_path, tmp_path / "old", "trade", str(SEED))
    assert cut_everywhere(record, tmp_path, CUTS // 2)


def test_a_restore_that_loses_its_power_is_done_or_not(recorder: Path, shop: Path, tmp_path: Path) -> None:
    record = Record(recorder, tmp_path, shop, "put_back", str(SEED))
    assert cut_everywhere(record, tmp_path, CUTS)


@pytest.mark.parametrize("weak", ["synchronous=NORMAL", "journal_mode=DELETE"] if SOAK else ["synchronous=NORMAL"])
def test_a_less_careful_database_is_found_out(recorder: Path, shop: Path, tmp_path: Path, weak: str) -> None:
    """What these tests are worth: the same till with SQLite's usual settings loses what it had confirmed."""
    record = Record(recorder, tmp_path, shop, "trade", str(SEED), weak)
    with pytest.raises(AssertionError, match=r"is gone|is paying|another life"):
        cut_everywhere(record, tmp_path, 40)
