"""The bootstrap: locks with every hash and no address, words instead of guesses, half-made things made anew."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, working in an empty checkout."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "installer" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    places = {
        "ROOT": tmp_path,
        "VENV": venv,
        "STAMP": venv / "installed.stamp",
        "UNFINISHED": venv / "installing.mark",
        "SCRIPTS": venv / "bin",
        "PYTHON": venv / "bin" / "python",
    }
    for name, place in places.items():
        monkeypatch.setattr(module, name, place)
    (tmp_path / "installer").mkdir()
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / "installer" / name).write_text("", encoding="utf-8")
    return module


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Package → version and number of hashes of a lock file."""
    text = (ROOT / "installer" / name).read_text(encoding="utf-8")
    found = {}
    for block in re.split(r"\n(?=\S)", text.strip()):
        match = re.match(r"([a-z0-9-]+)==([^ ;\\]+)", block)
        assert match, block
        found[match[1]] = (match[2], block.count("--hash=sha256:"))
    return found


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_locks_pin_and_hash_everything_and_name_no_address(name: str) -> None:
    assert all(hashes > 0 for _, hashes in locked(name).values())
    text = (ROOT / "installer" / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in re.sub(r"--hash\S+", "", text)


def test_locks_hold_every_dependency_in_one_version() -> None:
    product, tests = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {name: tests[name][0] for name in product} == {name: version for name, (version, _) in product.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[<>=\[ ]", line)[0].lower() for line in project["dependencies"]}
    assert wanted <= product.keys()
    development = {re.split(r"[<>=\[ ]", line)[0].lower() for line in project["optional-dependencies"]["dev"]}
    assert development <= tests.keys()


def test_without_the_right_to_install_the_exact_command_is_said(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(bootstrap.Stop) as caught:
        bootstrap.install_packages(["libgl1", "xvfb"])
    assert "sudo apt-get install -y --no-install-recommends libgl1 xvfb" in str(caught.value)


def test_a_library_that_is_missing_names_its_package(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "LIBRARIES", {"libc.so.6": "libc6", "libnobody-has-this.so.7": "libnobody7"})
    monkeypatch.setattr(bootstrap, "TEST_PROGRAMS", {"nobody-has-this": "nobody"})
    assert bootstrap.missing_packages(for_tests=False) == ["libnobody7"]
    assert bootstrap.missing_packages(for_tests=True) == ["libnobody7", "nobody"]


def make_empty_environment(bootstrap: ModuleType) -> None:
    """What the bootstrap makes when there is nothing to install."""
    with bootstrap.alone() as held:
        bootstrap.make_environment(False, held)


def test_environment_is_made_once_and_imports_the_checkout(bootstrap: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "cashier_app").mkdir()
    (tmp_path / "cashier_app" / "__init__.py").touch()
    (tmp_path / "cashier_app" / "start.py").write_text("def main():\n    print('hello')\n    return 3\n")
    (tmp_path / "installer" / "requirements.txt").write_text("# nothing\n")
    assert not bootstrap.is_ready(False)
    make_empty_environment(bootstrap)
    assert bootstrap.is_ready(False)
    assert not bootstrap.is_ready(True)
    done = subprocess.run([tmp_path / ".venv" / "bin" / "cashier-app"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("hello\n", 3)
    # another interpreter, other requirements, an interrupted installation: not ready
    (tmp_path / "installer" / "requirements.txt").write_text("# something else\n")
    assert not bootstrap.is_ready(False)
    (tmp_path / "installer" / "requirements.txt").write_text("# nothing\n")
    assert bootstrap.is_ready(False)
    bootstrap.UNFINISHED.touch()
    assert not bootstrap.is_ready(False)
    assert not bootstrap.is_usable()
    make_empty_environment(bootstrap)
    assert bootstrap.is_ready(False)


def test_old_python_is_told(tmp_path: Path) -> None:
    script = (
        f"import sys, runpy; sys.version_info = (3, 10, 0); sys.argv = ['bootstrap.py', 'check'];"
        f"runpy.run_path({str(ROOT / 'installer' / 'bootstrap.py')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Python 3.11 or later is needed; this is 3.10" in done.stderr
