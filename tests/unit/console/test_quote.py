"""`cashier-app quote`: the engine's answer to the kopeck, every step named, bad documents refused by the path."""

from __future__ import annotations

import copy
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashier_app.cli import main
from cashier_app.console.quote_command import DOCUMENTS, schema
from cashier_app.core.clock import DAY
from cashier_app.core.errors import Refused
from cashier_app.core.money import line_amount
from cashier_app.loyalty.cart import Asked, Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.programme import Programme, load_programme
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.quoted import Quote
from cashier_app.loyalty.reading import BadDocument, everything_wrong
from cashier_app.quotes.documents import (
    BadMember,
    BadReceipt,
    LineDocument,
    LotDocument,
    MemberDocument,
    ReceiptDocument,
    cart_of,
    member_of,
    read_member,
    read_receipt,
)
from cashier_app.quotes.quoting import Answer, Figures, answer, encode, figures_of, moment
from cashier_app.words import load_words
from tests.unit.loyalty import made

Capture = pytest.CaptureFixture[str]
PROGRAMMES = Path(__file__).resolve().parents[3] / "resources" / "programmes"
#: A programme that stays as it is, so that figures and words can be told.
SIX_LEVELS = Path(__file__).with_name("six_levels.json")
EXAMPLES = sorted(PROGRAMMES.glob("*.json"))
AT = made.NOW


def as_receipt(cart: Cart) -> dict[str, Any]:
    """A cart as a person would state it."""
    body: dict[str, Any] = msgspec.to_builtins(cart, order="deterministic")
    body["caps"] = "unknown"
    # gift cards are sold at a till alone
    body.pop("advances")
    return body


def as_member(member: MemberState) -> dict[str, Any]:
    """A member as a person would state it."""
    body: dict[str, Any] = msgspec.to_builtins(member, order="deterministic")
    # how a shop's node came to know it is nobody's to state
    body.pop("seen")
    body.pop("beyond")
    birthday = body.pop("birthday")
    if birthday is not None:
        body["birthday"] = "{:02}-{:02}".format(*birthday)
    return body


def ask(
    programme: Programme, receipt: dict[str, Any], member: dict[str, Any] | None = None, language: str = "ru"
) -> Answer:
    """Quote documents as the command does."""
    read = read_receipt(json.dumps(receipt).encode())
    buyer = None if member is None else read_member(json.dumps(member).encode())
    at = moment("", read, AT)
    return answer([programme], read, buyer, at, load_words(language))


# --- the same answer as the engine's ---------------------------------------------------------------------


@given(programme=made.programmes(), lines=made.lines(), member=st.none() | made.members(), asked=made.asked)
def test_a_quote_of_documents_is_the_engine_s_quote(
    programme: Programme, lines: tuple[CartLine, ...], member: MemberState | None, asked: Asked
) -> None:
    if member is not None and member.level_id not in {level.id for level in programme.levels.ladder}:
        member = msgspec.structs.replace(member, level_id="silver")
    if member is not None and member.unclaimed:
        member = msgspec.structs.replace(member, level_id="base", lots=())
    lines = tuple(
        msgspec.structs.replace(line, hand_discount=min(line.hand_discount, line_amount(line.price, line.quantity)))
        for line in lines
    )
    cart = Cart(lines, zone=made.ZONE, redeem=asked if member is not None else 0)
    answered = ask(programme, as_receipt(cart), None if member is None else as_member(member))
    expected = quote(cart, member, programme, AT, "ru", explain=True)
    assert answered.quote == figures_of(expected)
    assert answered.digest == quote_digest(expected)
    assert [(step.step, step.rule_id, step.line, step.amount, step.note) for step in answered.trace] == [
        msgspec.structs.astuple(step) for step in expected.trace
    ]


def test_the_command_prints_what_the_engine_answers(tmp_path: Path, home: Path, capsys: Capture) -> None:
    programme = load_programme(SIX_LEVELS.read_bytes())
    cart = Cart((made.line(1, 400_000, category="Чай"), made.line(2, 12_345, 333)), zone=made.ZONE, redeem="maximum")
    member = made.member(made.lot("a", 100_000), level_id="gold", birthday=(2, 29))
    receipt_file, member_file = tmp_path / "receipt.json", tmp_path / "member.json"
    receipt_file.write_text(json.dumps(as_receipt(cart)), "utf-8")
    member_file.write_text("\ufeff" + json.dumps(as_member(member)), "utf-8")
    arguments = ["quote", "--programme", str(SIX_LEVELS), "--receipt", str(receipt_file)]
    arguments += ["--member", str(member_file), "--at", "2026-11-21T14:27:00+03:00", "--language", "en"]
    assert main(arguments) == 0
    answered = msgspec.json.decode(capsys.readouterr().out, type=Answer)
    expected = quote(cart, member, programme, made.NOW // 60_000 * 60_000, "en", explain=True)
    assert answered.quote == figures_of(expected)
    assert answered.at == "2026-11-21T14:27:00+03:00"
    assert answered.programme.started


def test_a_receipt_of_three_lines_is_enough(tmp_path: Path, home: Path, capsys: Capture) -> None:
    (tmp_path / "r.json").write_text('{\n"lines": [{"price": 9490}]\n}\n')
    assert main(["quote", "--programme", str(SIX_LEVELS), "--receipt", str(tmp_path / "r.json")]) == 0
    answered = msgspec.json.decode(capsys.readouterr().out, type=Answer)
    assert (answered.quote.to_pay, answered.quote.lines[0].number) == (9490, 1)


PAIRS = [(LineDocument, CartLine), (LotDocument, LotState), (MemberDocument, MemberState), (ReceiptDocument, Cart)]


@pytest.mark.parametrize("kinds", PAIRS, ids=lambda kinds: kinds[1].__name__)
def test_everything_the_engine_may_be_asked_can_be_stated(kinds: tuple[type, type]) -> None:
    document, engine = kinds
    assert set(engine.__struct_fields__) - {"seen", "beyond", "advances"} <= set(document.__struct_fields__)


def test_what_is_stated_reaches_the_engine() -> None:
    lot = LotState("l", 500, 300, AT - DAY, AT + DAY, "coupon:tea", "rule", 0, 7)
    line = CartLine(4, "p", 100, 2500, 90, "A/B", "brand", "who", frozenset({"t"}), 50, 10, "why", 200, 700, 90)
    shared = msgspec.structs.replace(lot, lot_id="s", wallet="cap:x", opens=500)
    cart = Cart((line,), "s1", made.ZONE, "web", ("A", "B"), frozenset({"card"}), 700, (shared,), "op")
    cart = msgspec.structs.replace(cart, hand_discount=11, hand_discount_reason="so", hand_rate=12, hand_most=13)
    programme = load_programme(SIX_LEVELS.read_bytes())
    member = MemberState(
        "a", "gold", (lot,), 5, (2, 29), frozenset({"x"}), 3, AT, False, AT - DAY, "silver", "bronze", AT, AT - 5
    )
    for value, kind in ((cart, Cart), (member, MemberState), (lot, LotState), (line, CartLine)):
        changed = [each for each in kind.__struct_fields__ if getattr(value, each) in (None, 0, "", (), frozenset())]
        assert set(changed) <= {"unclaimed", "opens", "seen", "beyond", "advances"}, "the test states every field"
    read = read_receipt(json.dumps(as_receipt(cart)).encode())
    assert cart_of(read) == cart
    assert member_of(read_member(json.dumps(as_member(member)).encode()), programme, made.ZONE) == member


def test_texts_are_instants_of_the_store() -> None:
    receipt = read_receipt(b'{"lines":[{"price":1}],"at":"2026-11-21 14:27","zone":"Asia/Yekaterinburg"}')
    assert moment("", receipt, 0) == 1_795_253_220_000
    assert moment("2026-11-21T14:27+05:00", receipt, 0) == 1_795_253_220_000
    assert moment("2026-11-21T09:27Z", receipt, 0) == 1_795_253_220_000
    assert moment("2026-11-21", receipt, 0) == 1_795_201_200_000
    assert moment("", read_receipt(b'{"lines":[{"price":1}]}'), 77) == 77


def test_the_same_documents_give_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    receipt = {
        "lines": [{"price": 100_000, "tags": ["b", "a", "c"], "category": "Чай"}, {"price": 200_000}],
        "payment_kinds": ["sbp", "card", "cash"],
        "at": "2026-11-21T12:00Z",
    }
    (tmp_path / "r.json").write_text(json.dumps(receipt))
    command = [sys.executable, "-m", "cashier_app", "--home", str(tmp_path), "quote"]
    command += ["--programme", str(SIX_LEVELS), "--receipt", str(tmp_path / "r.json")]
    bodies = {
        subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2", "3")
    }
    assert len(bodies) == 1


def test_a_document_comes_from_the_standard_input(monkeypatch: pytest.MonkeyPatch, home: Path, capsys: Capture) -> None:
    class Input:
        buffer = io.BytesIO(b'{"lines": [{"price": 100}]}')

    monkeypatch.setattr(sys, "stdin", Input())
    assert main(["quote", "--programme", str(SIX_LEVELS), "--receipt", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["quote"]["to_pay"] == 100
    assert main(["--language", "en", "quote", "--programme", "-", "--receipt", "-"]) == 1
    assert "standard input" in capsys.readouterr().err


def test_of_several_versions_the_buyer_s_own_is_taken(tmp_path: Path) -> None:
    old = load_programme(SIX_LEVELS.read_bytes())
    body = json.loads(SIX_LEVELS.read_text("utf-8"))
    pilot = load_programme(json.dumps({**body, "version": 2, "pilot": {"stores": ["p1"]}}).encode())
    receipt = read_receipt(b'{"lines":[{"price":1}],"store":"p1"}')
    elsewhere = read_receipt(b'{"lines":[{"price":1}],"store":"p2"}')
    words = load_words("ru")
    assert answer([old, pilot], receipt, None, AT, words).programme.version == 2
    assert answer([old, pilot], elsewhere, None, AT, words).programme.version == 1
    with pytest.raises(Refused):
        answer([old, pilot], elsewhere, None, 0, words)


# --- caps ------------------------------------------------------------------------------------------------

CAPPED: dict[str, Any] = {
    "version": 1,
    "valid_from": "2026-01-01",
    "name": {"ru": "п", "en": "p"},
    "levels": {"ladder": [{"id": "card", "name": {"ru": "К", "en": "C"}, "threshold": 0}]},
    "redemption": {"maximum_share": 5000},
    "rules": [
        {
            "id": "hello",
            "name": {"ru": "привет", "en": "hello"},
            "effect": {"kind": "amount_off", "amount": 3000},
            "conditions": [{"kind": "promo_code", "codes": ["HELLO"]}],
            "caps": [{"per": "member", "amount": 1}, {"per": "everyone", "amount": 100}],
        }
    ],
}
HELLO: dict[str, Any] = {"lines": [{"price": 10_000}], "promo_codes": ["hello"], "at": AT}


@pytest.mark.parametrize(
    ("receipt", "member", "refusal"),
    [
        ({}, {}, ""),
        ({"caps": "unknown"}, {}, "no_right"),
        ({}, {"lots": [{"wallet": "cap:hello", "balance": 0}]}, "used_up"),
        ({}, {"lots": [{"wallet": "cap:hello", "balance": 1, "right": 0}]}, "no_right"),
        ({"wallets": [{"wallet": "cap:hello", "balance": 0}]}, {}, "used_up"),
        ({"wallets": [{"wallet": "cap:hello", "balance": 1}], "caps": "unknown"}, {"lots": []}, "no_right"),
    ],
)
def test_what_is_left_of_a_cap_is_stated_or_untouched(
    receipt: dict[str, Any], member: dict[str, Any], refusal: str
) -> None:
    programme = load_programme(json.dumps(CAPPED).encode())
    answered = ask(programme, {**HELLO, **receipt}, member)
    assert [code.refusal for code in answered.quote.codes] == [refusal]
    assert answered.quote.discount == (0 if refusal else 3000)


# --- in words --------------------------------------------------------------------------------------------


def test_every_line_and_rule_is_explained_in_both_languages() -> None:
    programme = load_programme(SIX_LEVELS.read_bytes())
    receipt = {
        "lines": [
            {"price": 9490, "quantity": 2000, "name": "Молоко", "member_price": 8490},
            {"price": 400_000, "name": "Самовар"},
        ],
        "redeem": "maximum",
        "promo_codes": ["НЕТ"],
        "at": AT,
    }
    member = {"level_id": "silver", "lots": [{"balance": 50_000}]}
    told = "\n".join(ask(programme, receipt, member).explained).replace("\u00a0", " ")
    for sentence in (
        "Уровень: Серебро",
        "Строка 1, Молоко: 2 × 94,90 ₽ = 189,80 ₽",
        "Строка 1: цена по карте −20,00 ₽",
        "Строка 2: большая корзина −120,00 ₽",
        "Строка 2: Серебро 10 % −388,00 ₽",
        "Всего 4 189,80 ₽, скидки 528,00 ₽, баллами 500,00 ₽, к оплате 3 161,80 ₽",
        "Промокод НЕТ: Такого промокода нет",
        "Списано 500 баллов, это 500,00 ₽",
        "Предел списания: Это все активные баллы карты: 500 баллов",
        "Правило «чай: 10 % баллами» ничего не даёт: категория: Чай",
    ):
        assert sentence in told
    english = "\n".join(ask(programme, receipt, member, "en").explained).replace("\u00a0", " ")
    assert "Line 2: big basket −120.00 ₽" in english
    assert "Promo code НЕТ: There is no such promo code" in english
    assert "{" not in told + english


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_a_rule_that_gives_nothing_always_says_why(file: Path) -> None:
    programme = load_programme(file.read_bytes())
    for member in (None, {}):
        answered = ask(programme, {"lines": [{"price": 10_000}], "at": AT}, member)
        given = {discount.rule_id for line in answered.quote.lines for discount in line.discounts}
        given |= {lot.rule_id for lot in answered.quote.new_lots} | {gift.rule_id for gift in answered.quote.gifts}
        for rule in programme.rules:
            if rule.id not in given:
                told = [line for line in answered.explained if f"«{rule.name.ru}»" in line]
                assert told
                assert told[0].split(": ")[-1]


def test_a_version_to_come_says_so() -> None:
    programme = load_programme(json.dumps({**CAPPED, "valid_from": "2027-01-01"}).encode())
    answered = ask(programme, {"lines": [{"price": 1}], "at": AT}, language="en")
    assert not answered.programme.started
    assert answered.explained[0] == "Version 1 starts on 01.01.2027: this is how it will be"


# --- refused by the path ---------------------------------------------------------------------------------

LINE = {"price": 100}
RECEIPT_FAULTS: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "$.lines"),
    ({"lines": []}, "$.lines"),
    ({"lines": [{}]}, "$.lines[0].price"),
    ({"lines": [{"price": 0}]}, "$.lines[0].price"),
    ({"lines": [{"price": -5}]}, "$.lines[0].price"),
    ({"lines": [{"price": "100"}]}, "$.lines[0].price"),
    ({"lines": [{"price": 1.5}]}, "$.lines[0].price"),
    ({"lines": [{**LINE, "quantity": 0}]}, "$.lines[0].quantity"),
    ({"lines": [{**LINE, "colour": "red"}]}, "$.lines[0].colour"),
    ({"lines": [LINE], "colour": "red"}, "$.colour"),
    ({"lines": [{**LINE, "number": 1}, {**LINE, "number": 1}]}, "$.lines[1].number"),
    ({"lines": [{**LINE, "number": 2}, LINE]}, "$.lines[1].number"),
    ({"lines": [{**LINE, "number": 0}]}, "$.lines[0].number"),
    ({"lines": [{**LINE, "hand_discount": 101}]}, "$.lines[0].hand_discount"),
    ({"lines": [{**LINE, "hand_rate": 10_001}]}, "$.lines[0].hand_rate"),
    ({"lines": [{"price": 10**11, "quantity": 2000}]}, "$.lines"),
    ({"lines": [LINE], "zone": "Mars/Olympus"}, "$.zone"),
    ({"lines": [LINE], "zone": "../etc"}, "$.zone"),
    ({"lines": [LINE], "at": "2026-02-30"}, "$.at"),
    ({"lines": [LINE], "at": "tomorrow"}, "$.at"),
    ({"lines": [LINE], "at": -1}, "$.at"),
    ({"lines": [LINE], "at": "9999-12-31"}, "$.at"),
    ({"lines": [LINE], "redeem": 100}, "$.redeem"),
    ({"lines": [LINE], "redeem": "maximum"}, "$.redeem"),
    ({"lines": [LINE], "redeem": -1}, "$.redeem"),
    ({"lines": [LINE], "promo_codes": ["A b", "ab"]}, "$.promo_codes[1]"),
    ({"lines": [LINE], "promo_codes": [" "]}, "$.promo_codes[0]"),
    ({"lines": [LINE], "wallets": [{"balance": 1}]}, "$.wallets[0].wallet"),
    ({"lines": [LINE], "wallets": [{"balance": 1, "wallet": "cap:nobody"}]}, "$.wallets[0].wallet"),
    ({"lines": [LINE], "wallets": [{"balance": -1, "wallet": "coupon:x"}]}, "$.wallets[0].balance"),
    ({"lines": [LINE], "caps": "some"}, "$.caps"),
)
MEMBER_FAULTS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"level_id": "emperor"}, "$.level_id"),
    ({"level_floor": "emperor"}, "$.level_floor"),
    ({"next_level": "gold"}, "$.next_level_at"),
    ({"next_level_at": "2026-12-01"}, "$.next_level"),
    ({"birthday": "02-30"}, "$.birthday"),
    ({"birthday": "2023-02-29"}, "$.birthday"),
    ({"birthday": "30.02"}, "$.birthday"),
    ({"lots": [{}]}, "$.lots[0].balance"),
    ({"lots": [{"balance": 5, "right": 6}]}, "$.lots[0].right"),
    ({"lots": [{"balance": -5, "right": 1}]}, "$.lots[0].right"),
    ({"lots": [{"balance": 5, "right": -1}]}, "$.lots[0].right"),
    ({"lots": [{"balance": 5, "lot_id": "x"}, {"balance": 5, "lot_id": "x"}]}, "$.lots[1].lot_id"),
    ({"lots": [{"balance": 5, "active_at": "2026-11-02", "expires_at": "2026-11-01"}]}, "$.lots[0].expires_at"),
    ({"lots": [{"balance": 5, "active_at": "2026-11-02", "expires_at": "2026-11-02"}]}, "$.lots[0].expires_at"),
    ({"lots": [{"balance": 5, "active_at": "2026-99-02"}]}, "$.lots[0].active_at"),
    ({"lots": [{"balance": 5, "wallet": "purse"}]}, "$.lots[0].wallet"),
    ({"lots": [{"balance": 5, "wallet": "cap:nobody"}]}, "$.lots[0].wallet"),
    ({"lots": [{"balance": 5, "opens": 5}]}, "$.lots[0].opens"),
    ({"unclaimed": True, "lots": [{"balance": 5}]}, "$.lots"),
    ({"unclaimed": True, "level_id": "gold"}, "$.level_id"),
    ({"net_purchases": "many"}, "$.net_purchases"),
    ({"purchases": -1}, "$.purchases"),
    ({"as_of": "2026-13-01"}, "$.as_of"),
    ({"phone": "+79120000000"}, "$.phone"),
)


@pytest.mark.parametrize(("receipt", "path"), RECEIPT_FAULTS)
def test_a_wrong_receipt_is_refused_by_the_path(receipt: dict[str, Any], path: str) -> None:
    with pytest.raises(BadReceipt) as refused:
        ask(load_programme(SIX_LEVELS.read_bytes()), receipt)
    assert refused.value.details["path"] == path
    assert refused.value.details["allowed"]


@pytest.mark.parametrize(("member", "path"), MEMBER_FAULTS)
def test_a_wrong_member_is_refused_by_the_path(member: dict[str, Any], path: str) -> None:
    with pytest.raises(BadMember) as refused:
        ask(load_programme(SIX_LEVELS.read_bytes()), {"lines": [LINE], "at": AT}, member)
    assert refused.value.details["path"] == path


def test_a_lot_is_the_member_s_or_everybody_s() -> None:
    receipt = {"lines": [LINE], "wallets": [{"balance": 1, "wallet": "coupon:x", "lot_id": "l"}]}
    with pytest.raises(BadMember) as refused:
        ask(load_programme(SIX_LEVELS.read_bytes()), receipt, {"lots": [{"balance": 1, "lot_id": "l"}]})
    assert refused.value.details["path"] == "$.lots[0].lot_id"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--receipt", "r.json"], "needs a programme"),
        (["--programme", str(SIX_LEVELS), "--receipt", "missing.json"], "missing.json"),
        (["--programme", str(SIX_LEVELS), "--receipt", str(SIX_LEVELS)], "$.version"),
        (["--programme", "r.json", "--receipt", "r.json"], "$.lines"),
        (["--programme", str(SIX_LEVELS), "--receipt", "r.json", "--at", "noon"], "noon"),
        (["--programme", str(SIX_LEVELS), "--receipt", "r.json", "--member", "r.json"], "$.lines"),
    ],
)
def test_the_command_refuses_in_words(
    arguments: list[str], said: str, tmp_path: Path, home: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.json").write_text('{"lines": [{"price": 100}]}')
    assert main(["--language", "en", "quote", *arguments]) == 1
    out = capsys.readouterr()
    assert said in out.err
    assert out.out == ""


# --- never a traceback -----------------------------------------------------------------------------------

STRANGE = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        1,
        10**12,
        10**30,
        1.5,
        "",
        "x",
        "maximum",
        "2026-11-21",
        "9999-12-31",
        "0001-01-01",
        "-",
        [],
        [1],
        {},
        {"kind": "x"},
        {"a": 1},
        "\ud83d\ude00",
        "cap:hello",
        "coupon:x",
    ]
)
WHOLE: dict[str, Any] = {
    "lines": [
        {"price": 100_000, "quantity": 1500, "number": 1, "tags": ["sale"], "cost": 5, "member_price": 90_000},
        {"price": 5_000, "product_id": "p", "hand_discount": 5, "hand_rate": 100, "category": "Чай/Зелёный"},
    ],
    "at": "2026-11-21 14:27",
    "zone": "Asia/Yekaterinburg",
    "store": "1",
    "promo_codes": ["ОСЕНЬ", "hello"],
    "payment_kinds": ["card"],
    "redeem": "maximum",
    "wallets": [{"wallet": "coupon:x", "balance": 1}],
    "caps": "untouched",
}
BUYER: dict[str, Any] = {
    "account_id": "a",
    "level_id": "",
    "level_since": "2026-01-01",
    "lots": [
        {"balance": 100_000, "right": 50_000, "active_at": "2026-01-01", "expires_at": "2027-01-01"},
        {"balance": 1, "wallet": "coupon:cake"},
    ],
    "birthday": "1990-11-21",
    "segments": ["x"],
    "purchases": 3,
    "net_purchases": 2_000_000,
    "as_of": 5,
}


def paths(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a document."""
    found = [path]
    if isinstance(document, dict):
        for key, value in document.items():
            found += paths(value, (*path, key))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            found += paths(value, (*path, index))
    return found


def put(document: Any, path: tuple[Any, ...], value: Any, how: str) -> Any:
    """A copy with a place replaced, removed, or given an unknown neighbour."""
    changed = copy.deepcopy(document)
    if not path:
        return value
    parent = changed
    for step in path[:-1]:
        parent = parent[step]
    if how == "remove":
        del parent[path[-1]]
    elif how == "add" and isinstance(parent, dict):
        parent["unknown"] = value
    else:
        parent[path[-1]] = value
    return changed


@st.composite
def mutated(draw: st.DrawFn, document: dict[str, Any]) -> Any:
    """A document with one or two faults, or none."""
    changed = document
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.sampled_from(paths(changed)))
        changed = put(changed, place, draw(STRANGE), draw(st.sampled_from(["replace", "remove", "add"])))
        if not isinstance(changed, dict):
            break
    return changed


@given(data=st.data())
@settings(max_examples=400)
def test_no_document_breaks_it(data: st.DataObject) -> None:
    """Whatever is given is answered or refused by the path of a field."""
    original = json.loads(data.draw(st.sampled_from(EXAMPLES)).read_text("utf-8"))
    body = json.dumps(data.draw(mutated(original))).encode()
    receipt = json.dumps(data.draw(mutated(WHOLE))).encode()
    member = json.dumps(data.draw(mutated(BUYER))).encode()
    refused: BadDocument | None = None
    try:
        programme = load_programme(body)
        read, buyer = read_receipt(receipt), read_member(member)
        answered = answer([programme], read, buyer, moment("", read, AT), load_words("ru"))
        assert encode(answered)
    except BadDocument as error:
        refused = error
    if refused is not None:
        assert str(refused.details["path"]).startswith("$")
        assert refused.details["allowed"]


@pytest.mark.parametrize("place", ["lots", "enrolment", "rule"])
def test_points_do_not_live_to_the_calendar_s_last_midnight(place: str) -> None:
    body = copy.deepcopy(CAPPED)
    lots = {"life": {"kind": "date", "date": "9999-12-31"}}
    if place == "rule":
        body["rules"][0]["lots"] = lots
    else:
        body[place] = lots if place == "lots" else {"lots": lots}
    with pytest.raises(BadDocument) as refused:
        load_programme(json.dumps(body).encode())
    assert str(refused.value.details["path"]).endswith("lots.life.date")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"lines":' * 5000, b'"x"', b"1"])
def test_bytes_that_are_no_document_are_refused(body: bytes) -> None:
    for read in (read_receipt, read_member, load_programme):
        with pytest.raises(BadDocument) as refused:
            read(body)
        assert refused.value.details["path"] == "$"


# --- schemas ---------------------------------------------------------------------------------------------


def validator(name: str) -> jsonschema.Draft202012Validator:
    """A validator of a printed schema, itself checked first."""
    printed = schema(name)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    return jsonschema.Draft202012Validator(printed)


def test_the_schemas_are_printed(home: Path, capsys: Capture) -> None:
    assert main(["quote", "--schema"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == set(DOCUMENTS)
    for name in DOCUMENTS:
        assert main(["quote", "--schema", name]) == 0
        assert json.loads(capsys.readouterr().out) == schema(name)


@pytest.mark.parametrize("name", ["receipt", "member"])
def test_every_field_of_a_document_is_described(name: str) -> None:
    plain = {"brand", "supplier", "segments", "account_id", "lines", "next_level_at", "last_purchase_at"}
    for part in schema(name)["$defs"].values():
        assert part["description"]
        for field, about in part["properties"].items():
            assert "description" in json.dumps(about) or field in plain, field


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_programme_schema_knows_every_example(file: Path) -> None:
    validator("programme").validate(json.loads(file.read_text("utf-8")))


def test_answers_are_what_the_schema_says() -> None:
    answers = validator("answer")
    for file in EXAMPLES:
        programme = load_programme(file.read_bytes())
        answers.validate(json.loads(encode(ask(programme, WHOLE, BUYER))))
    assert set(Figures.__struct_fields__) == set(Quote.__struct_fields__) - {"trace"}


@given(data=st.data())
@settings(max_examples=250)
def test_schema_and_reader_agree(data: st.DataObject) -> None:
    """A document that the reader's types take is valid, one that they refuse is not."""
    name, document, kind = data.draw(
        st.sampled_from([("receipt", WHOLE, ReceiptDocument), ("member", BUYER, MemberDocument)])
    )
    changed = data.draw(mutated(document))
    try:
        msgspec.json.decode(json.dumps(changed), type=kind)
    except msgspec.ValidationError:
        assert not VALIDATORS[name].is_valid(changed)
    else:
        assert VALIDATORS[name].is_valid(changed)


VALIDATORS = {name: validator(name) for name in ("receipt", "member", "programme")}


@given(data=st.data())
@settings(max_examples=150)
def test_schema_and_reader_of_programmes_agree(data: st.DataObject) -> None:
    original = json.loads(data.draw(st.sampled_from(EXAMPLES)).read_text("utf-8"))
    changed = data.draw(mutated(original))
    wrong = everything_wrong(json.dumps(changed).encode(), Programme)
    # a date that no calendar has: schemas only annotate the form
    if not all(allowed == "YYYY-MM-DD" for _, _, allowed in wrong):
        assert not VALIDATORS["programme"].is_valid(changed)
    elif not wrong:
        assert VALIDATORS["programme"].is_valid(changed)
