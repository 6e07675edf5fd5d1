"""A card in a telephone at the till: it earns at once, and spends only once its code has been verified."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from cashier_app.config import CardMask, Selling
from cashier_app.core.ids import identifier_hash
from cashier_app.storage.rows import IdentifierRow
from cashier_app.sync.questions import CodeVerdict
from cashier_app.till.opening import Connection, Till
from cashier_app.till.phone_card import CodeToVerify
from cashier_app.till.selling import MemberQuestion, Outcome
from tests.clock import START, ManualClock
from tests.integration.till.shop import ANNA, BLOCKED, BORIS, COFFEE, KEY, SETTINGS, STRANGER, found_shop, scan
from tests.integration.till.test_exchange import sell

CODE = "12345678"


@pytest.fixture
def till(tmp_path: Path, clock: ManualClock) -> Iterator[Till]:
    opened = found_shop(tmp_path, clock)
    opened.set_connection(Connection(True, START))
    yield opened
    opened.close()


def telephone(card: str, code: str = CODE) -> str:
    """What a telephone shows."""
    return f"CASHIER:V:{card}:{code}"


def show(till: Till, card: str = ANNA) -> Outcome:
    """Goods for a hundred and more, then the telephone."""
    for _ in range(3):
        till.selling.scan(scan(COFFEE))
    return till.selling.scan(scan(telephone(card)))


def asked(till: Till) -> CodeToVerify:
    code = till.selling.take_code()
    assert code is not None
    assert till.selling.take_code() is None, "each scan is asked about once"
    return code


def spendable(till: Till) -> int:
    """What may be redeemed by asking for as much as possible."""
    till.selling.redeem()
    return till.selling.quoted.redemption.points


def test_until_it_is_verified_the_buyer_earns_and_spends_nothing(till: Till) -> None:
    outcome = show(till)
    assert outcome.sound == "accepted"
    view = till.selling.view().member
    assert view is not None
    assert view.note_tone == "warning"
    assert "не списываются" in view.note
    assert spendable(till) == 0
    assert till.selling.quoted.accrued > 0
    code = asked(till)
    assert (code.card, code.code) == (identifier_hash(KEY, "card", ANNA).hex(), CODE)
    notice = till.selling.code_verified(code, "verified")
    assert notice is not None
    assert notice.tone == "success"
    assert spendable(till) > 0


@pytest.mark.parametrize("verdict", ["used", "wrong", "unknown", "no_secret", "blocked", "unreachable"])
def test_what_is_not_verified_is_told_with_a_way_out_and_stays_for_accrual(till: Till, verdict: CodeVerdict) -> None:
    show(till)
    notice = till.selling.code_verified(asked(till), verdict)
    assert notice is not None
    assert notice.tone == "warning"
    assert notice.detail
    for text in (notice.text, notice.detail):
        assert any("а" <= letter <= "я" for letter in text), text
    assert spendable(till) == 0
    assert till.selling.quoted.accrued > 0


def test_the_next_code_of_the_same_telephone_is_asked_about_too(till: Till) -> None:
    show(till)
    till.selling.code_verified(asked(till), "wrong")
    till.selling.scan(scan(telephone(ANNA, "87654321")))
    assert till.selling.code_verified(asked(till), "verified") is not None
    assert spendable(till) > 0
    # verified once is enough for the receipt
    till.selling.scan(scan(telephone(ANNA, "11111111")))
    assert till.selling.take_code() is None
    assert spendable(till) > 0


def test_the_buyers_plastic_card_needs_no_code(till: Till) -> None:
    till.selling.scan(scan(ANNA))
    assert till.selling.take_code() is None
    show(till)
    assert till.selling.take_code() is None
    assert spendable(till) > 0


def test_a_plastic_card_of_the_same_buyer_settles_it(till: Till) -> None:
    show(till)
    till.selling.scan(scan(ANNA))
    assert spendable(till) > 0


def test_an_answer_for_a_buyer_who_has_gone_changes_nothing(till: Till) -> None:
    show(till)
    code = asked(till)
    till.selling.detach_member()
    till.selling.scan(scan(telephone(BORIS)))
    assert till.selling.code_verified(code, "verified") is None
    assert till.selling.receipt.unverified
    sell(till)
    assert till.selling.code_verified(code, "verified") is None


def test_another_buyers_telephone_is_asked_about_and_verified_by_its_own_code(till: Till) -> None:
    till.selling.scan(scan(ANNA))
    outcome = show(till, BORIS)
    assert isinstance(outcome.question, MemberQuestion)
    till.selling.take_new_member()
    assert till.selling.receipt.unverified
    assert asked(till).card == identifier_hash(KEY, "card", BORIS).hex()


def test_a_telephone_that_was_turned_down_leaves_nothing_behind(till: Till) -> None:
    till.selling.scan(scan(ANNA))
    show(till, BORIS)
    till.selling.keep_member()
    assert not till.selling.receipt.unverified
    assert till.selling.take_code() is None
    assert spendable(till) > 0


def test_a_card_that_nobody_here_knows_waits_for_its_owner_and_its_code(till: Till) -> None:
    show(till, STRANGER)
    assert till.selling.receipt.unclaimed
    assert asked(till).card == till.selling.receipt.unclaimed


def test_a_blocked_card_is_refused_whatever_its_code(till: Till) -> None:
    assert show(till, BLOCKED).sound == "refused"
    assert till.selling.take_code() is None
    till.selling.scan(scan(ANNA))
    assert spendable(till) > 0


def test_a_parked_receipt_keeps_what_was_not_verified(till: Till) -> None:
    show(till)
    till.parking.park().result(30)
    till.parking.take_up(till.parking.list()[0].parked_id).result(30)
    assert till.selling.receipt.unverified
    assert spendable(till) == 0


def test_by_the_number_alone_a_telephone_spends_only_where_the_shop_allows_it(
    tmp_path: Path, clock: ManualClock
) -> None:
    for rule, spends in (("number", True), ("code", False)):
        settings = msgspec.structs.replace(
            SETTINGS,
            selling=Selling(card_masks=(CardMask(kind="virtual", prefix=ANNA[:4]),), virtual_cards=rule),  # type: ignore[arg-type]
        )
        opened = found_shop(tmp_path / rule, clock, settings)
        opened.set_connection(Connection(True, START))
        digest = identifier_hash(KEY, "virtual", ANNA)

        def known(unit, digest=digest):  # type: ignore[no-untyped-def]
            record = unit.ledger.member("anna")
            virtual = IdentifierRow(digest, "anna", "virtual", ".." + ANNA[-4:], "active")
            unit.ledger.put_accounts([record.account], [virtual], record.lots, [])

        opened.database.worker.call(known)
        for _ in range(3):
            opened.selling.scan(scan(COFFEE))
        opened.selling.scan(scan(ANNA))
        assert bool(spendable(opened)) is spends
        opened.close()
