"""Why a row is refused or something of it is left out, in words."""

from __future__ import annotations

from typing import Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words

#: Why a whole row is refused: nothing of it is taken.
REFUSALS: Final = {
    "columns": QT_TRANSLATE_NOOP("migration", "more cells than there are titles"),
    "no_identifier": QT_TRANSLATE_NOOP("migration", "no card, telephone or e-mail"),
    "no_link": QT_TRANSLATE_NOOP("migration", "it is not said whose it is: no member, card, telephone or e-mail"),
    "spoiled": QT_TRANSLATE_NOOP("migration", "a spreadsheet has spoiled the number: its last digits are lost"),
    "bad_card": QT_TRANSLATE_NOOP("migration", "the number of the card is not 3 to 64 letters and digits"),
    "bad_phone": QT_TRANSLATE_NOOP("migration", "the telephone is not a whole number"),
    "bad_email": QT_TRANSLATE_NOOP("migration", "the e-mail is none"),
    "bad_birthday": QT_TRANSLATE_NOOP("migration", "the birthday is not a date"),
    "bad_date": QT_TRANSLATE_NOOP("migration", "the date is not written in any of the ways allowed"),
    "no_date": QT_TRANSLATE_NOOP("migration", "no date"),
    "future_date": QT_TRANSLATE_NOOP("migration", "the purchase lies in the future"),
    "bad_points": QT_TRANSLATE_NOOP("migration", "the points are not a number"),
    "decimals": QT_TRANSLATE_NOOP("migration", "more than two decimals"),
    "too_large": QT_TRANSLATE_NOOP("migration", "the number is too large"),
    "negative": QT_TRANSLATE_NOOP("migration", "the balance is below zero"),
    "life": QT_TRANSLATE_NOOP("migration", "the points expire before they become active"),
    "bad_sum": QT_TRANSLATE_NOOP("migration", "the sum is not in roubles and kopecks"),
    "bad_uses": QT_TRANSLATE_NOOP("migration", "the number of uses is not a whole number from 1 to 1000"),
    "unknown_level": QT_TRANSLATE_NOOP("migration", "the level is neither in the mapping nor in the programme"),
    "unknown_state": QT_TRANSLATE_NOOP("migration", "the state is none that is known"),
    "unknown_coupon": QT_TRANSLATE_NOOP("migration", "no rule of the programme takes this coupon"),
    "member_twice": QT_TRANSLATE_NOOP("migration", "the member stands twice"),
    "card_twice": QT_TRANSLATE_NOOP("migration", "the card stands on another member too"),
    "phone_twice": QT_TRANSLATE_NOOP("migration", "the telephone stands on another member too"),
    "email_twice": QT_TRANSLATE_NOOP("migration", "the e-mail stands on another member too"),
    "lot_twice": QT_TRANSLATE_NOOP("migration", "points of this number stand twice"),
    "purchase_twice": QT_TRANSLATE_NOOP("migration", "a purchase of this number stands twice"),
    "known_to_another": QT_TRANSLATE_NOOP("migration", "it belongs already to another account"),
    "two_owners": QT_TRANSLATE_NOOP("migration", "its cards and telephones belong already to different accounts"),
    "same_account": QT_TRANSLATE_NOOP("migration", "another row is the same account already"),
    "closed": QT_TRANSLATE_NOOP("migration", "the account that it belongs to was erased"),
    "unknown_member": QT_TRANSLATE_NOOP("migration", "its member stands in none of the files and is not registered"),
    "disputed": QT_TRANSLATE_NOOP("migration", "two members claim what it names, so nobody knows whose it is"),
    "member_refused": QT_TRANSLATE_NOOP("migration", "its member is refused"),
    "changed": QT_TRANSLATE_NOOP("migration", "it was brought in before with another sum"),
}

#: Reasons whose value is the place of the row that this one stumbles over.
PLACED: Final = frozenset(
    {
        "member_twice",
        "card_twice",
        "phone_twice",
        "email_twice",
        "lot_twice",
        "purchase_twice",
        "same_account",
        "member_refused",
    }
)

#: Why something of a row is left out while the rest is taken.
LEFT_OUT: Final = {
    "expired": QT_TRANSLATE_NOOP("migration", "the points have expired already"),
    "coupon_expired": QT_TRANSLATE_NOOP("migration", "the coupon has expired already"),
    "repeated": QT_TRANSLATE_NOOP("migration", "it stands on the same member already"),
    "phone_shared": QT_TRANSLATE_NOOP("migration", "the telephone of another member; the member is taken without it"),
}


def reason_words(reason: str, words: Words) -> str:
    """A reason in the person's language."""
    return words.translate("migration", REFUSALS.get(reason) or LEFT_OUT[reason])
