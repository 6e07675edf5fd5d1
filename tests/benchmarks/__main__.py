"""`python -m tests.benchmarks [NAME…]`: every promise about speed and size, as a ratio to its limit.

Each `bench_*.py` here has `run() -> list[Result]` and runs in a fresh process of its own, one after the
other, so that none finds the memory or the caches of another.  Exits with 1 if a promise is not kept, or a
benchmark fell.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from tests.benchmarks.result import Result

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
#: A benchmark that has not ended by then hangs.
LONGEST_S = 1800


def measure(path: Path) -> list[Result]:
    """Run one benchmark here, in this process."""
    sys.path.insert(0, str(ROOT))
    spec = importlib.util.spec_from_file_location(f"tests.benchmarks.{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    results: list[Result] = module.run()
    return results


def measure_apart(path: Path) -> list[Result] | None:
    """Run one benchmark in a process of its own; None if it fell, its words being on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "results.json"
        command = [sys.executable, "-m", "tests.benchmarks", "--one", str(path), "--answer", str(answer)]
        home = {"CASHIER_HOME": str(Path(folder) / "home"), "QT_QPA_PLATFORM": "offscreen"}
        try:
            done = subprocess.run(command, cwd=ROOT, env={**os.environ, **home}, timeout=LONGEST_S, check=False)
        except subprocess.TimeoutExpired:
            print(f"{path.stem}: did not end within {LONGEST_S} s")
            return None
        if done.returncode or not answer.exists():
            print(f"{path.stem}: fell with exit code {done.returncode}")
            return None
        return msgspec.json.decode(answer.read_bytes(), type=list[Result])


def number(value: float | None) -> str:
    """Three figures that matter."""
    if value is None:
        return ""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def row(result: Result) -> list[str]:
    """A result as the cells of a table."""
    verdict = "–" if result.informative else "ok" if result.kept else "NOT KEPT"
    limit = number(result.limit) if result.limit else ""
    ratio = f"{result.ratio:.2f}" if result.limit else ""
    reference = number(result.reference)
    return [result.name, number(result.measured), limit, result.unit, ratio, reference, verdict, result.note]


def table(results: list[Result]) -> str:
    """All results under each other."""
    rows = [["what", "measured", "limit", "unit", "of limit", "reference", "", "the reference is"], *map(row, results)]
    widths = [max(len(cells[n]) for cells in rows) for n in range(len(rows[0]))]
    right = {1, 2, 4, 5}
    lines = [
        "  ".join(c.rjust(w) if n in right else c.ljust(w) for n, (c, w) in enumerate(zip(cells, widths, strict=True)))
        for cells in rows
    ]
    return "\n".join(line.rstrip() for line in [lines[0], "-" * len(lines[0]), *lines[1:]])


def main() -> int:
    """Run the chosen benchmarks, or all; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("names", nargs="*", help="parts of the names of the benchmarks; none: all")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--answer", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        arguments.answer.write_bytes(msgspec.json.encode(measure(arguments.one)))
        return 0
    files = sorted(FOLDER.glob("bench_*.py"))
    chosen = [path for path in files if not arguments.names or any(name in path.stem for name in arguments.names)]
    if not chosen:
        print("There is no such benchmark. There are: " + ", ".join(path.stem for path in files))
        return 2
    results: list[Result] = []
    fell: list[str] = []
    for path in chosen:
        print(f"{path.stem} …", flush=True)
        began = time.monotonic()
        measured = measure_apart(path)
        print(f"{path.stem}: {time.monotonic() - began:.0f} s", flush=True)
        if measured is None:
            fell.append(path.stem)
        else:
            results += measured
    print("\n" + table(results))
    missed = [result.name for result in results if not result.kept]
    if missed:
        print("\nnot kept: " + "; ".join(missed))
    if fell:
        print("\nfell: " + ", ".join(fell))
    return 1 if missed or fell else 0


if __name__ == "__main__":
    sys.exit(main())
