"""Who may do what: four roles, as installed each with the rights of the one before it; a shop may change them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Phrase, Refused

Role: TypeAlias = Literal["cashier", "senior", "manager", "administrator"]

Right: TypeAlias = Literal[
    "sell",
    "remove_line",
    "cancel_receipt",
    "hand_discount",
    "hand_discount_above_limit",
    "return",
    "return_without_receipt",
    "answer_for_terminal",
    "reprint",
    "register_member",
    "member_history",
    "member_cards",
    "confirm_redemption",
    "open_drawer",
    "cash_in_out",
    "x_report",
    "open_shift",
    "close_shift",
    "close_with_difference",
    "reports",
    "journal",
    "queue",
    "support",
    "receipt_text",
    "quick_goods",
    "users",
    "settings",
]

_CASHIER: Final[frozenset[Right]] = frozenset(
    {"sell", "remove_line", "register_member", "x_report", "open_shift", "close_shift"}
)
_SENIOR: Final[frozenset[Right]] = _CASHIER | {
    "cancel_receipt",
    "hand_discount",
    "return",
    "answer_for_terminal",
    "reprint",
    "member_history",
    "member_cards",
    "confirm_redemption",
    "open_drawer",
    "cash_in_out",
}
_MANAGER: Final[frozenset[Right]] = _SENIOR | {
    "hand_discount_above_limit",
    "return_without_receipt",
    "close_with_difference",
    "reports",
    "journal",
    "queue",
    "support",
    "receipt_text",
    "quick_goods",
}

ROLES: Final[dict[Role, frozenset[Right]]] = {
    "cashier": _CASHIER,
    "senior": _SENIOR,
    "manager": _MANAGER,
    "administrator": _MANAGER | {"users", "settings"},
}

#: Names of roles, English; shown through `words.translate("roles", …)`.
ROLE_NAMES: Final[dict[Role, str]] = {
    "cashier": QT_TRANSLATE_NOOP("roles", "Cashier"),
    "senior": QT_TRANSLATE_NOOP("roles", "Senior cashier"),
    "manager": QT_TRANSLATE_NOOP("roles", "Manager"),
    "administrator": QT_TRANSLATE_NOOP("roles", "Administrator"),
}

#: What a right is called when a colleague is asked for it; shown through `words.translate("rights", …)`.
RIGHT_NAMES: Final[dict[Right, str]] = {
    "sell": QT_TRANSLATE_NOOP("rights", "Sell"),
    "remove_line": QT_TRANSLATE_NOOP("rights", "Remove a line"),
    "cancel_receipt": QT_TRANSLATE_NOOP("rights", "Cancel a receipt"),
    "hand_discount": QT_TRANSLATE_NOOP("rights", "Discount by hand"),
    "hand_discount_above_limit": QT_TRANSLATE_NOOP("rights", "Discount by hand above the limit"),
    "return": QT_TRANSLATE_NOOP("rights", "Return"),
    "return_without_receipt": QT_TRANSLATE_NOOP("rights", "Return without a receipt"),
    "answer_for_terminal": QT_TRANSLATE_NOOP("rights", "Answer for a terminal that is silent"),
    "reprint": QT_TRANSLATE_NOOP("rights", "Print a copy"),
    "register_member": QT_TRANSLATE_NOOP("rights", "Register a buyer"),
    "member_history": QT_TRANSLATE_NOOP("rights", "See what a buyer bought"),
    "member_cards": QT_TRANSLATE_NOOP("rights", "Replace or block a buyer's card"),
    "confirm_redemption": QT_TRANSLATE_NOOP("rights", "Confirm a large redemption of points"),
    "open_drawer": QT_TRANSLATE_NOOP("rights", "Open the drawer"),
    "cash_in_out": QT_TRANSLATE_NOOP("rights", "Cash in and out"),
    "x_report": QT_TRANSLATE_NOOP("rights", "X report"),
    "open_shift": QT_TRANSLATE_NOOP("rights", "Open a shift"),
    "close_shift": QT_TRANSLATE_NOOP("rights", "Close a shift"),
    "close_with_difference": QT_TRANSLATE_NOOP("rights", "Close a shift with a difference"),
    "reports": QT_TRANSLATE_NOOP("rights", "Reports"),
    "journal": QT_TRANSLATE_NOOP("rights", "Journal"),
    "queue": QT_TRANSLATE_NOOP("rights", "Queue of operations"),
    "support": QT_TRANSLATE_NOOP("rights", "File for support"),
    "receipt_text": QT_TRANSLATE_NOOP("rights", "Head and foot of receipts"),
    "quick_goods": QT_TRANSLATE_NOOP("rights", "Lay out the quick goods"),
    "users": QT_TRANSLATE_NOOP("rights", "People and their PINs"),
    "settings": QT_TRANSLATE_NOOP("rights", "Settings"),
}


#: What no shop may take away: nobody could let people in or put anything right again.
LOCKED: Final[frozenset[tuple[Role, Right]]] = frozenset({("administrator", "users"), ("administrator", "settings")})

#: What a shop has changed of `ROLES`: role → right → whether it has it.  Rights of a later version keep their default.
Overrides: TypeAlias = Mapping[str, Mapping[str, bool]]


def rights_of(role: Role, overrides: Overrides) -> frozenset[Right]:
    """The rights of a role with what the shop has changed; what is locked stays, what nobody knows is left out."""
    changed = overrides.get(role, {})
    return frozenset(
        right
        for right in RIGHT_NAMES
        if (role, right) in LOCKED or (changed[right] if right in changed else right in ROLES[role])
    )


def changed(overrides: Overrides, role: Role, right: Right, given: bool) -> dict[str, dict[str, bool]]:
    """The overrides with one right given to or taken from a role.  Raises `RightLocked` or `RightOfNobody`."""
    if (role, right) in LOCKED and not given:
        raise RightLocked(right=Phrase("rights", RIGHT_NAMES[right]), role=Phrase("roles", ROLE_NAMES[role]))
    made = {each: dict(rights) for each, rights in overrides.items()}
    made.setdefault(role, {})[right] = given
    if (right in ROLES[role]) == given:
        del made[role][right]
    if not any(right in rights_of(each, made) for each in ROLES):
        raise RightOfNobody(right=Phrase("rights", RIGHT_NAMES[right]))
    return {each: rights for each, rights in made.items() if rights}


class RightLocked(Refused):
    """Without this right nobody could let people in or put anything right again."""

    text = QT_TRANSLATE_NOOP("errors", "“{right}” stays with the role “{role}”")
    way_out = QT_TRANSLATE_NOOP("errors", "Without it nobody could let people in or put anything right again")


class RightOfNobody(Refused):
    """A right that no role would have any more."""

    text = QT_TRANSLATE_NOOP("errors", "“{right}” would be nobody's right")
    way_out = QT_TRANSLATE_NOOP("errors", "Give it to another role first")


class Permission(msgspec.Struct, frozen=True):
    """One act allowed once by a colleague; given by `People.allow_once`, spent by the act it names."""

    right: Right
    allowed_by: str


class NeedsPermission(Refused):
    """The person at the till lacks a right; a colleague may allow the act once by PIN."""

    text = QT_TRANSLATE_NOOP("errors", "This needs a colleague's permission")
    way_out = QT_TRANSLATE_NOOP("errors", "Ask a colleague with the right to type the PIN")

    def __init__(self, right: Right) -> None:
        super().__init__(right=right)
        self.right = right
