"""What a scanned code is: a card, goods, a marking code, a receipt, something foreign, or garbage with a reason.

Pure: nothing is looked up here.  The order is: AIM id → length and check digit → the shop's card masks →
in-store labels → GS1 → marking.  A prefix 20–29 is an internal number of the shop unless a mask says
otherwise: in real exports of 1C it mostly is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

import msgspec

from cashier_app.catalog.codes import GTIN_LENGTHS, MAXIMUM_CODE, gtins, is_digits
from cashier_app.catalog.marking import GS, looks_marked, read_marking
from cashier_app.catalog.masks import CardMask, Masks
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.ids import Id, is_id
from cashier_app.core.money import Kopecks
from cashier_app.core.quantity import Thousandths
from cashier_app.core.words import Words

#: Begins the QR of a slip and of a badge.
RECEIPT_PREFIX = "CASHIER:R:"
BADGE_PREFIX = "CASHIER:B:"
#: Begins the QR of a card in a telephone: its number, and after another colon the code of the half minute.
PHONE_CARD_PREFIX = "CASHIER:V:"

#: No code a till has business with is longer; a link may be.
MAXIMUM_TEXT = 512
MAXIMUM_LINK = 2048

NoticeKind: TypeAlias = Literal[
    "link", "stamp", "foreign_card", "coupon", "fiscal_receipt", "payment", "contact", "parcel"
]
Reason: TypeAlias = Literal[
    "empty",
    "binary",
    "too_long",
    "keyboard_layout",
    "cut_short",
    "check_digit",
    "card_check_digit",
    "lost_separators",
    "zero_quantity",
    "unknown",
]


class Card(msgspec.Struct, frozen=True, tag="card"):
    """A loyalty card of this shop's chain; `value` is the number as identifiers are hashed.

    `code` is the changing code that a telephone shows with its number (`core.one_time`).
    """

    value: str
    kind: Literal["card", "virtual"] = "card"
    mask: str = ""
    code: str = ""


class GiftCard(msgspec.Struct, frozen=True, tag="gift"):
    """A gift card of this shop's chain: a means of payment, and goods while it is being sold."""

    value: str


class Badge(msgspec.Struct, frozen=True, tag="badge"):
    """A colleague's badge."""

    value: str


class ReceiptCode(msgspec.Struct, frozen=True, tag="receipt"):
    """The QR of one of this system's slips."""

    receipt_id: Id


class Product(msgspec.Struct, frozen=True, tag="product"):
    """Goods by the piece; `lookup` are codes as the catalogue keeps them, the likeliest first.

    `suspect` says what to tell the cashier (`Garbage(suspect, code)`) instead of a red line if none of
    them is known: a code that is not shaped like goods was misread more often than it is new.
    """

    code: str
    lookup: tuple[str, ...]
    suspect: Reason | None = None


class WeightedProduct(msgspec.Struct, frozen=True, tag="weighted"):
    """Goods whose label carries the weight, in thousandths of the unit."""

    code: str
    lookup: tuple[str, ...]
    quantity: Thousandths


class PriceCode(msgspec.Struct, frozen=True, tag="price"):
    """Goods whose label carries the whole amount, in kopecks."""

    code: str
    lookup: tuple[str, ...]
    amount: Kopecks


class Marking(msgspec.Struct, frozen=True, tag="marking"):
    """A unit of marked goods; `text` is the whole code, to be kept with its line."""

    code: str
    lookup: tuple[str, ...]
    serial: str
    text: str
    quantity: Thousandths | None = None


class Foreign(msgspec.Struct, frozen=True, tag="foreign"):
    """A code that is whole and has nothing to do with selling: a notice, and nothing is barred."""

    kind: NoticeKind
    shown: str


class Garbage(msgspec.Struct, frozen=True, tag="garbage"):
    """A scan that is refused; `shown` is its beginning, fit for a screen."""

    reason: Reason
    shown: str


Recognised: TypeAlias = (
    Card | GiftCard | Badge | ReceiptCode | Product | WeightedProduct | PriceCode | Marking | Foreign | Garbage
)

_NOTICES: dict[NoticeKind, str] = {
    "link": QT_TRANSLATE_NOOP("codes", "This is a link, not a product"),
    "stamp": QT_TRANSLATE_NOOP("codes", "This is an excise stamp: scan the product's own barcode too"),
    "foreign_card": QT_TRANSLATE_NOOP("codes", "This card belongs to another chain"),
    "coupon": QT_TRANSLATE_NOOP("codes", "This coupon is not one of ours"),
    "fiscal_receipt": QT_TRANSLATE_NOOP(
        "codes", "This is a fiscal receipt's code: for a return, scan the code on our slip or find the receipt"
    ),
    "payment": QT_TRANSLATE_NOOP("codes", "This code is for paying in a bank's app, not a product"),
    "contact": QT_TRANSLATE_NOOP("codes", "This code holds an address or a password, not a product"),
    "parcel": QT_TRANSLATE_NOOP("codes", "This is the code of a transport package: scan the product itself"),
}

_REASONS: dict[Reason, tuple[str, str]] = {
    "empty": (
        QT_TRANSLATE_NOOP("codes", "The scanner sent nothing"),
        QT_TRANSLATE_NOOP("codes", "Scan again"),
    ),
    "binary": (
        QT_TRANSLATE_NOOP("codes", "The scanner sent characters that no code has"),
        QT_TRANSLATE_NOOP("codes", "Scan again; if it repeats, check the scanner's cable and port settings"),
    ),
    "too_long": (
        QT_TRANSLATE_NOOP("codes", "The code is too long for a product or a card"),
        QT_TRANSLATE_NOOP("codes", "Scan the product's own barcode"),
    ),
    "keyboard_layout": (
        QT_TRANSLATE_NOOP("codes", "There are Russian letters in the code"),
        QT_TRANSLATE_NOOP(
            "codes", "Scan again or type the digits under the bars; if it repeats, switch the keyboard to English"
        ),
    ),
    "cut_short": (
        QT_TRANSLATE_NOOP("codes", "The code was not read whole"),
        QT_TRANSLATE_NOOP("codes", "Scan again, holding the scanner over the whole code"),
    ),
    "check_digit": (
        QT_TRANSLATE_NOOP("codes", "The code was misread: its check digit does not fit"),
        QT_TRANSLATE_NOOP("codes", "Scan again, or find the product by its name"),
    ),
    "card_check_digit": (
        QT_TRANSLATE_NOOP("codes", "The card was misread: its check digit does not fit"),
        QT_TRANSLATE_NOOP("codes", "Scan the card again, or find the buyer by phone"),
    ),
    "lost_separators": (
        QT_TRANSLATE_NOOP("codes", "The marking code has lost its separators (GS)"),
        QT_TRANSLATE_NOOP("codes", "Let the scanner transmit GS (character 29), then scan again"),
    ),
    "zero_quantity": (
        QT_TRANSLATE_NOOP("codes", "The label says zero"),
        QT_TRANSLATE_NOOP("codes", "Weigh the product again"),
    ),
    "unknown": (
        QT_TRANSLATE_NOOP("codes", "This is neither a product nor a card that the shop knows"),
        QT_TRANSLATE_NOOP("codes", "Scan the product's own barcode, or find it by its name"),
    ),
}


def explain(found: Foreign | Garbage, words: Words) -> tuple[str, str]:
    """What happened and the way out, in the person's language; a notice has no way out (empty)."""
    if isinstance(found, Foreign):
        return words.translate("codes", _NOTICES[found.kind]), ""
    text, way_out = _REASONS[found.reason]
    return words.translate("codes", text), words.translate("codes", way_out)


_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_CONTACT = re.compile(r"(?:WIFI:|BEGIN:|MECARD:|mailto:|tel:|smsto:|geo:)", re.IGNORECASE)
_FISCAL = re.compile(r"t=[0-9T]{8,15}&s=[0-9.]+&fn=[0-9]+")
_PAYMENT = re.compile(r"ST0001[0-9]\|")
#: Federal stamps on alcohol: PDF417 of 68, DataMatrix of 150 capitals and digits.
_STAMP = re.compile(r"[0-9A-Z]{68}|[0-9A-Z]{150}")
_PHONE_CARD = re.compile(r"([0-9A-Za-z]{4,40}):([0-9]{8})")
_TRACK_2 = re.compile(r";([0-9]{4,19})(?:=[0-9]*)?\?.?")
_PLAIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/\-]{0,47}")
#: Symbologies whose content is GS1 element strings; ]Q3 and ]J1 carry them too.
_GS1 = frozenset({"]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1"})
_EAN = frozenset({"]E0", "]E1", "]E2", "]E3", "]E4", "]X0"})
_EAN_LENGTHS = {"]E4": 8}


def recognise(text: str, raw: bytes = b"", symbology: str = "", masks: Masks = Masks()) -> Recognised:  # noqa: B008
    """What a scan is.

    `text` is the scan decoded, `raw` its bytes where the source has them, `symbology` an AIM id (`]E0`) if the
    driver took it off the text.  Never raises for any input, and takes no more than a tenth of a millisecond.
    """
    aim = symbology if _AIM.fullmatch(symbology) else ""
    code = text.strip(" \t\r\n")
    if _AIM.match(code) and len(code) > 3:
        aim, code = code[:3], code[3:]
    refused = _unreadable(code, raw)
    if refused is not None:
        return Garbage(refused, shown(code))
    if found := _TRACK_2.fullmatch(code):
        return _card(found[1], masks) or _foreign_card(found[1])
    if is_digits(code) and not looks_marked(code):
        return _digits(code, aim, masks)
    if code.startswith(PHONE_CARD_PREFIX):
        return _phone_card(code, masks)
    return _special(code) or _element_string(code, aim, masks) or _text(code, masks)


def shown(code: str, length: int = 40) -> str:
    """The beginning of a code, fit for a screen: control characters become visible, the rest is cut."""
    clean = "".join(c if c.isprintable() else "·" for c in code[: length + 1])
    return clean if len(code) <= length else clean[:length] + "…"


def _unreadable(code: str, raw: bytes) -> Reason | None:
    if not code:
        return "empty"
    if len(code) > MAXIMUM_TEXT and not (len(code) <= MAXIMUM_LINK and _LINK.fullmatch(code)):
        return "too_long"
    if (
        "\ufffd" in code
        or b"\x00" in raw
        or not code.replace(GS, "").replace("\x1e", "").replace("\x04", "").isprintable()
    ):
        # a contact card has lines; nothing else that is printed on goods has
        return None if _CONTACT.match(code) else "binary"
    if _CYRILLIC.search(code) and not _free_text(code):
        return "keyboard_layout"
    return None


def _foreign_card(digits: str) -> Foreign:
    """Somebody's card: it may pay in a bank, so no more than its last digits are shown and written down."""
    return Foreign("foreign_card", ".." + digits[-4:])


def _free_text(code: str) -> bool:
    """Text that somebody wrote in Russian: words with spaces, a payment order, a contact card."""
    return " " in code or _PAYMENT.match(code) is not None or _CONTACT.match(code) is not None


def _card(digits: str, masks: Masks) -> Recognised | None:
    """The card a number is by the first mask that fits."""
    misread: CardMask | None = None
    for mask in masks.cards:
        if not mask.matches(digits):
            continue
        if not mask.checked(digits):
            misread = misread or mask
        elif mask.kind == "badge":
            return Badge(digits)
        elif mask.kind == "foreign":
            return _foreign_card(digits)
        elif mask.kind == "gift":
            return GiftCard(digits)
        else:
            return Card(digits, mask.kind, mask.name)
    return Garbage("card_check_digit", shown(digits)) if misread else None


def _phone_card(code: str, masks: Masks) -> Recognised:
    """A card's number with its changing code; the masks may say that it is misread, or another chain's."""
    found = _PHONE_CARD.fullmatch(code[len(PHONE_CARD_PREFIX) :])
    if found is None:
        return Garbage("cut_short", shown(code))
    told = _card(found[1], masks) or Card(found[1], "virtual")
    return Card(told.value, told.kind, told.mask, found[2]) if isinstance(told, Card) else told


def _digits(code: str, aim: str, masks: Masks) -> Recognised:
    """A number: a card, goods, an in-store label, or a number that is none of them."""
    if (aim in _EAN and len(code) not in {8, 12, 13, 14, 15, 18}) or _EAN_LENGTHS.get(aim, len(code)) != len(code):
        return Garbage("cut_short", shown(code))
    if aim == "]E3":  # an add-on of two or five digits follows the EAN-13
        code = code[:13]
    if card := _card(code, masks):
        return card
    if len(code) in GTIN_LENGTHS and aim not in _GS1:
        return _gtin(code, aim, masks)
    if aim in _GS1 or (code.startswith("01") and len(code) >= 16):
        return _element_string(code, aim, masks) or Garbage("cut_short", shown(code))
    if len(code) in (18, 20) and code.startswith("00"):
        return Foreign("parcel", shown(code))
    if 16 <= len(code) <= 20:
        return _foreign_card(code)
    if len(code) > 20:
        return Garbage("unknown", shown(code))
    # the length of no barcode of goods: a short number of the shop's own, or a part of a longer code
    return Product(code, (code, *_unpadded(code)), suspect="cut_short" if len(code) > 7 else None)


def _unpadded(code: str) -> tuple[str, ...]:
    bare = code.lstrip("0")
    return (bare,) if bare and bare != code else ()


def _gtin(code: str, aim: str, masks: Masks) -> Recognised:
    """8, 12, 13 or 14 digits."""
    lookup = gtins(code)
    if aim == "]E4":
        lookup = tuple(gtin for gtin in lookup if gtin == code.zfill(14))
    if not lookup:
        return Product(code, (code,), suspect="check_digit")
    if len(code) >= 12:
        ean = lookup[0][1:]
        for mask in masks.in_store:
            if lookup[0][0] == "0" and ean.startswith(mask.prefix):
                label = mask.read(ean)
                return _label(code, label.lookup, label.quantity, label.amount)
        if lookup[0].startswith(("098", "099")):
            return Foreign("coupon", shown(code))
    return Product(code, lookup)


def _label(code: str, lookup: tuple[str, ...], quantity: Thousandths | None, amount: Kopecks | None) -> Recognised:
    if not quantity and not amount:
        return Garbage("zero_quantity", shown(code))
    if quantity:
        return WeightedProduct(code, lookup, quantity)
    return PriceCode(code, lookup, amount or 0)


def _special(code: str) -> Recognised | None:
    """Codes that say themselves what they are."""
    if code.startswith(RECEIPT_PREFIX):
        receipt_id = code[len(RECEIPT_PREFIX) :].lower()
        return ReceiptCode(receipt_id) if is_id(receipt_id) else Garbage("cut_short", shown(code))
    if code.startswith(BADGE_PREFIX):
        badge = code[len(BADGE_PREFIX) :]
        return Badge(badge) if badge else Garbage("cut_short", shown(code))
    kinds: tuple[tuple[re.Pattern[str], NoticeKind], ...] = (
        (_LINK, "link"),
        (_FISCAL, "fiscal_receipt"),
        (_PAYMENT, "payment"),
        (_CONTACT, "contact"),
    )
    for pattern, kind in kinds:
        if pattern.match(code):
            return Foreign(kind, shown(code))
    return Foreign("stamp", shown(code)) if _STAMP.fullmatch(code) else None


def _element_string(code: str, aim: str, masks: Masks) -> Recognised | None:
    """A marking code or other GS1 element strings; None if it is neither."""
    bare = code.lstrip(GS)
    linear = aim in {"]C1", "]e0", "]e1", "]e2"}
    if not linear and looks_marked(bare):
        marking = read_marking(bare)
        if isinstance(marking, str):
            return Garbage(marking, shown(bare))
        return Marking(bare, (marking.gtin,), marking.serial, marking.text, marking.weight)
    if bare.startswith("(01)"):  # what is printed for people under the code; brackets are also characters of a serial
        return Garbage("lost_separators", shown(bare))
    if aim in _GS1 or GS in code:
        return _gs1(bare)
    return None


@lru_cache(maxsize=512)
def _gs1(code: str) -> Recognised | None:
    """Goods with weight, price or batch in GS1-128, DataBar or DataMatrix; biip is loaded when the first one comes."""
    from cashier_app.catalog.gs1 import read_elements

    elements = read_elements(code)
    if elements is None:
        return Garbage("cut_short", shown(code))
    if elements.gtin is None:
        return Foreign("parcel", shown(code)) if elements.parcel else Garbage("unknown", shown(code))
    if elements.weight is not None or elements.amount is not None:
        return _label(code, (elements.gtin,), elements.weight, elements.amount)
    return Product(code, (elements.gtin,))


def _text(code: str, masks: Masks) -> Recognised:
    """Letters: a code the shop may know as it is written, or nothing that a till can use."""
    if card := _card(code, masks):
        return card
    if re.fullmatch(r"01[0-9]{0,13}[^0-9].*", code, re.DOTALL) and len(code) > 16:
        return Garbage("cut_short", shown(code))
    if len(code) <= MAXIMUM_CODE and _PLAIN.fullmatch(code):
        return Product(code, (code,), suspect="unknown")
    return Garbage("unknown", shown(code))
