"""GS1 element strings that are not marking codes: what biip reads of them.

Importing biip costs 150 ms, so `recognition` imports this module when the first such code comes;
`cashier_app.till` may import it ahead, after its first frame.
"""

from __future__ import annotations

import msgspec
from biip import ParseError
from biip.gs1_messages import GS1Message

from cashier_app.core.money import Kopecks, divide_half_up
from cashier_app.core.quantity import Thousandths


class Elements(msgspec.Struct, frozen=True):
    """The elements a till uses."""

    gtin: str | None
    parcel: bool = False
    weight: Thousandths | None = None
    amount: Kopecks | None = None


def read_elements(text: str) -> Elements | None:
    """The elements of a text without AIM id and leading GS, or None if it is cut short or misread."""
    try:
        message = GS1Message.parse(text)
    except ParseError:
        return None
    weight = amount = None
    if found := message.element_strings.get(ai="310"):
        weight = _scaled(found.value, int(found.ai.ai[3]), 3)
    for identifier in ("392", "393"):
        if found := message.element_strings.get(ai=identifier):
            digits = found.value if identifier == "392" else found.value[3:]
            amount = _scaled(digits, int(found.ai.ai[3]), 2)
    product = message.element_strings.get(ai="01")
    if product is not None and product.gtin is None:
        return None
    return Elements(
        gtin=product.value if product else None,
        parcel=message.element_strings.get(ai="00") is not None,
        weight=weight,
        amount=amount,
    )


def _scaled(digits: str, decimals: int, wanted: int) -> int:
    """Digits with implied decimals as a count of 10^-wanted units, rounded half up."""
    if decimals <= wanted:
        return int(digits + "0" * (wanted - decimals))
    return divide_half_up(int(digits), 10 ** (decimals - wanted))
