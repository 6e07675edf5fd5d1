"""`python -m tests.mutation [--sample N] [--seed N]`: how many small faults in the loyalty engine its tests notice.

Places of `cashier_app/loyalty` are drawn at random by a seed, one fault is put into each (cosmic-ray's operators:
another operator, a comparison's boundary, a number, `and` for `or`, a loop that never runs, …), and the engine's own
tests are run against it in a process of its own.  A fault that no test notices is printed with its difference.

All tests are run once to see which of them reach which statement, and how quickly.  A fault meets the tests that
reach its statement (all of them if it is reached before any test, as constants are), examples before properties and
the quickest first, until one fails; it is not noticed when every one of them has passed.  What no test reaches is
not noticed at once.  `--thorough` runs the other tests as well before it believes that.

Left out, since nothing could notice them: annotations (they are not evaluated), and `==` for `is`.  A fault that only
stops the program from being imported counts as noticed: tests that begin by importing see it.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import unified_diff
from functools import lru_cache
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from tests.engine_tests import ENGINE, ROOT, TESTS, Answer, Runner, statement_at

#: Nothing can tell these from the code as it is: small numbers and None are the same object, too.
ALIKE = ("Eq_Is", "NotEq_IsNot", "Is_Eq", "IsNot_NotEq", "Eq_IsNot", "NotEq_Is", "Is_NotEq", "IsNot_Eq")
#: These need to be told names of variables.
TOLD = ("VariableReplacer", "VariableInserter")


@dataclass(frozen=True)
class Fault:
    """One fault: the n-th place of an operator in a module, and where that is (line, column)."""

    module: str
    operator: str
    occurrence: int
    place: tuple[int, int]


@dataclass(frozen=True)
class Verdict:
    """What became of a fault: the test that noticed it, or none of so many; the difference it makes to the source."""

    fault: Fault
    noticed_by: str
    tests: int
    difference: str


@dataclass(frozen=True)
class Fixed:
    """A change of one place of a module of the engine, and the file of tests that answers for it."""

    module: str
    sound: str
    spoilt: str
    tests: str
    is_fault: bool = True


#: The short form: the last one changes nothing, so that it must pass.
FIXED = (
    Fixed("lives.py", "now + hours * HOUR", "now - hours * HOUR", "test_levels_and_lives.py"),
    Fixed("stacking.py", "off > held[0]", "off < held[0]", "test_discount_effects.py"),
    Fixed("redeeming.py", "asked < limits.minimum", "asked <= limits.minimum", "test_quote_examples.py"),
    Fixed("ledger.py", "lot.expires_at is None, lot", "lot.expires_at is not None, lot", "test_quote_examples.py"),
    Fixed("points_back.py", "if rest and rules.debt", "if rest or rules.debt", "test_settlement.py"),
    Fixed("accruing.py", "rate > best[place]", "rate >= best[place]", "test_accruing.py"),
    Fixed("redeeming.py", "_WHOLE = 10_000", "_WHOLE = 10 * 1000", "test_redeeming.py", is_fault=False),
)


def annotations(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """(begin, end) of every annotation of a function or a variable within one."""
    spans = []
    for node in ast.walk(ast.parse(source)):
        found: list[ast.expr | None] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found = [node.returns, *(argument.annotation for argument in _arguments(node.args))]
            found += [inner.annotation for inner in ast.walk(node) if isinstance(inner, ast.AnnAssign)]
        for each in found:
            if each is not None and each.end_lineno is not None and each.end_col_offset is not None:
                spans.append(((each.lineno, each.col_offset), (each.end_lineno, each.end_col_offset)))
    return spans


def _arguments(arguments: ast.arguments) -> Iterator[ast.arg]:
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    yield from (each for each in (arguments.vararg, arguments.kwarg) if each is not None)


def faults_of(module: Path) -> Iterator[Fault]:
    """Every fault that could be put into a module of the checkout."""
    source = (ROOT / module).read_text(encoding="utf-8")
    spans = annotations(source)
    tree = get_ast(source)
    nodes = list(ast_nodes(tree))
    for name in operator_names():
        if name.endswith(ALIKE) or name.endswith(TOLD):
            continue
        operator = get_operator(name)()
        occurrence = 0
        for node in nodes:
            for begin, _ in operator.mutation_positions(node):
                if not any(start <= begin < end for start, end in spans):
                    yield Fault(str(module), name, occurrence, (begin[0], begin[1]))
                occurrence += 1


def sample(size: int, seed: int, only: str) -> list[Fault]:
    """Faults at `size` places drawn by a seed, one a place, so that an operator with many variants weighs no more."""
    by_place: defaultdict[tuple[str, tuple[int, int]], list[Fault]] = defaultdict(list)
    for module in sorted(path for path in (ROOT / ENGINE).rglob("*.py") if only in path.stem):
        for fault in faults_of(module.relative_to(ROOT)):
            by_place[fault.module, fault.place].append(fault)
    chance = random.Random(seed)
    places = sorted(by_place)
    chosen = chance.sample(places, min(size, len(places)))
    return [chance.choice(by_place[place]) for place in chosen]


def in_order(module: str, line: int, measured: Answer) -> list[str]:
    """The tests that reach the statement around a line: examples before properties, the quickest first."""
    statement = (module, statement_at(source_of(module), line))
    everywhere = statement in measured.before_all
    reaching = [name for name, test in measured.tests.items() if everywhere or statement in test.reached]
    return sorted(reaching, key=lambda name: (measured.tests[name].is_property, measured.tests[name].seconds))


@lru_cache
def source_of(module: str) -> str:
    """A module's source as it is."""
    return (ROOT / module).read_text(encoding="utf-8")


def difference(module: str, spoilt: str, name: str) -> str:
    """What a fault changes, as a difference with a line of context."""
    lines = unified_diff(source_of(module).splitlines(), spoilt.splitlines(), module, name, lineterm="", n=1)
    return "\n".join(lines)


def try_fault(fault: Fault, runner: Runner, measured: Answer, thorough: bool) -> Verdict:
    """Run the tests that could notice a fault, the quickest first, until one does."""
    spoilt = mutate_code(source_of(fault.module), get_operator(fault.operator)(), fault.occurrence)
    assert spoilt is not None, f"no such place: {fault}"
    order = in_order(fault.module, fault.place[0], measured)
    answer = runner.run(Path(fault.module), spoilt, order) if order else Answer()
    if thorough and not answer.failed:
        answer = runner.run(Path(fault.module), spoilt, None)
    return Verdict(fault, answer.failed, len(order), difference(fault.module, spoilt, fault.operator))


def try_all(faults: list[Fault], workers: int, thorough: bool) -> Iterator[Verdict]:
    """Measure the tests, then try every fault, `workers` at a time; verdicts in the order of the faults."""
    runner = Runner()
    measured = runner.measure()
    if measured.failed:
        raise SystemExit(f"The tests fail on the code as it is: {measured.failed}\n{measured.said}")
    taken = sum(test.seconds for test in measured.tests.values())
    print(f"{len(measured.tests)} tests, {taken:.0f} s", flush=True)
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(lambda fault: try_fault(fault, runner, measured, thorough), faults)


def main() -> int:
    """Draw, try and tell; 1 when the score is below the one asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__.split("\n\n")[0])
    parser.add_argument("--sample", type=int, default=500, help="places to try")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", help="modules whose name holds this")
    parser.add_argument("--at-least", type=float, default=0.0, metavar="PERCENT", help="fail below this score")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the verdicts in this file")
    parser.add_argument(
        "--again", type=Path, metavar="FILE", help="only what was not noticed by the verdicts kept here"
    )
    parser.add_argument("--thorough", action="store_true", help="run every test before a fault counts as not noticed")
    parser.add_argument("--short", action="store_true", help="a few fixed faults, seconds")
    arguments = parser.parse_args()
    if arguments.short:
        return short(arguments.workers)
    faults = kept(arguments.again) if arguments.again else sample(arguments.sample, arguments.seed, arguments.only)
    print(f"{len(faults)} faults, seed {arguments.seed}", flush=True)
    began = time.monotonic()
    verdicts: list[Verdict] = []
    for verdict in try_all(faults, arguments.workers, arguments.thorough):
        verdicts.append(verdict)
        if not verdict.noticed_by:
            where = f"fault {len(verdicts)} of {len(faults)}, reached by {verdict.tests} tests"
            print(f"\nnot noticed, {where}:\n{verdict.difference}", flush=True)
    score = report(verdicts, time.monotonic() - began)
    if arguments.json:
        lines = [{**vars(verdict.fault), "noticed_by": verdict.noticed_by} for verdict in verdicts]
        arguments.json.write_text(json.dumps(lines, indent=1), encoding="utf-8")
    return 0 if score >= arguments.at_least else 1


def short(workers: int) -> int:
    """Try the fixed faults, and code that only reads otherwise; 1 unless each meets what it should."""
    runner = Runner()

    def one(fixed: Fixed) -> bool:
        source = source_of(f"{ENGINE}/{fixed.module}")
        assert source.count(fixed.sound) == 1, f"not once in {fixed.module}: {fixed.sound}"
        spoilt = source.replace(fixed.sound, fixed.spoilt)
        answer = runner.run(ENGINE / fixed.module, spoilt, None, f"{TESTS}/{fixed.tests}")
        met = bool(answer.failed) is fixed.is_fault and answer.ran > 0
        told = f"noticed by {answer.failed}" if answer.failed else f"not noticed by {answer.ran} tests"
        shown = difference(f"{ENGINE}/{fixed.module}", spoilt, fixed.tests)
        print(f"{'as it should' if met else 'WRONG'}: {told}\n{shown}\n", flush=True)
        return met

    with ThreadPoolExecutor(workers) as pool:
        return 0 if all(list(pool.map(one, FIXED))) else 1


def kept(file: Path) -> list[Fault]:
    """What earlier verdicts call not noticed; the engine must be as it was."""
    faults = []
    for verdict in json.loads(file.read_text(encoding="utf-8")):
        if not verdict["noticed_by"]:
            place = (verdict["place"][0], verdict["place"][1])
            faults.append(Fault(verdict["module"], verdict["operator"], verdict["occurrence"], place))
    return faults


def report(verdicts: list[Verdict], seconds: float) -> float:
    """Print how many faults were noticed, in all and by module; the score in percent."""
    tried = Counter(verdict.fault.module for verdict in verdicts)
    noticed = Counter(verdict.fault.module for verdict in verdicts if verdict.noticed_by)
    print()
    for module in sorted(tried):
        print(f"{module:45} {noticed[module]:4} of {tried[module]:4}  {100 * noticed[module] / tried[module]:5.1f} %")
    score = 100 * noticed.total() / max(tried.total(), 1)
    print(f"noticed {noticed.total()} of {tried.total()} faults: {score:.1f} % in {seconds:.0f} s", flush=True)
    return score


if __name__ == "__main__":
    sys.exit(main())
