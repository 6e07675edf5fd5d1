"""Promo codes on a receipt: which rule each stands for, whether it works, and what the buyer is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cashier_app.core.money import Kopecks
from cashier_app.loyalty.prepared import PreparedRule
from cashier_app.loyalty.quoted import CodeAnswer, CodeRefusal, TraceStep
from cashier_app.loyalty.rules import Circumstances
from cashier_app.loyalty.working import Active, WorkingLine, WorkingReceipt


class Codes:
    """The codes of one receipt, from what the buyer gave to what became of each.

    A code may stand in several rules: it is accepted if one of them works.  Two codes of one rule do not work twice:
    the one given first that may be used does.
    """

    def __init__(self, receipt: WorkingReceipt) -> None:
        self._receipt = receipt
        #: What each rule of a code has come to: refused, or empty for one that works or has a gift to offer.
        self._outcomes: dict[str, dict[PreparedRule, CodeRefusal]] = {code: {} for code in receipt.codes}
        #: A code gives points, or a gift that is on the receipt: the buyer asked for it, dearer or not.
        self.is_asked_for = False

    def refuse(self, rule: PreparedRule, refusal: CodeRefusal) -> None:
        """Answer all codes of a rule alike; empty where a gift is offered that is not on the receipt yet."""
        for code, outcomes in self._outcomes.items():
            if rule.codes is not None and code in rule.codes:
                outcomes[rule] = refusal

    def works(self, active: Active) -> None:
        """Remember that a rule works by its code, and that other codes of the same rule do nothing more."""
        self._receipt.working_codes[active.rule] = active
        for code, outcomes in self._outcomes.items():
            if active.rule.codes is not None and code in active.rule.codes and active.rule not in outcomes:
                outcomes[active.rule] = "" if code == active.code else "doubled"
        if active.rule.gift is not None or active.rule.is_accrual:
            self.is_asked_for = True

    def beaten(self, rules: Iterable[PreparedRule]) -> None:
        """Take back that these discounts work: they lower nothing in the end."""
        for rule in rules:
            code = self._receipt.working_codes.pop(rule).code
            self._outcomes[code][rule] = "beaten"

    def decide(self, amounts: Mapping[WorkingLine, Kopecks]) -> list[Active]:
        """Find the rules that work by the codes given; all their conditions read the amounts before step 4.

        Rules that give points are at work from here on, whatever step 7 reads; discounts are returned, in the rules'
        order, for step 4 to find out whether they lower anything.  Gifts have been decided before (`gifts`).
        """
        receipt = self._receipt
        circumstances = receipt.circumstances.before(sum(amounts.values()))
        asked = {
            rule for code in self._outcomes for rule in receipt.prepared.by_code.get(code, ()) if rule.gift is None
        }
        held = [rule for rule in receipt.prepared.coded if rule in asked and self.may_work(rule, circumstances)]
        discounts = []
        for rule, lines in receipt.gather(held, "coded").items():
            if not receipt.suffice(rule, lines, amounts.__getitem__):
                self.refuse(rule, "conditions")
                continue
            active = self.with_right(rule, lines)
            if active is not None:
                self.works(active)
                if not rule.is_accrual:
                    discounts.append(active)
        return discounts

    def may_work(self, rule: PreparedRule, circumstances: Circumstances) -> bool:
        """Whether a rule's conditions about the receipt hold; if not, its codes are answered."""
        receipt, member = self._receipt, circumstances.member
        if not receipt.holds(rule, circumstances):
            unmet = rule.unmet(circumstances)
            self.refuse(rule, (unmet.refusal(circumstances) or "conditions") if unmet is not None else "member")
            return False
        if (member is None and rule.is_accrual) or (rule.per_member and (member is None or member.unclaimed)):
            receipt.tell_unmet(rule, "member")
            self.refuse(rule, "member")
            return False
        return True

    def with_right(self, rule: PreparedRule, lines: list[WorkingLine]) -> Active | None:
        """The rule at work by the first of its codes that may be used; None, and its codes answered, if none may."""
        receipt = self._receipt
        for code in self._outcomes:
            if rule.codes is None or code not in rule.codes:
                continue
            room = receipt.room(rule, code) if rule.is_counted else None
            if room is None or not room.is_closed:
                return Active(rule, lines, room, code)
            receipt.refuse(rule, room)
            self._outcomes[code][rule] = "used_up" if room.reason == "used_up" else "no_right"
        return None

    def answers(self) -> tuple[CodeAnswer, ...]:
        """What became of each code, in the order in which they were given."""
        return tuple(self._answer(code) for code in self._outcomes)

    def _answer(self, code: str) -> CodeAnswer:
        """The rule that works by a code, or the reason of the first rule that knows it."""
        receipt, outcomes = self._receipt, self._outcomes[code]
        given = receipt.codes[code]
        rules = receipt.prepared.by_code.get(code, ())
        if not rules:
            receipt.trace.append(TraceStep("code", "", 0, 0, f"{given}: unknown"))
            return CodeAnswer(given, refusal="unknown")
        rule = min(rules, key=lambda rule: outcomes[rule] != "")
        refusal = outcomes[rule]
        receipt.trace.append(TraceStep("code", rule.id, 0, 0, f"{given}: {refusal}" if refusal else given))
        return CodeAnswer(given, rule.id, receipt.name(rule), refusal)
