"""The loyalty engine's tests in a process of their own, on an engine changed in memory: no file is touched.

`Runner` keeps a server that has imported what is the same for every run (pytest, hypothesis) and forks from it, so
that a run takes half a second and what its tests take.  `measure` runs all tests on an engine that notes each of its
statements as it is reached: which tests reach which statement, and how long each test takes.  `run` runs chosen
tests, in a chosen order, on a module with another source, up to the first that fails.

Both see the same: strings hash alike, properties try the same examples, nothing is cached from one test to the next
while it is measured.  A failing property is not made smaller; that is the only difference from an ordinary run.
"""

from __future__ import annotations

import ast
import functools
import gc
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import _hypothesis_pytestplugin
import hypothesis
import hypothesis.strategies
import msgspec  # noqa: F401  imported once for all runs
import pytest
import pytest_timeout

ROOT = Path(__file__).resolve().parent.parent
ENGINE = Path("cashier_app/loyalty")
TESTS = "tests/unit/loyalty"
#: A test that loops for ever fails after this.
TEST_PATIENCE_S = 60
#: A run that not even that ends (it loops while it is imported) fails after this.
RUN_PATIENCE_S = 900.0
#: What a run may take of memory, so that a loop that only collects fails before the machine does.
MEMORY_BYTES = 4 << 30

Statement = tuple[str, int]


# --- the engine as it is not -----------------------------------------------------------------------------


def statements_of(tree: ast.Module) -> Iterator[tuple[int, int, int]]:
    """(first line, last line, line it is known by) of each statement; decorators belong to theirs."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            decorators = getattr(node, "decorator_list", [])
            first = min([node.lineno, *(each.lineno for each in decorators)])
            yield first, node.end_lineno or node.lineno, node.lineno


def statement_at(source: str, line: int) -> int:
    """The line by which the smallest statement around a line is known."""
    around = [each for each in statements_of(ast.parse(source)) if each[0] <= line <= each[1]]
    return min(around, key=lambda each: (each[1] - each[0], -each[2]))[2]


class Noting(ast.NodeTransformer):
    """Puts `__reached__((module, line))` before every statement."""

    def __init__(self, module: str) -> None:
        self.module = module

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                noted = [each for statement in block for each in self._noted(statement)]
                setattr(node, name, noted)
        return node

    def _noted(self, statement: ast.stmt) -> list[ast.stmt]:
        docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if docstring or (isinstance(statement, ast.ImportFrom) and statement.module == "__future__"):
            return [statement]
        key = ast.Constant((self.module, statement.lineno))
        note = ast.Expr(ast.Call(ast.Name("__reached__", ast.Load()), [key], []))
        return [ast.fix_missing_locations(ast.copy_location(note, statement)), statement]


class Changed(SourceFileLoader):
    """Loads a module from another source, or as it is but noting what it reaches; never from a kept bytecode."""

    def __init__(self, fullname: str, path: str, source: str | None, reached: set[Statement]) -> None:
        super().__init__(fullname, path)
        self.source = source
        self.reached = reached

    def get_code(self, fullname: str) -> CodeType:
        if self.source is not None:
            return compile(self.source, self.path, "exec", dont_inherit=True)
        sound = ast.parse(Path(self.path).read_text(encoding="utf-8"))
        noting = Noting(str(Path(self.path).relative_to(ROOT))).visit(sound)
        return compile(noting, self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__reached__"] = self.reached.add
        super().exec_module(module)


class Engine(MetaPathFinder):
    """Finds the changed modules: one with another source, or (`source` None) a package that notes what it reaches."""

    def __init__(self, module: str, source: str | None) -> None:
        self.module = module
        self.source = source
        self.reached: set[Statement] = set()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        changed = fullname == self.module or (self.source is None and f"{fullname}.".startswith(f"{self.module}."))
        if not changed:
            return None
        spec = PathFinder.find_spec(fullname, path)
        assert spec is not None, f"no such module: {fullname}"
        assert spec.origin is not None, f"a module without a file: {fullname}"
        assert Path(spec.origin).is_relative_to(ROOT), f"another checkout's module: {spec.origin}"
        spec.loader = Changed(fullname, spec.origin, self.source, self.reached)
        return spec


# --- what a run is asked and answers ---------------------------------------------------------------------


@dataclass(frozen=True)
class Measured:
    """What a test reaches of the engine beyond what is reached before every test; seconds; whether it is a property."""

    reached: frozenset[Statement]
    seconds: float
    is_property: bool


@dataclass
class Answer:
    """How a run ended: the test that failed (or the step before any), what was said; what was measured."""

    failed: str = ""
    said: str = ""
    ran: int = 0
    tests: dict[str, Measured] = field(default_factory=dict)
    before_all: frozenset[Statement] = frozenset()


class Choice:
    """pytest plugin: chosen tests in their order, those that nobody knew after them; tells which one failed."""

    def __init__(self, order: Sequence[str] | None, known: frozenset[str], answer: Answer) -> None:
        self.place = None if order is None else {name: place for place, name in enumerate(order)}
        self.known = known
        self.answer = answer

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """As in every change's run, but without making failures smaller, and slow machines are no failures."""
        hypothesis.settings.register_profile(
            "changed",
            hypothesis.settings.get_profile("ci"),
            phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate, hypothesis.Phase.target),
            suppress_health_check=[hypothesis.HealthCheck.too_slow],
        )
        hypothesis.settings.load_profile("changed")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        place = self.place
        if place is not None:
            items[:] = [item for item in items if item.nodeid in place or item.nodeid not in self.known]
            items.sort(key=lambda item: place.get(item.nodeid, len(place)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.answer.ran += report.when == "call"
        if report.failed and not self.answer.failed:
            self.answer.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.answer.failed:
            self.answer.failed = f"collecting {report.nodeid}"


class Measure:
    """pytest plugin: what each test reaches, of fixtures that are kept for several tests each time anew."""

    def __init__(self, reached: set[Statement], answer: Answer) -> None:
        self.reached = reached
        self.answer = answer
        self.by_fixture: dict[str, set[Statement]] = {}
        self.caches: list[functools._lru_cache_wrapper[Any]] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.answer.before_all = frozenset(self.reached)
        self.caches = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]
        self.caches = [each for each in self.caches if str(each.__module__).startswith(("cashier_app.", "tests."))]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        before = set(self.reached)
        self.reached.clear()
        try:
            return (yield)
        finally:
            if fixturedef.scope != "function":
                self.by_fixture.setdefault(fixturedef.argname, set()).update(self.reached)
            self.reached |= before

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        for cache in self.caches:
            cache.cache_clear()
        prepared = sys.modules.get("cashier_app.loyalty.prepared")
        if prepared is not None:
            prepared._ready.clear()  # versions that are indexed already
        self.reached.clear()
        began = time.perf_counter()
        done = yield
        seconds = time.perf_counter() - began
        fixtures = [self.by_fixture.get(name, set()) for name in getattr(item, "fixturenames", ())]
        reached = frozenset(self.reached.union(*fixtures) - self.answer.before_all)
        is_property = hypothesis.is_hypothesis_test(getattr(item, "obj", None))
        self.answer.tests[item.nodeid] = Measured(reached, seconds, is_property)
        return done


# --- in the forked process -------------------------------------------------------------------------------


def _run(
    pipe: Connection, module: str, source: str | None, tests: str, order: list[str] | None, known: frozenset[str]
) -> None:
    """One pytest on a changed engine; its answer goes into the pipe."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    os.chdir(ROOT)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        del os.environ[name]
    os.environ.update(HYPOTHESIS_PROFILE="ci", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", QT_QPA_PLATFORM="offscreen")
    engine = Engine(module, source)
    sys.meta_path.insert(0, engine)
    answer = Answer()
    plugins: list[object] = [_hypothesis_pytestplugin, pytest_timeout, Choice(order, known, answer)]
    if source is None:
        plugins.append(Measure(engine.reached, answer))
    options = ["-q", "-x", "-c", os.devnull, "--rootdir", str(ROOT), "-W", "error", "--import-mode=importlib"]
    options += ["-p", "no:cacheprovider", "--assert=plain", "--tb=short", "--no-header", "--strict-markers"]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
        code = pytest.main([*options, f"--timeout={TEST_PATIENCE_S}", *tests.split()], plugins=plugins)
        sys.stdout.flush()
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            answer.failed = answer.failed or f"pytest ended with {code}"
            said.seek(0)
            answer.said = said.read()[-4000:]
    pipe.send(answer)


# --- in the process that asks ----------------------------------------------------------------------------


class Runner:
    """Runs the engine's tests in forked processes; may be asked by several threads."""

    def __init__(self) -> None:
        os.environ["PYTHONHASHSEED"] = "0"
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__])
        self._known: frozenset[str] = frozenset()

    def measure(self) -> Answer:
        """All tests on the sound engine, measured."""
        answer = self._ask(str(ENGINE).replace("/", "."), None, TESTS, None)
        self._known = frozenset(answer.tests)
        return answer

    def run(self, module: Path, source: str, order: list[str] | None, tests: str = TESTS) -> Answer:
        """Tests on the engine with another source of one module, up to the first that fails; `order` None: all."""
        name = ".".join(module.with_suffix("").parts).removesuffix(".__init__")
        return self._ask(name, source, tests, order)

    def _ask(self, module: str, source: str | None, tests: str, order: list[str] | None) -> Answer:
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_run, args=(theirs, module, source, tests, order, self._known))
        process.start()
        theirs.close()
        try:
            if not ours.poll(RUN_PATIENCE_S):
                return Answer(failed=f"no end after {RUN_PATIENCE_S:.0f} s")
            return ours.recv()  # type: ignore[no-any-return]
        except EOFError:
            process.join()
            return Answer(failed=f"the process ended with {process.exitcode}")
        finally:
            process.kill()
            process.join()
            ours.close()
