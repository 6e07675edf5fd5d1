"""Codes of goods as they are compared: a GTIN zero-padded to 14 digits, anything else as it is written.

GTIN-8 (EAN-8), GTIN-12 (UPC-A), GTIN-13 (EAN-13) and GTIN-14 are one number with leading zeros;
UPC-E is a UPC-A with its zeros squeezed out.  Source: GS1 General Specifications, 7.9 and 5.2.2.4.
"""

from __future__ import annotations

#: The longest code that is kept as it is written (Code 128 on a shelf label); marking codes are not codes of goods.
MAXIMUM_CODE = 48

GTIN_LENGTHS = frozenset({8, 12, 13, 14})


def check_digit(body: str) -> str:
    """The GS1 check digit of the digits before it (weights 3, 1, 3 … from the right)."""
    odd = sum(map(int, body[::-2]))
    even = sum(map(int, body[-2::-2]))
    return str(-(3 * odd + even) % 10)


def has_check_digit(digits: str) -> bool:
    """Whether the last digit is the GS1 check digit of the others."""
    return digits[-1:] == check_digit(digits[:-1]) if len(digits) > 1 else False


def has_luhn_digit(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others (bank and many plastic cards)."""
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return len(digits) > 1 and total % 10 == 0


def is_digits(text: str) -> bool:
    """ASCII digits and nothing else; `str.isdigit` also knows superscripts and Arabic digits."""
    return text.isascii() and text.isdigit()


def expand_upc_e(code: str) -> str | None:
    """The UPC-A (12 digits) that an 8-digit UPC-E stands for, or None if it is no valid UPC-E."""
    if len(code) != 8 or not is_digits(code) or code[0] not in "01":
        return None
    system, six, check = code[0], code[1:7], code[7]
    last = six[5]
    if last in "012":
        body = f"{six[:2]}{last}0000{six[2:5]}"
    elif last == "3":
        body = f"{six[:3]}00000{six[3:5]}"
    elif last == "4":
        body = f"{six[:4]}00000{six[4]}"
    else:
        body = f"{six[:5]}0000{last}"
    upc_a = f"{system}{body}{check}"
    return upc_a if has_check_digit(upc_a) else None


def gtins(digits: str) -> tuple[str, ...]:
    """The GTIN-14 forms that 8, 12, 13 or 14 digits may be, the likeliest first; empty if the check digit is wrong.

    Eight digits that are valid both as EAN-8 and as UPC-E give two.
    """
    if len(digits) not in GTIN_LENGTHS:
        return ()
    found = [digits.zfill(14)] if has_check_digit(digits) and digits.strip("0") else []
    upc_a = expand_upc_e(digits)
    if upc_a and upc_a.strip("0") and upc_a.zfill(14) not in found:
        found.append(upc_a.zfill(14))
    return tuple(found)


def in_store(gtin: str) -> bool:
    """Whether a GTIN-14 is a number the shop gave itself: 20–29 of EAN-13, 0 and 2 of EAN-8, 02 and 04 of UPC-A."""
    if gtin.startswith("000000"):
        return gtin[6] in "02"
    return gtin.startswith(("02", "0002", "0004"))
