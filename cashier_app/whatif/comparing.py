"""Who wins and who loses: two outcomes of one history, member by member."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from cashier_app.whatif.figures import Change, Comparison, GoodsChange, GoodsUse, Group, LevelMove, MemberUse, Outcome

#: So many winners and losers are named.
TOP = 20
EVERYONE = "all"


def compare(new: Outcome, old: Outcome | None) -> Comparison:
    """Every member's benefit (`MemberUse.benefit`) under both programmes; without an old one, against nothing.

    Groups are by the level that the new programme ends on.  Of equal differences the larger buyer stands first,
    then the smaller id, so that two runs name the same people.
    """
    before = {use.member: use for use in old.members} if old else {}
    changes = [_change(use, before.get(use.member)) for use in new.members]
    by_level: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_level[change.level_new].append(change)
    return Comparison(
        everyone=_group(EVERYONE, changes),
        levels=tuple(_group(level.level_id, by_level[level.level_id]) for level in new.levels),
        winners=_top([change for change in changes if change.difference > 0]),
        losers=_top([change for change in changes if change.difference < 0]),
        categories=_categories(new, old),
        moves=_moves(changes) if old else new.moves,
    )


def _change(use: MemberUse, before: MemberUse | None) -> Change:
    return Change(
        member=use.member,
        turnover=use.turnover,
        level_old=before.level_after if before else use.level_before,
        level_new=use.level_after,
        old=before.benefit if before else 0,
        new=use.benefit,
    )


def _group(key: str, changes: Iterable[Change]) -> Group:
    gain = lose = same = gained = lost = 0
    for change in changes:
        difference = change.difference
        gain += difference > 0
        lose += difference < 0
        same += difference == 0
        gained += max(difference, 0)
        lost += max(-difference, 0)
    return Group(key, gain, lose, same, gained, lost)


def _top(changes: list[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda c: (-abs(c.difference), -c.turnover, c.member))[:TOP])


def _categories(new: Outcome, old: Outcome | None) -> tuple[GoodsChange, ...]:
    """What the buyers of each category get; empty where the history knows no categories."""

    def given(use: GoodsUse, outcome: Outcome) -> int:
        return use.discount + use.redeemed + outcome.worth(use.accrued)

    before = {use.key: given(use, old) for use in old.categories} if old else {}
    changes = [GoodsChange(u.key, u.turnover, before.get(u.key, 0), given(u, new)) for u in new.categories]
    return tuple(sorted(changes, key=lambda change: (-abs(change.new - change.old), change.key)))


def _moves(changes: Iterable[Change]) -> tuple[LevelMove, ...]:
    counts = Counter((change.level_old, change.level_new) for change in changes)
    return tuple(LevelMove(old, new, count) for (old, new), count in sorted(counts.items()))
