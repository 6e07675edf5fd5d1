"""The answer as tables of words and figures, one for the terminal and the sheets alike.

Every figure has a line that says what it is; every table that splits a sum ends with it.
"""

from __future__ import annotations

from cashier_app.core.words import Words
from cashier_app.whatif import breakdown, gains, summary
from cashier_app.whatif.figures import WhatIf
from cashier_app.whatif.naming import Naming
from cashier_app.whatif.tabular import Table


def tables(answer: WhatIf, words: Words) -> list[Table]:
    """All tables of the report, in order; those with nothing to say are left out."""
    naming = Naming(answer, words)
    made = [
        summary.what_was_read(answer, naming),
        summary.figures("summary", words.translate("whatif", "What it costs"), summary.COSTS, answer, naming),
        summary.figures(
            "points", words.translate("whatif", "What becomes of the points"), summary.POINTS, answer, naming
        ),
        summary.due(answer, naming),
        summary.margin(answer, naming),
        breakdown.months(answer.new, naming),
        breakdown.levels(answer, naming),
        breakdown.moves(answer, naming),
        breakdown.rules(answer.new, naming),
        *([breakdown.rules(answer.old, naming, old=True)] if answer.old else []),
        breakdown.goods(
            "categories", words.translate("whatif", "Categories"), answer.new, answer.new.categories, naming
        ),
        breakdown.goods(
            "products", words.translate("whatif", "Goods that cost most"), answer.new, answer.new.products, naming
        ),
        gains.groups(answer, naming),
        gains.changes("winners", words.translate("whatif", "Who gains most"), answer.comparison.winners, naming),
        gains.changes("losers", words.translate("whatif", "Who loses most"), answer.comparison.losers, naming),
        gains.category_changes(answer, naming),
    ]
    return [table for table in made if table.rows]
