"""How rules of one step stand together on the lines: priorities, groups, exclusive rules, caps in kopecks.

Rules that stack apply by priority, then id, each to the running amount; of a group only the best on the line counts,
measured on the amount before the step.  A discount of several lines together is worked out over all the lines that
its rule takes, whatever these lines choose in the end.  Nothing goes below a line's floor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from cashier_app.core.money import Kopecks, allocate
from cashier_app.loyalty.prepared import PreparedRule
from cashier_app.loyalty.working import Active, WorkingLine

#: What rules take off one line, in the order in which they apply.
Parts: TypeAlias = list[tuple[PreparedRule, Kopecks]]


class Cuts:
    """Rules over their caps in kopecks: what is left of a cap, spread over the lines that its rule had won.

    The first round of a step is uncut.  A rule that gives more than its caps leave is then cut to what is left, spread
    by the allocation rule over the lines on which it was part of the best offer, in proportion to what it gave there;
    on others it gives nothing; and the lines choose anew, until no rule is over its caps.  So a cap is used for the
    buyer as far as it goes, and is never exceeded.
    """

    def __init__(self) -> None:
        self._parts: dict[PreparedRule, dict[WorkingLine, Kopecks]] = {}

    def part(self, rule: PreparedRule) -> dict[WorkingLine, Kopecks] | None:
        """What a cut rule gives on its lines at most; None for a rule that is not cut."""
        return self._parts.get(rule)

    def cut(
        self, actives: Iterable[Active], given: Mapping[PreparedRule, Sequence[tuple[WorkingLine, Kopecks]]]
    ) -> bool:
        """Cut the rules that gave more than their caps leave; whether there were any."""
        found = False
        for active in actives:
            left = active.room.kopecks if active.room is not None else None
            if left is None or active.rule in self._parts:
                continue
            offs = given.get(active.rule, ())
            if sum(off for _, off in offs) > left:
                weights = [off for _, off in offs]
                parts = allocate(left, weights, [line.tie for line, _ in offs], weights)
                self._parts[active.rule] = {line: part for (line, _), part in zip(offs, parts, strict=True)}
                found = True
        return found


def alone(active: Active, cuts: Cuts) -> list[Kopecks]:
    """What a rule takes off each of its lines, from their running amounts."""
    rule = active.rule
    cut = cuts.part(rule)
    if cut is not None:
        return [min(cut.get(line, 0), _room(line, line.running)) for line in active.lines]
    if rule.of_line is not None:
        discount = rule.of_line.discount
        offs = []
        for line in active.lines:
            off = discount(line.source, line.running)
            room = line.running - line.floor
            offs.append(off if off <= room else max(room, 0))
        return offs
    assert rule.of_set is not None
    return rule.of_set.discounts(active.lines)


def again(rule: PreparedRule, line: WorkingLine, amount: Kopecks, off: Kopecks) -> Kopecks:
    """What a rule that took `off` a line takes of it at another running amount; never more where its sum is capped."""
    if rule.of_line is not None and not rule.counts_kopecks:
        off = rule.of_line.discount(line.source, amount)
    return min(off, _room(line, amount))


def stacked(actives: Sequence[Active], cuts: Cuts) -> dict[WorkingLine, Parts]:
    """What rules that stack take off the lines together, each line's rules in their order.

    Their running amounts go down with it.
    """
    winners = _winners(actives, cuts)
    parts: dict[WorkingLine, Parts] = {}
    for active in actives:
        rule = active.rule
        best = winners.get(rule.group)
        for line, off in zip(active.lines, alone(active, cuts), strict=True):
            if off > 0 and (best is None or best[line][1] is rule):
                line.running -= off
                held = parts.get(line)
                if held is None:
                    parts[line] = [(rule, off)]
                else:
                    held.append((rule, off))
    return parts


def _winners(actives: Sequence[Active], cuts: Cuts) -> dict[str, dict[WorkingLine, tuple[Kopecks, PreparedRule]]]:
    """Of each group with several rules the best on each line, by what it takes off alone; of equals the first."""
    groups: dict[str, list[Active]] = {}
    for active in actives:
        if active.rule.group:
            groups.setdefault(active.rule.group, []).append(active)
    winners: dict[str, dict[WorkingLine, tuple[Kopecks, PreparedRule]]] = {}
    for group, members in groups.items():
        if len(members) > 1:
            best = winners[group] = {}
            for active in members:
                for line, off in zip(active.lines, alone(active, cuts), strict=True):
                    held = best.get(line)
                    if held is None or off > held[0]:
                        best[line] = (off, active.rule)
    return winners


def _room(line: WorkingLine, amount: Kopecks) -> Kopecks:
    """What discounts may still take of a line."""
    return max(amount - line.floor, 0)
