"""A start of the till: what a crash, a restored copy, a clone or another machine left, and what becomes of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from cashier_app.core.clock import DAY, HOUR
from cashier_app.storage.database import NAME
from cashier_app.storage.errors import AlreadyRunning
from cashier_app.storage.rows import LotRow
from cashier_app.sync.messages import ChainHead, ExchangeResponse
from cashier_app.till.opening import Till
from cashier_app.till.paying import CardCharged, CardInDoubt
from tests.clock import ManualClock
from tests.integration.till.shop import ANNA, MILK, SETTINGS, first_queue, found_shop, open_shop, scan


def crash(folder: Path, left: Path) -> None:
    """What a running till's folder holds at this moment: what a crash would leave."""
    shutil.copytree(folder, left, ignore=shutil.ignore_patterns("backups"))


def sell(till: Till, code: str = MILK) -> str:
    """A receipt paid in cash; its id."""
    till.selling.scan(scan(code))
    till.paying.start()
    sold = till.paying.pay_cash("5000").result(30).sold
    assert sold is not None
    return sold.receipt_id


def lots(till: Till) -> dict[str, LotRow]:
    return {lot.lot_id: lot for lot in till.database.worker.call(lambda unit: unit.ledger.lots("anna"))}


def test_the_same_database_on_the_same_machine_goes_on_in_its_epoch(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock)
    first = till.identity
    sell(till)
    till.close()
    till = open_shop(tmp_path, clock)
    assert first.beginning == "installed"
    assert (till.identity.epoch, till.identity.beginning) == (first.epoch, "none")
    assert till.identity.start != first.start
    assert lots(till)["late"].right == 120_000
    assert till.notices == ()
    till.close()


@pytest.mark.parametrize("backup", ["file", "ours"])
def test_a_restored_copy_begins_an_epoch_without_rights(tmp_path: Path, clock: ManualClock, backup: str) -> None:
    """Also where nothing was sold since a copy of our own was made: the copy says that it is one."""
    till = found_shop(tmp_path, clock)
    old = till.identity.epoch
    sell(till)
    if backup == "ours":
        copy = till.back_up()
        till.close()
    else:
        till.close()
        copy = tmp_path / "kept.db"
        shutil.copy(tmp_path / NAME, copy)
        till = open_shop(tmp_path, clock)
        till.people._enter(till.people.everybody()[0])
        sell(till)
        till.close()
    shutil.copy(copy, tmp_path / NAME)
    till = open_shop(tmp_path, clock)
    assert till.identity.beginning == "restored"
    assert till.identity.epoch != old
    assert all(lot.right == 0 for lot in lots(till).values())
    assert till.notices[0].tone == "warning"
    waiting = till.sync_store.outgoing(100, 10_000_000)
    assert waiting.operations_epoch == old, "the old outbox is still delivered, under its own epoch"
    assert waiting.epoch == till.identity.epoch
    assert waiting.cursor == ""
    till.close()
    till = open_shop(tmp_path, clock)
    assert till.identity.beginning == "none", "once is enough"
    till.close()


def test_a_copy_restored_within_one_run_is_noticed_by_the_mark(tmp_path: Path, clock: ManualClock) -> None:
    """A copy of the files made while the till ran names the same start; only the last operation tells."""
    till = found_shop(tmp_path, clock)
    sell(till)
    till.database.worker.call(lambda unit: None)
    for name in (NAME, NAME + "-wal"):
        shutil.copy(tmp_path / name, tmp_path / f"{name}.kept")
    sell(till)
    till.close()
    (tmp_path / NAME).unlink()
    for name in (NAME, NAME + "-wal"):
        shutil.copy(tmp_path / f"{name}.kept", tmp_path / name)
    till = open_shop(tmp_path, clock)
    assert till.identity.beginning == "restored"
    till.close()


def finished(till: Till) -> list[tuple[str, int, bool]]:
    """Earlier lives that the till tells the server about: how far each went, and whether their end is known."""
    return [(one.epoch, one.seq, bool(one.hash)) for one in till.sync_store.outgoing(1, 1000).finished]


def test_a_restored_till_tells_how_far_its_earlier_life_went_until_the_server_has_closed_it(
    tmp_path: Path, clock: ManualClock
) -> None:
    """The file beside the database knows of the operations that the copy has forgotten."""
    till = found_shop(tmp_path, clock)
    old = till.identity.epoch
    sell(till)
    copy = till.back_up()
    before = till.database.worker.call(lambda unit: unit.outbox.current())
    assert before is not None
    sell(till)
    till.close()
    shutil.copy(copy, tmp_path / NAME)
    till = open_shop(tmp_path, clock)
    [(name, seq, ends)] = finished(till)
    assert (name, ends) == (old, False)
    assert seq > before.last_seq
    sent = till.sync_store.outgoing(0, 1000)
    head = ChainHead(sent.operations_epoch, 0, "", 0, "open")
    answer = ExchangeResponse(clock.now(), "i", (), head, (), (), "", False)
    till.sync_store.take(sent, answer, clock.now())
    assert [name for name, *_ in finished(till)] == [old]
    till.sync_store.take(sent, msgspec.structs.replace(answer, closed=(old,)), clock.now())
    assert finished(till) == []
    till.close()


def test_a_till_made_anew_in_its_folder_tells_how_far_the_lost_one_went(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock)
    old, seq = till.identity.epoch, 0
    sell(till)
    current = till.database.worker.call(lambda unit: unit.outbox.current())
    assert current is not None
    seq = current.last_seq
    till.close()
    for file in tmp_path.glob(f"{NAME}*"):
        file.unlink()
    till = found_shop(tmp_path, clock)
    assert till.identity.beginning == "installed"
    assert finished(till) == [(old, seq, False)]
    till.close()


def test_a_clone_says_nothing_of_the_life_that_may_go_on_elsewhere(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path / "till", clock)
    sell(till)
    till.close()
    shutil.copytree(tmp_path / "till", tmp_path / "clone")
    till = open_shop(tmp_path / "clone", clock, machine="another")
    assert finished(till) == []
    till.close()


@pytest.mark.parametrize("whole_folder", [True, False])
def test_a_clone_on_another_machine_begins_an_epoch(tmp_path: Path, clock: ManualClock, whole_folder: bool) -> None:
    till = found_shop(tmp_path / "till", clock)
    sell(till)
    till.close()
    clone = tmp_path / "clone"
    if whole_folder:
        shutil.copytree(tmp_path / "till", clone)
    else:
        clone.mkdir()
        shutil.copy(tmp_path / "till" / NAME, clone / NAME)
    till = open_shop(clone, clock, machine="another")
    assert till.identity.beginning == "moved"
    assert all(lot.right == 0 for lot in lots(till).values())
    till.close()


def test_a_crash_between_the_life_file_and_the_database_is_no_restore(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock)
    before = (tmp_path / "till.life").read_bytes()
    till.close()
    # the file names the coming start, and the database never heard of it
    life = msgspec.json.decode(before)
    (tmp_path / "till.life").write_bytes(msgspec.json.encode({**life, "next_start": "0" * 32}))
    till = open_shop(tmp_path, clock)
    assert till.identity.beginning == "none"
    # the database knows the new start, and the file was not finished
    life = msgspec.json.decode((tmp_path / "till.life").read_bytes())
    till.close()
    (tmp_path / "till.life").write_bytes(msgspec.json.encode({**life, "start": "1" * 32, "next_start": life["start"]}))
    till = open_shop(tmp_path, clock)
    assert till.identity.beginning == "none"
    till.close()


def test_the_receipt_on_the_screen_comes_back_after_a_crash(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path / "till", clock)
    till.selling.scan(scan(MILK), "3")
    till.selling.scan(scan(ANNA))
    till.selling.redeem("50")
    view = till.selling.view()
    till.database.worker.call(lambda unit: None)
    crash(tmp_path / "till", tmp_path / "crashed")
    till.close()
    till = open_shop(tmp_path / "crashed", clock)
    assert till.selling.view().lines == view.lines
    assert till.selling.view().totals == view.totals
    assert till.selling.view().member == view.member
    assert [notice.tone for notice in till.notices] == ["info"]
    till.close()


def test_a_sold_receipt_never_comes_back(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path / "till", clock)
    till.selling.scan(scan(MILK))
    sell(till)
    crash(tmp_path / "till", tmp_path / "crashed")
    till.close()
    till = open_shop(tmp_path / "crashed", clock)
    assert till.selling.view().empty
    till.close()


def test_cash_alone_was_no_sale_and_a_card_is_asked_about(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path / "till", clock)
    till.selling.scan(scan(MILK), "2")
    receipt_id = till.selling.receipt.receipt_id
    till.paying.start()
    till.paying.add_cash("50").result(30)
    till.database.worker.call(lambda unit: None)
    crash(tmp_path / "till", tmp_path / "cash")
    till.paying.ask_card("100").result(30)
    crash(tmp_path / "till", tmp_path / "card")
    till.close()

    till = open_shop(tmp_path / "cash", clock)
    assert till.paying.in_doubt() is None
    assert till.selling.receipt.receipt_id == receipt_id
    till.close()

    till = open_shop(tmp_path / "card", clock)
    assert "карт" in till.notices[0].text
    view = till.paying.in_doubt()
    assert view is not None
    assert view.card_asked
    assert [(leg.kind, leg.state) for leg in view.legs] == [("cash", "given"), ("card", "unknown")]
    with pytest.raises(CardInDoubt):
        till.paying.leave()
    view = till.paying.card_approved("777").result(30)
    with pytest.raises(CardCharged):
        till.paying.leave()
    till.people._enter(till.people.everybody()[0])
    sold = till.paying.pay_cash("1000").result(30).sold
    assert sold is not None
    assert sold.receipt_id == receipt_id
    assert till.selling.view().empty
    till.close()


def test_a_card_declined_after_a_crash_gives_the_goods_back(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path / "till", clock)
    till.selling.scan(scan(MILK), "2")
    lines = till.selling.view().lines
    till.paying.start()
    till.paying.ask_card().result(30)
    crash(tmp_path / "till", tmp_path / "crashed")
    till.close()
    till = open_shop(tmp_path / "crashed", clock)
    assert till.paying.in_doubt() is not None
    till.paying.card_declined().result(30)
    till.paying.leave().result(30)
    assert till.selling.view().lines == lines
    till.close()
    till = open_shop(tmp_path / "crashed", clock)
    assert till.selling.view().lines == lines, "and they are kept"
    assert till.paying.in_doubt() is None
    till.close()


def test_a_slip_under_way_is_unknown_afterwards(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path / "till", clock)
    sell(till)
    drawer = first_queue(till).next_due(clock.now())
    assert drawer is not None
    assert drawer.kind == "drawer"
    first_queue(till).mark(drawer.job_id, "confirmed", "", clock.now())
    job = first_queue(till).next_due(clock.now())
    assert job is not None
    assert first_queue(till).claim(job.job_id, clock.now())
    crash(tmp_path / "till", tmp_path / "crashed")
    till.close()
    till = open_shop(tmp_path / "crashed", clock)
    asking = till.printing.asking().result(30)
    assert [(view.job_id, view.state) for view in asking] == [(job.job_id, "unknown")]
    assert any("напечатан" in notice.text for notice in till.notices)
    assert first_queue(till).next_due(clock.now()) is None, "it is never sent again by itself"
    till.close()


def test_time_never_runs_backwards_over_a_restart(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock)
    clock.advance(HOUR)
    sell(till)
    before = till.clock.now()
    till.close()
    clock.set_wall_clock(before - DAY)
    till = open_shop(tmp_path, clock)
    assert till.clock.now() >= before
    assert till.clock.state == "suspect"
    till.close()


def test_a_second_start_is_refused_and_the_first_goes_on(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock)
    with pytest.raises(AlreadyRunning):
        open_shop(tmp_path, clock)
    sell(till)
    till.close()


def test_a_backup_begins_with_the_shift_and_the_till_closes_without_waiting_for_it(
    tmp_path: Path, clock: ManualClock
) -> None:
    till = found_shop(tmp_path, clock)
    backup = till.backing_up._thread
    assert backup is not None
    backup.join(30)
    assert len(list((tmp_path / "backups").glob("till-*.db"))) == 1
    till.close()


def test_a_till_of_one_start_is_closed_when_its_opening_fails(tmp_path: Path, clock: ManualClock) -> None:
    (tmp_path / "till.life").mkdir()
    with pytest.raises(Exception, match=r"till\.life"):
        open_shop(tmp_path, clock, SETTINGS)
    (tmp_path / "till.life").rmdir()
    open_shop(tmp_path, clock).close()
