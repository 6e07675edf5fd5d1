"""No answer of a payment terminal, lost or late, charges anybody twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.ids import new_id
from cashier_app.devices.payment_terminal import (
    Charge,
    MalformedReference,
    ManualTerminal,
    Refund,
    TerminalAnswer,
    TerminalSilent,
    checked_reference,
)
from cashier_app.devices.simulators.terminal import TerminalSimulator


def test_a_manual_terminal_waits_for_the_cashier_and_is_decided_once() -> None:
    terminal, charge = ManualTerminal(), Charge(new_id(), "card", 10_000)
    assert terminal.charge(charge) == TerminalAnswer("authorising")
    assert terminal.ask(charge.payment_id).state == "authorising"
    assert terminal.approved(charge.payment_id, " 0045 12 ") == TerminalAnswer("approved", "0045 12")
    assert terminal.declined(charge.payment_id).state == "approved"
    assert terminal.charge(charge).state == "approved"
    assert terminal.ask(new_id()).state == "unknown"


@pytest.mark.parametrize("text", ["", "   ", "-5", "12\x0034", "1" * 31, "№5", "; DROP"])
def test_what_is_no_reference_is_refused_with_words(text: str) -> None:
    with pytest.raises(MalformedReference, match="Type the number printed on the slip"):
        checked_reference(text)


@given(
    troubles=st.lists(st.sampled_from(["answer_lost", "request_lost", "declined"]), max_size=6), refund=st.booleans()
)
def test_asking_again_by_id_never_moves_money_twice(troubles: list, refund: bool) -> None:  # type: ignore[type-arg]
    terminal, payment_id = TerminalSimulator(), new_id()
    terminal.trouble(*troubles)
    answer = TerminalAnswer("unknown")
    for _ in range(20):
        try:
            if answer.state == "unknown":
                answer = terminal.ask(payment_id)
            if answer.state == "unknown":
                if refund:
                    answer = terminal.refund(Refund(payment_id, "card", 500, "100001"))
                else:
                    answer = terminal.charge(Charge(payment_id, "card", 500))
        except TerminalSilent:
            continue
    assert answer.state in ("approved", "declined")
    moved = [(payment_id, -500 if refund else 500)] if answer.state == "approved" else []
    assert terminal.book == moved
