"""What a receipt has besides its lines, in the cashier's words: promo codes, gifts, caps, the offer of a card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from cashier_app.core.number import MINUS
from cashier_app.core.words import Words
from cashier_app.loyalty.explain import explain_code
from cashier_app.loyalty.ledger import REDEMPTION
from cashier_app.loyalty.quoted import Capped, CodeAnswer, EnrolmentOffer, GiftOffer, Quote
from cashier_app.till.selling_text import capital
from cashier_app.till.selling_view import EnrolmentView, OfferView, Tone

#: Where rights that lack stand: the server is being asked, it had none to give, or it cannot be asked.
ServerSays: TypeAlias = Literal["asked", "refused", "offline"]

#: Goods of a gift that are named before the rest is only counted.
_NAMED: Final = 2


def offer_views(quote: Quote, name_of: Callable[[str], str], server: ServerSays, words: Words) -> tuple[OfferView, ...]:
    """Gifts to be scanned, then codes that do nothing yet, those that work, and caps that are met.

    `name_of` gives a product's name by its id; `server` says where the rights stand that lack.
    """
    codes = sorted(quote.codes, key=lambda answer: answer.refusal == "")
    # what keeps points from being spent stands beside the points
    told = {answer.rule_id for answer in quote.codes} | {REDEMPTION}
    seen: dict[str, Capped] = {}
    for capped in quote.capped:
        if capped.rule_id not in told:
            seen.setdefault(capped.rule_id, capped)
    return (
        *(_gift(offer, name_of, words) for offer in quote.gifts),
        *(_code(answer, quote, server, words) for answer in codes),
        *(_capped(capped, server, words) for capped in seen.values()),
    )


def code_shown(code: str) -> str:
    """A promo code as it stands on screens and slips."""
    return code.upper()


def code_words(answer: CodeAnswer, server: ServerSays, words: Words) -> str:
    """What became of a promo code: the name of its rule, or why it does nothing."""
    if not answer.refusal:
        return capital(answer.name)
    if answer.refusal == "no_right" and server == "asked":
        return words.translate("codes", "The server is being asked")
    if answer.refusal == "no_right" and server == "refused":
        return words.translate("codes", "Another till holds this promo code at the moment: try it once more")
    return explain_code(answer.refusal, words)


def _code(answer: CodeAnswer, quote: Quote, server: ServerSays, words: Words) -> OfferView:
    detail = code_words(answer, server, words)
    saved = sum(
        discount.amount for line in quote.lines for discount in line.discounts if discount.rule_id == answer.rule_id
    )
    if not answer.refusal and saved:
        detail = f"{detail} {MINUS}{words.sum(saved)}"
    tone: Tone = "warning" if answer.refusal else "success"
    brief = _brief(answer, server, words) if answer.refusal else detail
    return OfferView("code", answer.code, code_shown(answer.code), detail, brief, tone, "remove")


def _brief(answer: CodeAnswer, server: ServerSays, words: Words) -> str:
    """Why a promo code does nothing, in two or three words."""
    match answer.refusal:
        case "no_right" if server == "asked":
            return words.translate("codes", "The server is being asked")
        case "no_right" if server == "refused":
            return words.translate("codes", "in use at another till")
        case "no_right":
            return words.translate("codes", "needs a connection")
        case "not_yet":
            return words.translate("codes", "not valid yet")
        case "over":
            return words.translate("codes", "no longer valid")
        case "used_up":
            return words.translate("codes", "used already")
        case "member":
            return words.translate("codes", "needs the right card")
        case "conditions":
            return words.translate("codes", "conditions not met")
        case "beaten":
            return words.translate("codes", "gives nothing more")
        case "doubled":
            return words.translate("codes", "one of a kind only")
        case _:
            return words.translate("codes", "not known")


def _gift(offer: GiftOffer, name_of: Callable[[str], str], words: Words) -> OfferView:
    goods = [name_of(product_id) for product_id in sorted(offer.products)]
    named = ", ".join(filter(None, goods[:_NAMED]))
    if len(goods) > _NAMED:
        named = words.translate("offers", "{names} and others").format(names=named)
    text = words.translate("offers", "A gift: {goods}").format(goods=named or offer.name)
    if len(offer.products) == 1:
        detail = words.translate("offers", "scan it, or touch here")
        return OfferView("gift", offer.rule_id, text, detail, detail, "info", "add")
    detail = words.translate("offers", "scan one of them")
    return OfferView("gift", offer.rule_id, text, detail, detail, "info", "")


def _capped(capped: Capped, server: ServerSays, words: Words) -> OfferView:
    match capped.reason:
        case "no_right" if server == "asked":
            detail = brief = words.translate("codes", "The server is being asked")
        case "no_right" if server == "refused":
            detail = words.translate("offers", "It is limited, and other tills hold what is left of it")
            brief = words.translate("codes", "in use at another till")
        case "no_right":
            detail = words.translate("offers", "It is limited, only the server knows what is left: no connection")
            brief = words.translate("codes", "needs a connection")
        case "used_up":
            detail = words.translate("offers", "It is limited, and all of it has been used")
            brief = words.translate("offers", "used up")
        case "cut":
            detail = words.translate("offers", "Less than usual: its limit is reached")
            brief = words.translate("offers", "limit reached")
    return OfferView("capped", capped.rule_id, capital(capped.name), detail, brief, "info", "")


def enrolment_text(offer: EnrolmentOffer | None, words: Words) -> str:
    """The offer of a card on one line; empty where none is to be made."""
    view = enrolment_view(offer, words)
    return ": ".join(filter(None, (view.text, view.detail))) if view is not None else ""


def enrolment_view(offer: EnrolmentOffer | None, words: Words) -> EnrolmentView | None:
    """The calm offer of a card; None where none is to be made."""
    if offer is None:
        return None
    parts = []
    if offer.points:
        parts.append(f"+{words.points(offer.points)}")
    if offer.would_earn:
        parts.append(
            words.translate("offers", "for this purchase +{points}").format(points=words.points(offer.would_earn))
        )
    return EnrolmentView(words.translate("offers", "Offer a card"), ", ".join(parts))
