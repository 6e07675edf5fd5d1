"""The till's side of an exchange: what is sent, what is booked, what is granted, and what of it may come twice."""

from __future__ import annotations

from pathlib import Path

import msgspec

from cashier_app.core.clock import DAY
from cashier_app.storage.rows import LotRow
from cashier_app.sync.chain import chain_start, first_break
from cashier_app.sync.messages import (
    AccountAnswer,
    AccountChange,
    Acknowledgement,
    ChainHead,
    EnrolResponse,
    EpochMark,
    ExchangeResponse,
    IdentifierState,
    LotChange,
    Operation,
    ProgrammeChange,
    ReleaseBody,
)
from cashier_app.sync.store import Outgoing, SyncStore
from cashier_app.till.members import member_state
from cashier_app.till.opening import Till
from tests.clock import START, ManualClock
from tests.integration.till.shop import ANNA, COFFEE, MILK, PROGRAMME, found_shop, hash_of, open_shop, scan

MANY = 10_000_000


def sell(till: Till, *codes: str, redeem: str = "") -> str:
    for code in codes:
        till.selling.scan(scan(code))
    if redeem:
        till.selling.redeem(redeem)
    till.paying.start()
    sold = till.paying.pay_cash("100000").result(30).sold
    assert sold is not None
    return sold.receipt_id


def lots(till: Till, account_id: str = "anna") -> dict[str, LotRow]:
    return {lot.lot_id: lot for lot in till.database.worker.call(lambda unit: unit.ledger.lots(account_id))}


def seqs(sent: Outgoing) -> list[int]:
    return [operation.seq for operation in sent.operations]


def anna(*given: LotChange, home: bool = True, net: int = 0) -> AccountChange:
    card = IdentifierState(hash_of(ANNA).hex(), "card", "..9195", "active")
    return AccountChange("anna", "Анна К.", "gold", "active", "11-24", net, 32, (card,), given, home)


def answer(
    sent: Outgoing,
    *changes: AccountChange | ProgrammeChange,
    fates: tuple[Acknowledgement, ...] = (),
    included: tuple[EpochMark, ...] = (),
    cursor: str = "inc:7",
    durable_seq: int = 0,
) -> ExchangeResponse:
    head = ChainHead(sent.operations_epoch, 0, "", durable_seq, "open")
    return ExchangeResponse(START, "inc", fates, head, included, changes, cursor, False)


def applied(sent: Outgoing) -> tuple[Acknowledgement, ...]:
    return tuple(Acknowledgement(operation.seq, operation.hash, "applied") for operation in sent.operations)


def test_the_store_is_what_the_sync_worker_asks_for(till: Till) -> None:
    store: SyncStore = till.sync_store
    assert store.backlog().waiting == 1, "the shift's opening waits"


def test_operations_go_in_order_and_hang_on_one_another(till: Till) -> None:
    sell(till, MILK)
    sell(till, COFFEE)
    sent = till.sync_store.outgoing(2, MANY)
    assert seqs(sent) == [1, 2]
    assert sent.previous == chain_start(sent.epoch).hex()
    assert first_break(bytes.fromhex(sent.previous), sent.operations) is None
    again = till.sync_store.outgoing(100, MANY)
    assert seqs(again) == [1, 2, 3], "what was sent and not answered is sent again"
    assert (again.last_seq, again.acknowledged_seq) == (3, 0)
    till.sync_store.take(again, answer(again, fates=applied(again)[:2]), START)
    rest = till.sync_store.outgoing(100, MANY)
    assert seqs(rest) == [3]
    assert rest.previous == again.operations[1].hash
    assert (rest.cursor, rest.incarnation, rest.acknowledged_seq) == ("inc:7", "inc", 2)
    assert seqs(till.sync_store.outgoing(100, 1)) == [3], "one at least, however large"


def test_an_acknowledgement_of_another_content_is_left_alone(till: Till) -> None:
    sent = till.sync_store.outgoing(100, MANY)
    wrong = Acknowledgement(1, "ab" * 32, "applied")
    till.sync_store.take(sent, answer(sent, fates=(wrong,)), START)
    assert till.sync_store.backlog().waiting == 1


def test_a_rejected_operation_does_not_block_those_behind_it_and_can_be_tried_again(till: Till) -> None:
    sell(till, MILK)
    sell(till, MILK)
    sent = till.sync_store.outgoing(100, MANY)
    first, second, third = applied(sent)
    rejected = Acknowledgement(second.seq, second.hash, "rejected", True, "inconsistent", "points")
    till.sync_store.take(sent, answer(sent, fates=(first, rejected)), START)
    assert till.sync_store.backlog() == type(till.sync_store.backlog())(1, 1)
    behind = till.sync_store.outgoing(100, MANY)
    assert (seqs(behind), behind.previous) == ([3], second.hash)
    till.sync_store.take(behind, answer(behind, fates=(third,)), START)
    assert [(row.seq, row.reason) for row in till.sync_store.waiting()] == [(2, "inconsistent: points")]
    assert till.sync_store.retry_rejected() == 1
    assert seqs(till.sync_store.outgoing(100, MANY)) == [2]


def test_a_restored_server_gets_again_what_it_lacks(till: Till) -> None:
    sell(till, MILK)
    sell(till, MILK)
    sent = till.sync_store.outgoing(100, MANY)
    till.sync_store.take(sent, answer(sent, fates=applied(sent)), START)
    assert till.sync_store.outgoing(100, MANY).operations == ()
    assert till.sync_store.send_again(ChainHead(sent.epoch, 1, sent.operations[0].hash, 0, "open")) == 2
    again = till.sync_store.outgoing(100, MANY)
    assert seqs(again) == [2, 3]
    assert again.operations == sent.operations[1:], "byte for byte what was sent before"


def test_a_server_that_was_put_back_gets_again_what_it_lacks_of_earlier_lives_too(till: Till) -> None:
    """The exchange that tells of it was about the present life alone."""
    sell(till, MILK)
    sell(till, MILK)
    sent = till.sync_store.outgoing(100, MANY)
    till.sync_store.take(sent, answer(sent, fates=applied(sent)), START)
    old = till.database.worker.call(lambda unit: unit.outbox.current())
    assert old is not None
    fresh = msgspec.structs.replace(old, epoch="ef" * 16, last_seq=0, last_hash=chain_start("ef" * 16))
    till.database.worker.call(lambda unit: unit.outbox.begin_epoch(fresh))
    asked = till.sync_store.outgoing(100, MANY)
    assert (asked.operations_epoch, asked.operations) == (fresh.epoch, ())
    told = msgspec.structs.replace(answer(asked, included=(EpochMark(old.epoch, 1),)), incarnation="another")
    till.sync_store.take(asked, told, START)
    again = till.sync_store.outgoing(100, MANY)
    assert (again.operations_epoch, seqs(again)) == (old.epoch, [2, 3])
    till.sync_store.take(
        again, msgspec.structs.replace(answer(again, fates=applied(again)), incarnation="another"), START
    )
    assert till.sync_store.backlog().waiting == 0


def test_old_operations_are_forgotten_only_when_the_central_server_has_them(till: Till, clock: ManualClock) -> None:
    for _ in range(4):
        sell(till, MILK)
    sent = till.sync_store.outgoing(100, MANY)
    till.sync_store.take(sent, answer(sent, fates=applied(sent), durable_seq=3), clock.now())

    def kept() -> list[int]:
        rows = till.database.worker.call(lambda unit: unit.outbox.since(sent.epoch, 1, 100))
        return [row.seq for row in rows]

    assert kept() == [1, 2, 3, 4, 5]
    clock.advance(91 * DAY)
    nothing = till.sync_store.outgoing(100, MANY)
    till.sync_store.take(nothing, answer(nothing, durable_seq=3), clock.now())
    assert kept() == [3, 4, 5], "the last durable one stays, so that the chain can be shown"


def test_an_account_is_replaced_with_all_that_hangs_on_it(till: Till) -> None:
    sent = till.sync_store.outgoing(100, MANY)
    lot = LotChange("late", "points", "base", 90_000, START - DAY, START + DAY, 130_000)
    till.sync_store.take(sent, answer(sent, anna(lot, net=5_000_000)), START)
    record = till.reader.member("anna")
    assert record is not None
    assert (record.account.level_id, record.account.net_purchases, record.account.as_of) == ("gold", 5_000_000, START)
    now = lots(till)
    assert (now["late"].balance, now["late"].granted, now["late"].expires_at) == (90_000, 130_000, START + DAY)
    assert (now["soon"].balance, now["soon"].granted) == (0, 30_000), "a lot no longer named keeps its counters"
    assert till.reader.identifier(hash_of(ANNA)) is not None
    till.sync_store.take(sent, answer(sent, anna(msgspec.structs.replace(lot, granted=1000))), START)
    assert lots(till)["late"].granted == 130_000, "what is granted only grows"


def test_what_the_server_has_counted_is_not_counted_twice(till: Till) -> None:
    first = sell(till, COFFEE, ANNA, redeem="100")
    second = sell(till, COFFEE, ANNA)
    sent = till.sync_store.outgoing(100, MANY)
    before = {lot_id: lot.left for lot_id, lot in lots(till).items()}
    mark = EpochMark(till.identity.epoch, 2)
    given = tuple(
        LotChange(lot.lot_id, "points", lot.source, lot.left, lot.active_at, lot.expires_at, lot.granted)
        for lot in lots(till).values()
        if not lot.lot_id.startswith(second)
    )
    record = till.reader.member("anna")
    assert record is not None
    counted = till.reader.receipt(first)
    assert counted is not None
    page = anna(*given, net=record.account.net_purchases + counted.to_pay)
    for _ in range(2):  # the same page twice is the same as once
        till.sync_store.take(sent, answer(sent, page, included=(mark,)), START)
        assert {lot_id: lot.left for lot_id, lot in lots(till).items()} == before
        after = till.reader.member("anna")
        assert after is not None
        total = record.account.net_purchases + record.pending_net
        assert after.account.net_purchases + after.pending_net == total


def test_marks_of_a_page_count_for_its_own_accounts_only(till: Till) -> None:
    sell(till, COFFEE, ANNA)
    sent = till.sync_store.outgoing(100, MANY)
    boris = AccountChange("boris", "Борис Л.", "start", "active", None, 0, 0, (), (), True)
    till.sync_store.take(sent, answer(sent, boris, included=(EpochMark(sent.epoch, 99),)), START)
    record = till.reader.member("anna")
    assert record is not None
    assert record.pending_purchases == 1


def test_grants_to_an_old_life_are_none_of_the_new_one(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock)
    sell(till, MILK)
    till.close()
    till = open_shop(tmp_path, clock, machine="another")
    old = till.sync_store.outgoing(100, MANY)
    assert old.operations_epoch != old.epoch
    assert old.cursor == ""
    lot = LotChange("late", "points", "base", 90_000, START - DAY, None, 50_000)
    till.sync_store.take(msgspec.structs.replace(old, epoch=old.operations_epoch), answer(old, anna(lot)), START)
    assert lots(till)["late"].right == 0
    till.sync_store.take(old, answer(old, anna(lot), fates=applied(old)), START)
    assert lots(till)["late"].right == 50_000
    assert till.sync_store.outgoing(100, MANY).operations_epoch == till.identity.epoch
    till.close()


def test_programmes_are_kept_and_used_from_the_next_look_on(till: Till) -> None:
    sent = till.sync_store.outgoing(100, MANY)
    body = {**msgspec.json.decode(PROGRAMME.read_bytes()), "version": 5}
    change = ProgrammeChange(5, START, msgspec.Raw(msgspec.json.encode(body)))
    till.sync_store.take(sent, answer(sent, change), START)
    till.selling.refresh_member()
    assert till.selling.programme.version == 5


def test_a_programme_that_cannot_be_read_leaves_the_one_in_force(till: Till, expect_log: object) -> None:
    assert callable(expect_log)
    expect_log("programme 6 cannot be used")
    sent = till.sync_store.outgoing(100, MANY)
    till.sync_store.take(sent, answer(sent, ProgrammeChange(6, START, msgspec.Raw(b'{"version": 6}'))), START)
    till.selling.refresh_member()
    assert till.selling.programme.version == 1


def test_targets_ask_for_what_is_lacking_and_no_more(till: Till) -> None:
    assert till.sync_store.targets("anna") == []
    lot = LotChange("late", "points", "base", 120_000, START - DAY, START + 300 * DAY, 0)
    soon = LotChange("soon", "points", "base", 30_000, START - DAY, START + 5 * DAY, 0)
    pending = LotChange("pending", "points", "base", 5_000, START + DAY, None, 0)
    unused = LotChange("gone", "points", "base", 5_000, START - DAY, START, 0)
    empty = {"late": 0, "soon": 0}
    till.database.worker.call(
        lambda unit: (
            [unit.meta._link.driver.execute("UPDATE lot SET granted = ?", (value,)) for value in empty.values()]
            and None
        )
    )
    sent = till.sync_store.outgoing(100, MANY)
    till.sync_store.take(sent, answer(sent, anna(lot, soon, pending, unused)), START)
    assert till.sync_store.targets("anna") == [("soon", 30_000), ("late", 120_000)]
    assert till.sync_store.targets("anna", 40_000) == [("soon", 30_000), ("late", 10_000)]
    granted = msgspec.structs.replace(soon, granted=30_000)
    till.sync_store.take_account(AccountAnswer(START, "inc", (), anna(lot, granted)), START)
    assert till.sync_store.targets("anna", 40_000) == [("late", 10_000)]


def test_a_release_is_an_operation_with_cumulative_counters_and_happens_once(till: Till) -> None:
    assert till.sync_store.release("anna")
    last = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 100))[-1]
    body = msgspec.json.decode(last.body, type=Operation).body
    assert isinstance(body, ReleaseBody)
    assert {(right.lot_id, right.released) for right in body.rights} == {("soon", 30_000), ("late", 120_000)}
    assert not till.sync_store.release("anna")
    held = {row.lot_id: row for row in till.sync_store.held()}
    assert held["late"].granted == held["late"].released == 120_000


def test_joining_a_server_keeps_what_it_said_and_begins_its_feed(tmp_path: Path, clock: ManualClock) -> None:
    till = open_shop(tmp_path, clock)
    assert till.sync_store.membership().key == ""
    response = EnrolResponse("node-7", "perm-1", "secret", "00" * 32, "inc-2", START)
    till.sync_store.enrolled(response)
    membership = till.sync_store.membership()
    assert (membership.node, membership.store, membership.key) == ("node-7", "perm-1", "secret")
    assert membership.incarnation == "inc-2"
    assert till.sync_store.outgoing(1, 1).cursor == ""
    epoch = till.database.worker.call(lambda unit: unit.outbox.current())
    assert epoch is not None
    assert epoch.node == "node-7"
    till.close()


def test_the_servers_time_is_taken_over_when_it_is_near_and_marked_when_it_is_far(
    till: Till, clock: ManualClock
) -> None:
    sent = till.sync_store.outgoing(100, MANY)
    near = msgspec.structs.replace(answer(sent), server_time=clock.now() + 60_000)
    till.sync_store.take(sent, near, clock.now())
    assert till.clock.now() == clock.now() + 60_000
    far = msgspec.structs.replace(answer(sent), server_time=clock.now() + 10 * DAY)
    till.sync_store.take(sent, far, clock.now())
    till.sync_store.note_server_time(10 * DAY, suspect=True)
    assert till.clock.now() == clock.now() + 60_000
    sell(till, MILK)
    last = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 100))[-1]
    assert msgspec.json.decode(last.body, type=Operation).clock_state == "suspect"


def test_a_page_of_thousands_is_booked_in_one_go(till: Till) -> None:
    changes = [
        AccountChange(
            f"account-{n}",
            "Анна К.",
            "start",
            "active",
            None,
            0,
            0,
            (IdentifierState(f"{n:032x}", "card", "..0000", "active"),),
            (LotChange(f"lot-{n}", "points", "base", 100, START, None, 100),),
            True,
        )
        for n in range(5000)
    ]
    sent = till.sync_store.outgoing(100, MANY)
    till.sync_store.take(sent, answer(sent, *changes), START)
    assert lots(till, "account-4999")["lot-4999"].right == 100


def test_what_is_told_of_a_campaign_is_added_to_what_is_known_of_it(till: Till) -> None:
    """Thousands of one-use codes are told one by one: those that a page does not name stay as they were."""
    first = LotChange("cap.c.0.campaign.a", "cap:c", "c", 1, 0, None, 1)
    second = LotChange("cap.c.0.campaign.b", "cap:c", "c", 0, 0, None, 0)
    for lot in (first, second):
        sent = till.sync_store.outgoing(100, MANY)
        change = AccountChange("campaign-c", "", "start", "campaign", None, 0, 0, (), (lot,))
        till.sync_store.take(sent, answer(sent, change), START)
    known = lots(till, "campaign-c")
    assert {lot_id: (lot.left, lot.right) for lot_id, lot in known.items()} == {
        "cap.c.0.campaign.a": (1, 1),
        "cap.c.0.campaign.b": (0, 0),
    }


def test_the_dates_of_a_level_come_with_the_account(till: Till) -> None:
    change = AccountChange(
        "vera",
        "Вера С.",
        "start",
        "active",
        None,
        0,
        0,
        (),
        (),
        level_since=START - DAY,
        level_floor="bronze",
        next_level="silver",
        next_level_at=START + DAY,
        last_purchase_at=START - 2 * DAY,
    )
    sent = till.sync_store.outgoing(100, MANY)
    till.sync_store.take(sent, answer(sent, change), START)
    record = till.reader.member("vera")
    assert record is not None
    state = member_state(record, START, till.selling.programme)
    assert (state.level_since, state.level_floor, state.last_purchase_at) == (START - DAY, "bronze", START - 2 * DAY)
    assert (state.next_level, state.next_level_at) == ("silver", START + DAY)


def test_a_buyer_is_read_as_one_commit_left_it_though_an_exchange_is_booked_meanwhile(till: Till) -> None:
    reader = till.database.reader()
    driver = reader._connection.driver_connection
    assert driver is not None
    for place in range(2, 7):
        sell(till, COFFEE, ANNA)
        known = till.reader.member("anna")
        assert known is not None
        net, left = known.account.net_purchases + known.pending_net, {lot.lot_id: lot.left for lot in known.lots}
        counted = tuple(
            LotChange(lot.lot_id, "points", lot.source, lot.left, lot.active_at, lot.expires_at, lot.granted)
            for lot in known.lots
        )
        sent = till.sync_store.outgoing(100, MANY)
        marks = (EpochMark(sent.epoch, sent.last_seq),)
        counting = answer(sent, anna(*counted, net=net), fates=applied(sent), included=marks)
        statements = 0

        def meanwhile(_: str, place: int = place, sent: Outgoing = sent, counting: ExchangeResponse = counting) -> None:
            nonlocal statements
            statements += 1
            if statements == place:
                till.sync_store.take(sent, counting, START)

        driver.set_trace_callback(meanwhile)
        read = reader.member("anna")
        driver.set_trace_callback(None)
        assert statements >= place, "the exchange was not booked in between"
        assert read is not None
        assert (read.account.net_purchases + read.pending_net, {lot.lot_id: lot.left for lot in read.lots}) == (
            net,
            left,
        )
    reader.close()
