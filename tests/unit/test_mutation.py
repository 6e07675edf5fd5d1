"""Faults in the loyalty engine meet the tests that could notice them, and are noticed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine_tests import Answer, Measured, Noting, statement_at
from tests.mutation import in_order

ROOT = Path(__file__).resolve().parents[2]

SOURCE = """
\"\"\"Words.\"\"\"
from __future__ import annotations
LIMIT = (
    5
)
class Kind:
    \"\"\"Words.\"\"\"
    size = 1
    @staticmethod
    def half(
        number=2,
    ):
        if number > LIMIT:
            return 1
        elif number == 4:
            return 2
        for each in (1, 2):
            try:
                number += int(
                    "x" if each > 1 else "1"
                )
            except ValueError:
                number = 0
        return number
"""


def test_the_fixed_faults_are_noticed_and_what_is_no_fault_is_not() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutation", "--short"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("line", "statement"),
    [
        (5, 4),
        (9, 9),
        (10, 11),
        (12, 11),
        (14, 14),
        (15, 15),
        (16, 16),
        (17, 17),
        (18, 18),
        (21, 20),
        (23, 19),
        (24, 24),
    ],
)
def test_a_line_belongs_to_the_smallest_statement_around_it(line: int, statement: int) -> None:
    assert statement_at(SOURCE, line) == statement


@pytest.mark.parametrize(
    ("number", "reached"),
    [(6, {14, 15}), (4, {14, 16, 17}), (1, {14, 16, 18, 19, 20, 24, 25})],
)
def test_statements_are_noted_as_they_are_reached(number: int, reached: set[int]) -> None:
    noted: set[tuple[str, int]] = set()
    names: dict[str, object] = {"__reached__": noted.add}
    exec(compile(Noting("m").visit(ast.parse(SOURCE)), "m", "exec"), names)
    assert {line for _, line in noted} == {4, 7, 9, 11}
    noted.clear()
    names["Kind"].half(number)  # type: ignore[attr-defined]
    assert noted == {("m", line) for line in reached}


def test_a_fault_meets_every_test_that_reaches_it_properties_last_and_the_quickest_first() -> None:
    module = "cashier_app/loyalty/lives.py"
    source = (ROOT / module).read_text(encoding="utf-8")
    line = next(number for number, text in enumerate(source.splitlines(), 1) if "now + hours * HOUR" in text)
    here, constant = frozenset({(module, line)}), (module, 1)
    measured = Answer(
        tests={
            "property": Measured(here, 0.1, True),
            "slow": Measured(here, 2.0, False),
            "quick": Measured(here, 1.0, False),
            "elsewhere": Measured(frozenset(), 0.1, False),
        },
        before_all=frozenset({constant}),
    )
    assert in_order(module, line, measured) == ["quick", "slow", "property"]
    assert in_order(module, 1, measured) == ["elsewhere", "quick", "slow", "property"]
    assert in_order(module, line - 1, measured) == []
