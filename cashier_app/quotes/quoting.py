"""A quote as a document: the engine's own answer, its trace with the names of rules, and all of it in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import Cart, LotState, MemberState
from cashier_app.loyalty.programme import Programme, in_force, starts_at
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.quoted import Quote
from cashier_app.quotes.documents import (
    MOMENT_FORMS,
    BadMember,
    BadMoment,
    BadReceipt,
    MemberDocument,
    ReceiptDocument,
    cart_of,
    instant_of,
    member_of,
    read_moment,
)
from cashier_app.quotes.explaining import explain
from cashier_app.quotes.judging import check, lots_twice, member_contradictions, receipt_contradictions
from cashier_app.quotes.limits import named, own_caps, shared_caps, with_untouched, wrong_caps


class NotInForce(BadReceipt):
    """None of several versions is meant for this receipt."""

    text = QT_TRANSLATE_NOOP("errors", "None of the programme versions given is in force for this buyer at {at}")
    way_out = QT_TRANSLATE_NOOP("errors", "Give one version alone to try it out, or another moment with --at")


class AtRefused(Refused):
    """The moment asked for is none."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” is not a moment")
    way_out = QT_TRANSLATE_NOOP("errors", "Allowed there: {allowed}")


class UsedProgramme(msgspec.Struct, frozen=True):
    """The version that the receipt was quoted under."""

    version: int
    valid_from: datetime.date
    name: str
    started: Annotated[bool, Meta(description="Whether the version is in force in this store at that moment")]


class NamedStep(msgspec.Struct, frozen=True):
    """One decision of the engine: on which line (0: the receipt), by which rule, with what effect."""

    number: int
    step: str
    rule_id: str
    name: Annotated[str, Meta(description="Name of the rule or level, in the language asked for")]
    line: int
    amount: Annotated[int, Meta(description="Kopecks; of accruals hundredths of a point")]
    note: str


if TYPE_CHECKING:
    Figures = Quote
else:
    Figures = msgspec.defstruct(
        "Figures",
        [(field.name, field.type) for field in msgspec.structs.fields(Quote) if field.name != "trace"],
        frozen=True,
        namespace={"__doc__": "The engine's whole answer, every kopeck explained; its trace stands beside it."},
    )


def figures_of(quoted: Quote) -> Figures:
    """The figures of a quote, the trace left out."""
    return Figures(**{name: getattr(quoted, name) for name in Figures.__struct_fields__})


class Answer(msgspec.Struct, frozen=True):
    """What `cashier-app quote` answers."""

    programme: UsedProgramme
    at: Annotated[str, Meta(description="The moment quoted for, on the store's wall clock, ISO 8601")]
    digest: Annotated[str, Meta(description="SHA-256 of the figures: two machines compare their answers by it")]
    quote: Figures
    trace: Annotated[tuple[NamedStep, ...], Meta(description="Every step of the engine in order, with names")]
    explained: Annotated[tuple[str, ...], Meta(description="All of it in sentences, in the language asked for")]


def answer(
    programmes: Sequence[Programme],
    receipt: ReceiptDocument,
    member: MemberDocument | None,
    at: Instant,
    words: Words,
) -> Answer:
    """Quote a receipt at an instant; of several versions under the one that this buyer sees in this store.

    Raises `BadReceipt`, `BadMember` at a contradiction, `NotInForce` where none of several versions is meant.
    """
    programme = chosen(programmes, receipt, member, at)
    return told(receipt, *asked(receipt, member, programme, at), programme, at, words)


def told(
    receipt: ReceiptDocument, cart: Cart, state: MemberState | None, programme: Programme, at: Instant, words: Words
) -> Answer:
    """The engine's answer for a cart and a member at an instant; `receipt` names the goods of the cart's lines."""
    quoted = quote(cart, state, programme, at, words.language, explain=True)
    return Answer(
        programme=UsedProgramme(
            programme.version,
            programme.valid_from,
            programme.name.in_language(words.language),
            starts_at(programme, receipt.zone) <= at,
        ),
        at=local_time(at, receipt.zone).isoformat(),
        digest=quote_digest(quoted),
        quote=figures_of(quoted),
        trace=tuple(_named(quoted, programme, words)),
        explained=tuple(explain(quoted, receipt, cart, state, programme, words)),
    )


def asked(
    receipt: ReceiptDocument, member: MemberDocument | None, programme: Programme, at: Instant
) -> tuple[Cart, MemberState | None]:
    """What the engine is asked: the cart and the member of documents, with what is left of every cap.

    Raises `BadReceipt` or `BadMember` at the first contradiction.
    """
    check(receipt_contradictions(receipt, member is not None), BadReceipt)
    shared = shared_caps(receipt, programme, at)
    check(wrong_caps("$.wallets", receipt.wallets, shared), BadReceipt)
    receipt = replace(receipt, wallets=named(receipt.wallets, shared))
    own: tuple[LotState, ...] = ()
    state = None
    if member is not None:
        check(member_contradictions(member, programme, receipt.zone), BadMember)
        own = own_caps(member, programme, receipt.zone, at)
        check(wrong_caps("$.lots", member.lots, own), BadMember)
        member = replace(member, lots=named(member.lots, own))
        check(lots_twice(member, receipt), BadMember)
        state = member_of(member, programme, receipt.zone)
    cart = cart_of(receipt)
    return with_untouched(cart, state, shared, own) if receipt.caps == "untouched" else (cart, state)


def moment(at: str, receipt: ReceiptDocument, now: Instant) -> Instant:
    """The instant to quote for: asked for (ISO 8601, the store's wall clock without an offset), the receipt's, now.

    Raises `AtRefused`, or `BadReceipt` where the receipt's zone or own moment is wrong.
    """
    check(receipt_contradictions(receipt, with_member=True), BadReceipt)
    if not at:
        return now if receipt.at is None else instant_of(receipt.at, receipt.zone)
    try:
        return instant_of(read_moment(at), receipt.zone)
    except BadMoment as error:
        raise AtRefused(value=at, allowed=MOMENT_FORMS) from error


def chosen(
    programmes: Sequence[Programme], receipt: ReceiptDocument, member: MemberDocument | None, at: Instant
) -> Programme:
    """The one version given, in force or not; of several the one that this buyer sees.  Raises `NotInForce`."""
    if len(programmes) == 1:
        return programmes[0]
    segments = frozenset[str]() if member is None else member.segments
    found = in_force(programmes, receipt.zone, at, receipt.store, segments)
    if found is None:
        raise NotInForce(at=local_time(at, receipt.zone).isoformat(" ", "minutes"))
    return found


def encode(answered: Answer) -> bytes:
    """The answer as JSON for people and programs: the same bytes for the same answer."""
    return msgspec.json.format(msgspec.json.encode(answered, order="deterministic"), indent=2) + b"\n"


def _named(quoted: Quote, programme: Programme, words: Words) -> Iterator[NamedStep]:
    names = {rule.id: rule.name for rule in programme.rules} | {
        level.id: level.name for level in programme.levels.ladder
    }
    for number, step in enumerate(quoted.trace, start=1):
        name = names[step.rule_id].in_language(words.language) if step.rule_id in names else ""
        yield NamedStep(number, step.step, step.rule_id, name, step.line, step.amount, step.note)
