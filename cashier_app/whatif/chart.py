"""The answer as one picture for a meeting: what it costs, month by month, when points lapse, who moves where."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

from cashier_app.core.clock import local_time
from cashier_app.core.money import Kopecks
from cashier_app.core.number import format_scaled
from cashier_app.core.words import Words
from cashier_app.whatif.figures import Outcome, WhatIf, per_hundred
from cashier_app.whatif.naming import Naming

#: The library's own types ask for more than this module's callers could know.
Axes: TypeAlias = Any

FONTS: Final = Path(__file__).parents[2] / "resources" / "fonts"
#: Pixels; 16 : 10 fits a slide.
WIDTH, HEIGHT, _DPI = 1760, 1100, 110

_INK, _QUIET, _GRID = "#1f2a37", "#6b7280", "#e5e7eb"
#: Blue, orange, green, sky, purple of Okabe and Ito: told apart by people who see no red or green.
_DISCOUNT, _SPENT, _OWED, _LAPSED, _OLD = "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#9ca3af"
_MONTHS_SHOWN: Final = 24
#: Names that fit below an axis, and places that an axis has at least, so that few bars stay narrow.
_LABELS, _NARROWEST = 12, 4


def picture(answer: WhatIf, words: Words, cache: Path) -> bytes:
    """The PNG's bytes.  `cache` is a folder in which the library may remember fonts."""
    os.environ.setdefault("MPLCONFIGDIR", str(cache))
    from matplotlib import font_manager, rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    for name in ("Roboto-Regular.ttf", "Roboto-Medium.ttf", "Roboto-Bold.ttf"):
        font_manager.fontManager.addfont(str(FONTS / name))
    style: Any = {
        "font.family": "Roboto",
        "font.size": 11,
        "text.color": _INK,
        "axes.edgecolor": _GRID,
        "axes.labelcolor": _QUIET,
        "xtick.color": _QUIET,
        "ytick.color": _QUIET,
        "axes.titlesize": 13,
        "axes.titleweight": "medium",
        "axes.titlelocation": "left",
        "axes.titlepad": 12,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "grid.color": _GRID,
        "axes.axisbelow": True,
        "legend.frameon": False,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "text.parse_math": False,  # a name may hold dollars
    }
    with rc_context(style):
        figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, facecolor="white")
        canvas: Any = FigureCanvasAgg(figure)
        drawing = _Drawing(answer, words)
        drawing.headline(figure)
        grid = figure.add_gridspec(2, 2, left=0.06, right=0.975, top=0.765, bottom=0.115, hspace=0.42, wspace=0.17)
        drawing.costs(figure.add_subplot(grid[0, 0]))
        drawing.months(figure.add_subplot(grid[0, 1]))
        drawing.due(figure.add_subplot(grid[1, 0]))
        drawing.levels(figure.add_subplot(grid[1, 1]))
        content = io.BytesIO()
        canvas.print_png(content)
    return content.getvalue()


class _Drawing:
    """The four pictures and the words above and below them."""

    def __init__(self, answer: WhatIf, words: Words) -> None:
        self._answer = answer
        self._words = words
        self._naming = Naming(answer, words)

    def headline(self, figure: Any) -> None:
        """Whose programme, of what time, and the figures that matter."""
        words, answer, new = self._words, self._answer, self._answer.new
        since, until = (local_time(instant, answer.zone) for instant in (answer.since, answer.until))
        title = words.translate("whatif", "What would have been: {programme}").format(
            programme=self._naming.programme(new)
        )
        if answer.old:
            against = words.translate("whatif", "{title} against {programme}")
            title = against.format(title=title, programme=self._naming.programme(answer.old))
        figure.text(0.06, 0.955, title, fontsize=19, fontweight="bold", va="center")
        period = words.translate("whatif", "receipts of {since} – {until}: {receipts}, turnover {turnover}")
        figure.text(
            0.06,
            0.918,
            period.format(
                since=f"{since:%d.%m.%Y}",
                until=f"{until:%d.%m.%Y}",
                receipts=format_scaled(new.receipts, 0),
                turnover=self._short(new.turnover) + " ₽",
            ),
            color=_QUIET,
            va="center",
        )
        for place, (value, name) in enumerate(self._key_figures()):
            left = 0.06 + place * 0.185
            figure.text(left, 0.873, value, fontsize=17, fontweight="bold", color=_DISCOUNT, va="center")
            figure.text(left, 0.843, name, fontsize=10.5, color=_QUIET, va="center")
        notes = " · ".join(self._naming.assumptions(answer)[:2])
        figure.text(0.06, 0.03, notes, fontsize=9.5, color=_QUIET, va="center")

    def _key_figures(self) -> list[tuple[str, str]]:
        words, new, comparison = self._words, self._answer.new, self._answer.comparison
        figures = [
            (self._short(new.cost) + " ₽", words.translate("whatif", "whole cost")),
            (
                self._words.sum(per_hundred(new.cost, new.turnover)) + " ₽",
                words.translate("whatif", "per 100 ₽ of turnover"),
            ),
            (self._short(new.worth(new.points.owed)) + " ₽", words.translate("whatif", "owed in points at the end")),
        ]
        everyone = comparison.everyone
        figures.append((format_scaled(everyone.gain, 0), words.translate("whatif", "members gain")))
        figures.append((format_scaled(everyone.lose, 0), words.translate("whatif", "members lose")))
        return figures

    def costs(self, axes: Axes) -> None:
        """What the cost is made of, the new programme beside the old."""
        words, answer = self._words, self._answer
        outcomes = [(words.translate("whatif", "new"), answer.new)]
        if answer.old:
            outcomes.append((words.translate("whatif", "old"), answer.old))
        parts: tuple[tuple[str, str, Callable[[Outcome], int]], ...] = (
            (words.translate("whatif", "discounts"), _DISCOUNT, lambda o: o.discount),
            (words.translate("whatif", "points spent"), _SPENT, lambda o: o.redeemed),
            (words.translate("whatif", "growth of points owed"), _OWED, lambda o: o.owed_growth),
        )
        widest = max(max(abs(outcome.cost) for _, outcome in outcomes) / 100, 1)
        for place, (_, outcome) in enumerate(outcomes):
            left = 0.0
            for name, colour, value in parts:
                amount = value(outcome) / 100
                axes.barh(place, amount, left=left, color=colour, height=0.42, label=name if place == 0 else None)
                if amount > widest * 0.09:
                    inside = self._short(value(outcome))
                    axes.text(left + amount / 2, place, inside, ha="center", va="center", color="white", fontsize=10)
                left += amount
            label = words.translate("whatif", "{cost} ₽ in all, {part} ₽ of every 100 ₽ of turnover").format(
                cost=self._short(outcome.cost), part=self._words.sum(per_hundred(outcome.cost, outcome.turnover))
            )
            axes.text(0, place - 0.3, label, fontweight="medium", va="center")
        axes.set_yticks(range(len(outcomes)), [name for name, _ in outcomes])
        axes.set_ylim(len(outcomes) - 0.6, -0.6)
        axes.set_xlim(min(0, *(outcome.owed_growth / 100 for _, outcome in outcomes)), widest * 1.05)
        axes.grid(axis="y", visible=False)
        axes.grid(axis="x", visible=True)
        self._titled(axes, axes.xaxis, words.translate("whatif", "What the cost is made of"), round(widest * 100))
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3)

    def months(self, axes: Axes) -> None:
        """Points accrued, spent and lapsed, and what is owed at the end of each month."""
        words, new = self._words, self._answer.new
        months = new.months[-_MONTHS_SHOWN:]
        places = list(range(len(months)))
        width = 0.28
        bars = (
            (words.translate("whatif", "accrued"), _DISCOUNT, [new.worth(month.accrued) for month in months], -width),
            (words.translate("whatif", "spent"), _SPENT, [month.redeemed for month in months], 0.0),
            (words.translate("whatif", "expired"), _LAPSED, [new.worth(month.expired) for month in months], width),
        )
        for name, colour, values, offset in bars:
            axes.bar([place + offset for place in places], [v / 100 for v in values], width, color=colour, label=name)
        owed = [new.worth(month.owed) / 100 for month in months]
        axes.plot(
            places,
            owed,
            color=_OWED,
            linewidth=2.5,
            marker="o",
            label=words.translate("whatif", "owed at the month's end"),
        )
        if self._answer.old:
            old = {month.month: self._answer.old.worth(month.owed) / 100 for month in self._answer.old.months}
            axes.plot(
                places,
                [old.get(month.month, 0) for month in months],
                color=_OLD,
                linewidth=2,
                linestyle="--",
                label=words.translate("whatif", "owed under the old"),
            )
        self._titled(axes, axes.yaxis, words.translate("whatif", "Points month by month"), round(max((*owed, 1)) * 100))
        self._name_months(axes, [month.month for month in months])
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=5, columnspacing=1.2, handlelength=1.4)

    def due(self, axes: Axes) -> None:
        """When the points owed lapse."""
        words, answer = self._words, self._answer
        outcomes: list[tuple[str, str, Outcome]] = [(words.translate("whatif", "new"), _OWED, answer.new)]
        if answer.old:
            outcomes.append((words.translate("whatif", "old"), _OLD, answer.old))
        months = sorted(
            {due.month for _, _, outcome in outcomes for due in outcome.due}, key=lambda month: (not month, month)
        )
        shown, later = months[:_MONTHS_SHOWN], months[_MONTHS_SHOWN:]
        width = 0.7 / len(outcomes)
        for number, (name, colour, outcome) in enumerate(outcomes):
            held = {due.month: due.points for due in outcome.due}
            values = [held.get(month, 0) for month in shown]
            if later:
                values.append(sum(held.get(month, 0) for month in later))
            offset = (number - (len(outcomes) - 1) / 2) * width
            places = [place + offset for place in range(len(values))]
            axes.bar(places, [outcome.worth(value) / 100 for value in values], width, color=colour, label=name)
        highest = max((answer.new.worth(due.points) for due in answer.new.due), default=1)
        self._titled(
            axes, axes.yaxis, words.translate("whatif", "Points owed, by the month in which they expire"), highest
        )
        self._name_months(axes, shown, [words.translate("whatif", "later")] if later else [])
        if not months:
            self._nothing(axes, words.translate("whatif", "nothing is owed"))
        elif answer.old:
            axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=2)

    def levels(self, axes: Axes) -> None:
        """Members by level, before and after (or under the old programme and the new)."""
        words, answer = self._words, self._answer
        moves = answer.comparison.moves
        known = {use.level_id for use in answer.new.levels}
        levels = self._naming.in_ladder_order(known.union(*({move.before, move.after} for move in moves)))
        before = [sum(move.members for move in moves if move.before == level) for level in levels]
        after = [sum(move.members for move in moves if move.after == level) for level in levels]
        names = (
            (words.translate("whatif", "under the old"), words.translate("whatif", "under the new"))
            if answer.old
            else (words.translate("whatif", "before"), words.translate("whatif", "after"))
        )
        width = 0.36
        for values, offset, colour, name in (
            (before, -width / 2, _OLD, names[0]),
            (after, width / 2, _DISCOUNT, names[1]),
        ):
            bars = axes.bar([place + offset for place in range(len(levels))], values, width, color=colour, label=name)
            axes.bar_label(bars, [format_scaled(value, 0) for value in values], fontsize=9.5, color=_INK, padding=2)
        axes.set_title(
            words.translate("whatif", "Members by level at the end")
            if answer.old
            else words.translate("whatif", "Members by level")
        )
        axes.set_xticks(range(len(levels)), [self._naming.level(level) for level in levels])
        if len(levels) > 6:
            axes.tick_params(axis="x", labelrotation=30)
        axes.set_xlim(-0.7, max(len(levels) - 1, _NARROWEST) + 0.7)
        axes.set_yticks([])
        axes.grid(visible=False)
        axes.spines["left"].set_visible(False)
        axes.set_ylim(0, max((*before, *after, 1)) * 1.15)
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=2)

    # --- parts --------------------------------------------------------------------------------------------

    def _name_months(self, axes: Axes, months: list[str], more: list[str] | None = None) -> None:
        """Months below the axis, every second or third where there are many."""
        names = [
            f"{month[5:]}.{month[2:4]}" if month else self._words.translate("whatif", "no end") for month in months
        ]
        names += more or []
        step = -(-len(names) // _LABELS)
        axes.set_xticks(range(0, len(names), max(step, 1)), names[:: max(step, 1)])
        axes.set_xlim(-0.7, max(len(names) - 1, _NARROWEST) + 0.7)
        if axes.get_ylim()[0] >= 0 or axes.get_ylim()[1] <= 0.1:
            axes.set_ylim(0, max(axes.get_ylim()[1], 1))

    def _titled(self, axes: Axes, axis: Any, title: str, highest: Kopecks) -> None:
        """A title that says the axis's unit: roubles, thousands or millions, by the highest figure (kopecks)."""
        from matplotlib.ticker import FuncFormatter, MaxNLocator

        words, roubles = self._words, highest / 100
        if roubles >= 3_000_000:
            unit, name = 1_000_000, words.translate("whatif", "million ₽")
        elif roubles >= 10_000:
            unit, name = 1_000, words.translate("whatif", "thousand ₽")
        else:
            unit, name = 1, "₽"
        axes.set_title(f"{title}, {name}")
        axis.set_major_locator(MaxNLocator(5))

        def number(value: float, _: int) -> str:
            return format_scaled(round(value * 100 / unit), 2, self._words.decimal_mark)

        axis.set_major_formatter(FuncFormatter(number))

    def _short(self, kopecks: int) -> str:
        """`4,48 млн`, `156 тыс.`, `950`."""
        roubles = abs(kopecks) / 100
        sign = "−" if kopecks < 0 else ""
        if roubles >= 1_000_000:
            text = self._words.translate("whatif", "{number} million").format(number=f"{roubles / 1_000_000:.2f}")
        elif roubles >= 10_000:
            text = self._words.translate("whatif", "{number} thousand").format(number=f"{roubles / 1000:.0f}")
        else:
            text = f"{roubles:,.0f}".replace(",", "\u00a0")
        return sign + text.replace(".", self._words.decimal_mark, 1 if roubles >= 1_000_000 else 0)

    def _nothing(self, axes: Axes, words: str) -> None:
        axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", color=_QUIET)
        axes.set_xticks([])
        axes.set_yticks([])
