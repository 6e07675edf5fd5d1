"""`python -m tests.mutation [--sample N] [--seed N]`: how many small faults in the loyalty engine its tests notice.

Places of `cashier_app/loyalty` are drawn at random by a seed, one fault is put into each (cosmic-ray's operators:
another operator, a comparison's boundary, a number, `and` for `or`, a loop that never runs, …), and the engine's own
tests are run against it in a copy of this checkout.  A fault that no test notices is printed with its difference.

Left out, since nothing could notice them: annotations (they are not evaluated), and `==` for `is`.  A fault that only
stops the program from being imported counts as noticed: tests that begin by importing see it.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from queue import SimpleQueue

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parent.parent
ENGINE = Path("cashier_app/loyalty")
TESTS = "tests/unit/loyalty"
#: What the engine's tests need of a checkout.
COPIED = ("cashier_app", "tests", "resources", "translations", "pyproject.toml")
#: Nothing can tell these from the code as it is: small numbers and None are the same object, too.
ALIKE = ("Eq_Is", "NotEq_IsNot", "Is_Eq", "IsNot_NotEq", "Eq_IsNot", "NotEq_Is", "Is_NotEq", "IsNot_Eq")
#: These need to be told names of variables.
TOLD = ("VariableReplacer", "VariableInserter")
#: A fault that loops for ever is noticed by this.
PATIENCE_S = 300.0


@dataclass(frozen=True)
class Fault:
    """One fault: the n-th place of an operator in a module, and where that is (line, column)."""

    module: str
    operator: str
    occurrence: int
    place: tuple[int, int]


@dataclass(frozen=True)
class Verdict:
    """What became of a fault: noticed by the tests, or not; the difference it makes to the source."""

    fault: Fault
    noticed: bool
    difference: str


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


def copy_checkout(to: Path) -> Path:
    """The part of the checkout that the engine's tests need."""
    for name in COPIED:
        here = ROOT / name
        if here.is_dir():
            shutil.copytree(here, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(here, to / name)
    return to


def run_tests(checkout: Path, seconds: float = PATIENCE_S) -> tuple[bool, str]:
    """Whether the engine's tests pass in a checkout, and what they said."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--tb=line", TESTS]
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"}
    shared = ROOT.parent / "shared" / "data"
    environment.setdefault("CASHIER_SHARED_DATA", str(shared))
    try:
        done = subprocess.run(
            command, cwd=checkout, env=environment, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return False, f"no end after {seconds:.0f} s"
    return done.returncode == 0, done.stdout + done.stderr


def try_fault(fault: Fault, checkout: Path) -> Verdict:
    """Put a fault into a checkout, run the tests, and take it out again."""
    path = checkout / fault.module
    sound = path.read_text(encoding="utf-8")
    spoilt = mutate_code(sound, get_operator(fault.operator)(), fault.occurrence)
    assert spoilt is not None, f"no such place: {fault}"
    path.write_text(spoilt, encoding="utf-8")
    try:
        passed, _ = run_tests(checkout)
    finally:
        path.write_text(sound, encoding="utf-8")
    lines = unified_diff(sound.splitlines(), spoilt.splitlines(), fault.module, fault.operator, lineterm="", n=1)
    return Verdict(fault, not passed, "\n".join(lines))


def try_all(faults: list[Fault], workers: int, folder: Path) -> Iterator[Verdict]:
    """Try every fault, `workers` at a time, each in a checkout of its own; verdicts in the order of the faults."""
    free: SimpleQueue[Path] = SimpleQueue()
    for number in range(workers):
        free.put(copy_checkout(folder / str(number)))
    first = free.get()
    passed, said = run_tests(first)
    free.put(first)
    if not passed:
        raise SystemExit(f"The tests fail on the code as it is:\n{said}")

    def one(fault: Fault) -> Verdict:
        checkout = free.get()
        try:
            return try_fault(fault, checkout)
        finally:
            free.put(checkout)

    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(one, faults)


def main() -> int:
    """Draw, try and tell; 1 when the score is below the one asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__.split("\n\n")[0])
    parser.add_argument("--sample", type=int, default=500, help="places to try")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", help="modules whose name holds this")
    parser.add_argument("--at-least", type=float, default=0.0, metavar="PERCENT", help="fail below this score")
    parser.add_argument("--json", type=Path, help="keep the verdicts in this file")
    arguments = parser.parse_args()
    faults = sample(arguments.sample, arguments.seed, arguments.only)
    print(f"{len(faults)} faults, seed {arguments.seed}", flush=True)
    began = time.monotonic()
    verdicts: list[Verdict] = []
    with tempfile.TemporaryDirectory(prefix="mutation") as folder:
        for verdict in try_all(faults, arguments.workers, Path(folder)):
            verdicts.append(verdict)
            if not verdict.noticed:
                print(f"\nnot noticed, fault {len(verdicts)} of {len(faults)}:\n{verdict.difference}", flush=True)
    score = report(verdicts, time.monotonic() - began)
    if arguments.json:
        kept = [{**vars(verdict.fault), "noticed": verdict.noticed} for verdict in verdicts]
        arguments.json.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return 0 if score >= arguments.at_least else 1


def report(verdicts: list[Verdict], seconds: float) -> float:
    """Print how many faults were noticed, in all and by module; the score in percent."""
    tried = Counter(verdict.fault.module for verdict in verdicts)
    noticed = Counter(verdict.fault.module for verdict in verdicts if verdict.noticed)
    print()
    for module in sorted(tried):
        print(f"{module:45} {noticed[module]:4} of {tried[module]:4}  {100 * noticed[module] / tried[module]:5.1f} %")
    score = 100 * noticed.total() / max(tried.total(), 1)
    print(f"noticed {noticed.total()} of {tried.total()} faults: {score:.1f} % in {seconds:.0f} s", flush=True)
    return score


if __name__ == "__main__":
    sys.exit(main())
