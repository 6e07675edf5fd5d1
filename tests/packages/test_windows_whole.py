"""The installer for Windows with its wheels, its types there, and a silent installation under Wine; minutes of work.

Only with WINDOWS_WHOLE in the environment: wheels of 120 MB are fetched.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from installer.packages.windows import ROOT, compile_all, fetch, locked, main, sqlite_version, unpack, write_program

pytestmark = pytest.mark.timeout(1800)

#: Libraries that every Windows 10 has, and those of Python's own folder.
SYSTEM = re.compile(
    r"(api-ms-win-.*|advapi32|authz|bcrypt(primitives)?|combase|comctl32|comdlg32|crypt32|d3d(9|11|12|compiler_47)|dwmapi"
    r"|dwrite|dxgi|gdi32|icuuc|imm32|iphlpapi|kernel32|mpr|msvcrt|ncrypt|netapi32|ntdll|ole32|oleaut32|opengl32|psapi"
    r"|python3(11)?|rpcrt4|secur32|setupapi|shcore|shell32|shlwapi|uiautomationcore|user32|userenv|uxtheme|version"
    r"|vcruntime140(_1)?|winmm|ws2_32|wtsapi32)(\.dll)?"
)


@pytest.fixture(scope="module")
def payload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the installer would put in place, without Python."""
    folder = tmp_path_factory.mktemp("whole")
    write_program(folder / "payload", "1.2.3")
    fetch(folder / "wheels")
    unpack(sorted((folder / "wheels").glob("*.whl")), folder / "payload")
    compile_all(folder / "payload")
    return folder / "payload"


def test_every_locked_package_is_there_with_its_licence(payload: Path) -> None:
    there = {canonicalize_name(path.name.split("-")[0]) for path in (payload / "packages").glob("*.dist-info")}
    wanted = {canonicalize_name(each.name) for each in locked()}
    assert wanted == there
    for folder in (payload / "licences").iterdir():
        assert list(folder.iterdir()), f"no word about the rights of {folder.name}"
    (library,) = (payload / "packages" / "pysqlite3").glob("_sqlite3*.pyd")
    assert sqlite_version(library.read_bytes()) >= (3, 51, 3)


def test_every_library_that_a_library_needs_is_there(payload: Path) -> None:
    libraries = [path for path in (payload / "packages").rglob("*") if path.suffix in (".pyd", ".dll")]
    assert len(libraries) > 80
    have = {path.name.lower() for path in libraries}
    done = subprocess.run(["objdump", "-p", *map(str, libraries)], capture_output=True, text=True, check=True)
    needed = {name.lower() for name in re.findall(r"DLL Name: (\S+)", done.stdout)}
    assert {name for name in needed - have if not SYSTEM.fullmatch(name)} == set()


def test_bytecode_lies_beside_every_module(payload: Path) -> None:
    for name in ("cashier_app/cli", "cashier_app/ui/app"):
        place = payload / "program" / name
        assert (place.parent / "__pycache__" / f"{place.name}.cpython-311.pyc").exists()


def test_types_hold_on_windows() -> None:
    cache = str(ROOT / ".mypy_cache" / "windows")
    options = ["--platform", "win32", "--no-warn-unreachable", "--cache-dir", cache, "--no-error-summary"]
    command = [sys.executable, "-m", "mypy", *options, "cashier_app"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


# --- under Wine --------------------------------------------------------------------------------------------


class Machine:
    """A Windows of Wine's in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.drive = folder / "drive_c"
        self.environment = {**os.environ, "WINEPREFIX": str(folder), "WINEDEBUG": "-all"}
        self.run("winecfg", "-v", "win10")
        self.program = self.drive / "Program Files" / "cashier-app"
        self.data = self.drive / "ProgramData" / "cashier-app"

    def run(self, *words: str) -> int:
        """A program to its end; its exit code."""
        return subprocess.run(["wine", *words], env=self.environment, capture_output=True, check=False).returncode

    def registry(self, key: str) -> str:
        """What `reg query` says."""
        done = subprocess.run(["wine", "reg", "query", key], env=self.environment, capture_output=True, check=False)
        return done.stdout.decode(errors="replace")

    def wait_for(self, *gone: Path) -> None:
        """An uninstaller goes on behind the one that was started."""
        for _ in range(600):
            if not any(path.exists() for path in gone):
                return
            threading.Event().wait(0.1)
        raise AssertionError(f"still there: {gone}")

    def switch_off(self) -> None:
        """End everything of this folder's."""
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False)
        subprocess.run(["wineserver", "-w"], env=self.environment, check=False)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    if not shutil.which("wine"):
        pytest.fail("Wine is missing. In Debian: apt install wine64 wine")
    there = Machine(tmp_path / "wine")
    try:
        yield there
    finally:
        there.switch_off()


def test_silent_installation_upgrade_refusals_and_removal(machine: Machine, tmp_path: Path) -> None:
    assert main(["--stub", "--version", "1.2.3", "--into", str(tmp_path)]) == 0
    setup = str(next(tmp_path.glob("*.exe")))
    kept, uninstall = (
        r"HKLM\Software\cashier-app",
        r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\cashier-app",
    )
    run_key = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Run"

    def shortcuts() -> int:
        return len([path for path in machine.drive.rglob("*.lnk") if path.stem in ("Till", "Касса")])

    assert machine.run(setup, "/S", "/NODE=1", "/PORT=9001") == 0
    assert {path.name for path in machine.program.iterdir()} == {
        *("bin", "licences", "packages", "program", "runtime", "uninstall.exe")
    }
    assert "1.2.3" in machine.registry(uninstall)
    assert re.search(r"Node\s+REG_DWORD\s+0x1", machine.registry(kept))
    assert "9001" in machine.registry(kept)
    assert "pythonw.exe" in machine.registry(run_key)
    assert shortcuts() == 2
    assert (machine.data / "settings.toml").read_text().splitlines() == ["[node]", 'host = "0.0.0.0"']

    # over it: data and choices stay, what the new version lacks goes
    (machine.data / "settings.toml").write_text("# mine\n")
    stale = machine.program / "program" / "stale.py"
    stale.touch()
    assert machine.run(setup, "/S", "/TILL=0") == 0
    assert not stale.exists()
    assert (machine.data / "settings.toml").read_text() == "# mine\n"
    assert re.search(r"Node\s+REG_DWORD\s+0x1", machine.registry(kept)), "what was chosen before stays chosen"
    assert "pythonw.exe" not in machine.registry(run_key), "no start of a till that is not installed"
    assert shortcuts() == 0

    # refusals
    assert machine.run(setup, "/S", "/NODE=yes") == 2
    assert machine.run(setup, "/S", "/PORT=0") == 2
    assert machine.run(setup, "/S", r"/ANSWERS=C:\none.toml") == 2
    (machine.drive / "a.toml").write_text("# nothing\n")
    assert machine.run(setup, "/S", r"/ANSWERS=C:\a.toml") > 20, "the stub has no Python to read answers with"
    assert (machine.data / "logs" / "provision.log").exists()
    lock = machine.data / "data" / "till" / "till.lock"
    lock.parent.mkdir(parents=True)
    (machine.drive / "hold.cmd").write_text(
        "@ping -n 600 127.0.0.1 > C:\\ProgramData\\cashier-app\\data\\till\\till.lock\r\n"
    )
    with subprocess.Popen(["wine", "cmd", "/c", r"C:\hold.cmd"], env=machine.environment) as till:
        while not lock.exists():
            threading.Event().wait(0.05)
        stale.touch()
        assert machine.run(setup, "/S") == 3, "nobody is thrown out of a till that works"
        assert stale.exists()
        machine.switch_off()
        till.wait(30)

    assert machine.run(str(machine.program / "uninstall.exe"), "/S") == 0
    machine.wait_for(machine.program)
    assert (machine.data / "settings.toml").exists(), "receipts and points stay unless somebody says otherwise"
    assert "DisplayName" not in machine.registry(uninstall)
    assert machine.run(setup, "/S") == 0
    assert machine.run(str(machine.program / "uninstall.exe"), "/S", "/DATA=1") == 0
    machine.wait_for(machine.program, machine.data)
