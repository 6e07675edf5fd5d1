"""A scan is told for what it is, and a bad one is refused with words."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.catalog.codes import gtins
from cashier_app.catalog.masks import BadCardMask, BadMask, CardMask, InStoreMask, Masks
from cashier_app.catalog.recognition import (
    Badge,
    Card,
    Foreign,
    Garbage,
    Marking,
    PriceCode,
    Product,
    ReceiptCode,
    Recognised,
    WeightedProduct,
    explain,
    recognise,
)
from cashier_app.core.words import Words
from cashier_app.words import load_words

GS = "\x1d"
MASKS = Masks(
    cards=(
        CardMask(kind="card", prefix="7770", length=16, check_digit="luhn"),
        CardMask(kind="virtual", first="2790000000000", last="2799999999999", check_digit="ean"),
        CardMask(kind="badge", prefix="999", length=9),
        CardMask(kind="foreign", prefix="7780", length=13),
    ),
    in_store=(InStoreMask("22"), InStoreMask("23", kind="price")),
)
#: A key of 44 characters as real codes have.
KEY = "92T5OX4wpd5QPymkC3U/aJZQrishzxCOeJUi/grI7GxIo="
MARKED = f"010461008041021521e'?xOJHdNYNFl{GS}91EE11{GS}{KEY}"


def tell(text: str, symbology: str = "", raw: bytes = b"") -> Recognised:
    """What the shop of these tests takes a scan for."""
    return recognise(text, raw, symbology, MASKS)


@pytest.mark.parametrize(
    ("scan", "gtin"),
    [
        ("4601234567893", "04601234567893"),  # EAN-13
        ("]E04601234567893", "04601234567893"),  # with its AIM id
        ("46012340", "00000046012340"),  # EAN-8
        ("012345678905", "00012345678905"),  # UPC-A
        ("14601234567890", "14601234567890"),  # ITF-14
        ("04252614", "00042100005264"),  # UPC-E: the zeros come back
        ("2000018987155", "02000018987155"),  # prefix 2 without a mask: an internal number
    ],
)
def test_codes_of_goods_are_compared_as_gtin_14(scan: str, gtin: str) -> None:
    found = tell(scan)
    assert isinstance(found, Product)
    assert found.lookup[0] == gtin
    assert found.suspect is None


def test_eight_digits_that_are_both_ean_8_and_upc_e_are_looked_up_as_both() -> None:
    both = [code for code in (f"0{n:07d}" for n in range(1, 2000)) if len(gtins(code)) == 2]
    assert both
    found = tell(both[0])
    assert isinstance(found, Product)
    assert found.lookup == gtins(both[0])
    assert found.lookup[0] == both[0].zfill(14) != found.lookup[1]
    # a scanner that names EAN-8 leaves no doubt
    named = tell(both[0], "]E4")
    assert isinstance(named, Product)
    assert named.lookup == (both[0].zfill(14),)


def test_a_weight_label_gives_the_product_and_its_grams() -> None:
    found = tell("2200107003005")
    assert isinstance(found, WeightedProduct)
    assert found.quantity == 300
    assert found.lookup == ("02200107000004", "2200107", "00107", "107")


def test_a_price_label_gives_the_amount_in_kopecks() -> None:
    found = tell("2300107149908")
    assert isinstance(found, PriceCode)
    assert found.amount == 14990


def test_a_label_of_nothing_is_refused() -> None:
    assert tell("2200107000004") == Garbage("zero_quantity", "2200107000004")


@pytest.mark.parametrize("mask", [{"prefix": "32"}, {"prefix": "22", "code_digits": 9}, {"prefix": ""}])
def test_a_mask_that_describes_no_label_is_refused(mask: dict[str, object]) -> None:
    with pytest.raises(BadMask):
        InStoreMask(**mask)  # type: ignore[arg-type]


@pytest.mark.parametrize("mask", [{}, {"prefix": "77-"}, {"first": "20", "last": "100"}, {"first": "30", "last": "20"}])
def test_a_card_mask_that_takes_everything_or_nothing_is_refused(mask: dict[str, str]) -> None:
    with pytest.raises(BadCardMask):
        CardMask(**mask)  # type: ignore[arg-type]


def test_cards_are_told_by_prefix_range_length_and_check_digit() -> None:
    assert tell("7770001000079195") == Card("7770001000079195", "card", "")
    assert tell("7770001000079194") == Garbage("card_check_digit", "7770001000079194")
    assert tell(";7770001000079195=2912?") == Card("7770001000079195", "card", "")  # a magnetic stripe
    assert tell("2790000000015") == Card("2790000000015", "virtual", "")
    assert tell("7780000000004") == Foreign("foreign_card", "..0004")
    assert tell("999000001") == Badge("999000001")
    assert tell("CASHIER:B:0001") == Badge("0001")


def test_the_qr_of_a_slip_is_a_receipt_and_half_of_it_is_not() -> None:
    assert tell("CASHIER:R:" + "a" * 32) == ReceiptCode("a" * 32)
    assert tell("CASHIER:R:aaaa") == Garbage("cut_short", "CASHIER:R:aaaa")


@pytest.mark.parametrize(
    ("scan", "kind"),
    [
        ("https://example.ru/shop?id=1", "link"),
        ("t=20261121T1427&s=1148.18&fn=9960440300000000&i=1187&fp=12345&n=1", "fiscal_receipt"),
        ("ST00012|Name=ООО Ромашка|PersonalAcc=40702810000000000000", "payment"),
        ("BEGIN:VCARD\nN:Анна\nEND:VCARD", "contact"),
        ("A1" * 75, "stamp"),
        ("22N000154KNI691XEIQ2C0V1808001000135" + "X" * 32, "stamp"),
        ("4276380012345678901", "foreign_card"),
        ("00146012345678901230", "parcel"),
        ("9900000000004", "coupon"),
    ],
)
def test_what_has_nothing_to_do_with_selling_is_a_notice(scan: str, kind: str) -> None:
    found = tell(scan)
    assert isinstance(found, Foreign)
    assert found.kind == kind


@pytest.mark.parametrize(
    ("scan", "reason"),
    [
        ("", "empty"),
        ("  \r\n", "empty"),
        ("\x00\x01\x02\xff", "binary"),
        ("460123\ufffd7893", "binary"),
        ("A" * 4096, "too_long"),
        ("4" * 4096, "too_long"),
        ("й46012345", "keyboard_layout"),
        ("ЦУК123", "keyboard_layout"),
        ("010461008041021521у'?ЪЩОРвТНТАд", "keyboard_layout"),
        ("]E0460123456", "cut_short"),
        ("0104610080410", "check_digit"),
        ("010461008041021", "cut_short"),
        ("hello world", "unknown"),
        ("%%%", "unknown"),
        ("1" * 30, "unknown"),
        ("(01)04610080410215(21)5QTSRh", "lost_separators"),
    ],
)
def test_garbage_is_refused_with_its_reason(scan: str, reason: str) -> None:
    found = tell(scan)
    assert getattr(found, "reason", getattr(found, "suspect", None)) == reason


@pytest.mark.parametrize(
    ("scan", "suspect"),
    [
        ("4601234567890", "check_digit"),
        ("460123456789", "check_digit"),
        ("46012345678", "cut_short"),
        ("ABC-12", "unknown"),
    ],
)
def test_a_doubtful_code_is_looked_up_before_it_is_called_garbage(scan: str, suspect: str) -> None:
    found = tell(scan)
    assert isinstance(found, Product)
    assert found.lookup[0] == scan
    assert found.suspect == suspect


def test_a_whole_marking_code_gives_its_product_and_itself() -> None:
    for scan in (MARKED, GS + MARKED, "]d2" + MARKED, "]Q3" + MARKED):
        found = tell(scan)
        assert isinstance(found, Marking)
        assert found.lookup == ("04610080410215",)
        assert found.serial == "e'?xOJHdNYNFl"
        assert found.text == MARKED


def test_short_keys_weights_and_tobacco_are_marking_codes_too() -> None:
    milk = tell(f"0104610080410215215abcde{GS}93Dxyz{GS}3103000250")
    assert isinstance(milk, Marking)
    assert milk.quantity == 250
    carton = tell(f"0104610080410215217654321{GS}8005168000{GS}93Dxyz")
    assert isinstance(carton, Marking)
    packet = tell("00000046209849Uon<TYfACyAJPHJ")
    assert isinstance(packet, Marking)
    assert (packet.lookup, packet.serial) == (("00000046209849",), "Uon<TYf")


@pytest.mark.parametrize(
    ("scan", "reason"),
    [
        (MARKED.replace(GS, ""), "lost_separators"),
        (MARKED.replace(GS, " "), "lost_separators"),
        (MARKED[:31] + MARKED[31:].replace(GS, "", 1), "lost_separators"),
        (MARKED.replace(f"{GS}92", "92"), "lost_separators"),
        ("0104610080410215215abcde93Dxyz", "lost_separators"),
        (MARKED[:-5], "cut_short"),
        (MARKED.split(GS)[0], "cut_short"),
        (MARKED.replace("0104610080410215", "0104610080410216"), "check_digit"),
    ],
)
def test_a_marking_code_that_is_not_whole_is_refused_and_never_shortened(scan: str, reason: str) -> None:
    found = tell(scan, "]d2")
    assert isinstance(found, Garbage)
    assert found.reason == reason


def test_element_strings_give_product_weight_and_price() -> None:
    assert tell("]C10104610080410215310300012310ABC") == WeightedProduct(
        "0104610080410215310300012310ABC", ("04610080410215",), 123
    )
    assert tell(f"]C101046100804102153922149{GS}10A") == PriceCode(
        f"01046100804102153922149{GS}10A", ("04610080410215",), 149
    )
    assert tell("]e00104610080410215") == Product("0104610080410215", ("04610080410215",))
    assert tell("]C100146012345678901230") == Foreign("parcel", "00146012345678901230")
    assert tell("]C1010461008041") == Garbage("cut_short", "010461008041")


def test_real_marking_codes_are_read_or_refused_but_never_cut(shared_data: Path) -> None:
    with (shared_data / "marking" / "marking_codes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 15
    for row in rows:
        code = json.loads(row["code_json_escaped"])
        found = tell(code)
        if isinstance(found, Marking):
            assert found.lookup[0] == row["gtin14"]
            assert found.text == code.removeprefix("]d2").lstrip(GS)
            assert not row["serial"] or found.serial == row["serial"]
        else:
            assert isinstance(found, Garbage)
    fates = [
        getattr(found, "reason", "whole") for found in (tell(json.loads(row["code_json_escaped"])) for row in rows)
    ]
    assert fates == [
        "whole",
        "lost_separators",  # no GS before 91
        "lost_separators",  # neither GS: another product of the same maker
        "whole",
        "lost_separators",  # the code before, as a scanner without GS sends it
        "whole",  # the same with its AIM id
        "whole",
        "whole",
        "cut_short",  # nothing behind the serial
        "lost_separators",  # spaces where GS belongs
        "cut_short",  # a key of 6 characters where 44 belong
        "lost_separators",  # what is printed for people, in brackets
        "cut_short",  # a key of 3 characters, GS in front
        "cut_short",  # no key that could be one
        "whole",  # a packet of tobacco
    ]


@given(st.text(max_size=600), st.binary(max_size=20), st.sampled_from(["", "]E0", "]C1", "]d2", "]Q3", "junk"]))
def test_nothing_that_a_scanner_sends_raises(text: str, raw: bytes, symbology: str) -> None:
    found = recognise(text, raw, symbology, MASKS)
    if isinstance(found, Foreign | Garbage):
        assert found.shown.isprintable()
        for language in ("ru", "en"):
            words, way_out = explain(found, load_words(language))
            assert words
            assert way_out or isinstance(found, Foreign)


@given(st.text("0123456789", min_size=1, max_size=20))
def test_digits_are_never_taken_for_letters(digits: str) -> None:
    assert not isinstance(tell(digits), Garbage) or tell(digits).reason not in ("binary", "keyboard_layout")  # type: ignore[union-attr]


def test_every_notice_and_reason_speaks_russian(words: Words) -> None:
    from cashier_app.catalog import recognition

    said = {explain(Foreign(kind, ""), words)[0] for kind in recognition._NOTICES}
    said |= {part for reason in recognition._REASONS for part in explain(Garbage(reason, ""), words)}
    untranslated = {text for text in said if not any("а" <= letter <= "я" for letter in text.lower())}
    assert not untranslated


def test_recognition_takes_no_more_than_a_tenth_of_a_millisecond() -> None:
    scans = [
        "4601234567893",
        "2200107003005",
        "7770001000079195",
        MARKED,
        "CASHIER:R:" + "a" * 32,
        "https://example.ru",
    ]
    for scan in scans:
        tell(scan)
        rounds = []
        for _ in range(5):
            begun = time.perf_counter()
            for _ in range(200):
                tell(scan)
            rounds.append((time.perf_counter() - begun) / 200)
        assert min(rounds) <= 1e-4, scan


def test_the_usual_scans_load_no_library_of_gs1() -> None:
    code = (
        "import sys; from cashier_app.catalog.recognition import recognise; "
        f"[recognise(scan) for scan in ('4601234567893', {MARKED!r}, 'https://example.ru', 'ABC', '')]; "
        "sys.exit('biip' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[3]).returncode == 0
