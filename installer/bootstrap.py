"""From a bare machine to a running shop: `python3 installer/bootstrap.py demo` (or test, run, bench, soak, check).

Needs nothing but Python 3.11 or later of the system.  It installs the system libraries that are missing
(with apt as root or through sudo without a password, else it prints the command and stops), makes `.venv` in
this checkout from the hash-locked requirements beside this file, and starts the command there.  All of it is
done once: a stamp tells the next run that nothing has changed.  An interrupted run is taken up by the next.

The requirements are locked by
  uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --no-annotate --python-version 3.11 \
      pyproject.toml -o installer/requirements.txt
and the same with `--extra dev -c installer/requirements.txt --no-emit-package yattag … -o
installer/requirements-dev.txt` (yattag has no wheel, and draws only cosmic-ray's HTML reports, which nobody asks for).
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.stamp"
#: There while packages are being put in: found by the next run, it means that they are half there.
UNFINISHED = VENV / "installing.mark"
WINDOWS = sys.platform == "win32"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
OLDEST_PYTHON = (3, 11)
NEEDED_MEGABYTES = 1500

#: What Qt loads at run time, and the Debian package that carries it.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    # a real window; Qt names libxcb-cursor0 whichever of them is missing
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
#: Programs that the tests start: a screen of their own, a hand on its keyboard, the installer for Windows and a look
#: into it, a compiler for what writes down a program's calls.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "makensis": "nsis",
    "7z": "p7zip-full",
    "g++": "g++",
    # what Debian packages consist of is looked at by Debian's own tools
    "dpkg-deb": "dpkg",
    "systemd-analyze": "systemd",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "man": "man-db",
}
#: What packages are built with, beside the environment.
PACKAGE_PROGRAMS = {"objdump": "binutils", "strip": "binutils", "chrpath": "chrpath", "dpkg-deb": "dpkg"}


class Stop(Exception):
    """What a person has to do before it can go on."""


class Steps:
    """Prints what is being done, and how long it took."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.number = 0

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        """One step; its name is printed at once, its time at the end."""
        self.number += 1
        print(f"[{self.number}/{self.total}] {name} …", flush=True)
        began = time.monotonic()
        yield
        print(f"[{self.number}/{self.total}] {name}: done in {time.monotonic() - began:.1f} s", flush=True)


def run(command: Sequence[object], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command; `Stop` with its name if it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, check=False, **options)
    if done.returncode:
        raise Stop(f"This command failed with exit code {done.returncode}:\n  {shlex.join(words)}")
    return done


# --- the system ------------------------------------------------------------------------------------------


def has_library(name: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_packages(for_tests: bool, for_packages: bool = False) -> list[str]:
    """Debian packages whose libraries and programs this machine lacks."""
    missing = []
    if not VENV.exists() and not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        missing.append("python3-venv")
    if sys.platform.startswith("linux"):
        missing += [package for library, package in LIBRARIES.items() if not has_library(library)]
        if for_tests:
            missing += [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
        if for_packages:
            missing += sorted({package for name, package in PACKAGE_PROGRAMS.items() if not shutil.which(name)})
    return missing


def install_packages(packages: list[str]) -> None:
    """Install with apt as root or through sudo; `Stop` with the exact command where that is not allowed."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise Stop("These are missing, under the names they have in Debian:\n  " + " ".join(packages))
    sudo: list[str] = []
    if os.geteuid() != 0:
        sudo = ["sudo", "-n"]
        allowed = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False)
        if not allowed or allowed.returncode:
            raise Stop(
                "System packages are missing. Run this, then the same command again:\n"
                f"  sudo apt-get update && sudo {shlex.join(command)}"
            )
    quiet = [] if sys.stdout.isatty() else ["-qq"]
    front = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", *quiet]
    install = [*front, *command[1:]]
    print("    " + " ".join(packages), flush=True)
    if any(Path("/var/lib/apt/lists").glob("*_Packages*")) and subprocess.run(install, check=False).returncode == 0:
        return
    # A fresh machine has no lists, and old lists name packages that are gone.
    run([*front, "update"])
    run(install)


# --- the environment -------------------------------------------------------------------------------------


def requirements(for_tests: bool) -> Path:
    """The locked requirements: those of the tests contain those of the product."""
    return ROOT / "installer" / ("requirements-dev.txt" if for_tests else "requirements.txt")


def fingerprint(for_tests: bool) -> str:
    """What the environment is made of: requirements, this program, interpreter, this checkout's place."""
    content = requirements(for_tests).read_bytes() + Path(__file__).read_bytes()
    content += f"{sys.version} {sys.base_prefix} {ROOT}".encode()
    return hashlib.sha256(content).hexdigest()


def environment() -> dict[str, str]:
    """Variables for the environment's own programs, without what would lead them astray."""
    unwanted = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PYTHONNOUSERSITE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "VIRTUAL_ENV": str(VENV)}


def is_ready(for_tests: bool) -> bool:
    """Whether the environment was finished with these very requirements, or with the tests' which contain them."""
    try:
        stamp = STAMP.read_text(encoding="utf-8").split()
    except OSError:
        return False
    wanted = [fingerprint(True)] if for_tests else [fingerprint(True), fingerprint(False)]
    return not UNFINISHED.exists() and PYTHON.exists() and any(print_ in stamp for print_ in wanted)


def is_usable() -> bool:
    """Whether what stands there can be taken up: a whole environment of this interpreter with pip."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    test = "import sys, pip; print(sys.version)"
    done = subprocess.run([str(PYTHON), "-c", test], capture_output=True, text=True, check=False, env=environment())
    return done.returncode == 0 and done.stdout.strip() == sys.version.strip()


def make_environment(for_tests: bool, held: list[int]) -> None:
    """Make `.venv`, or bring it to the locked requirements; a half-made one is made anew.

    The files `held` stay open in pip: should this run be killed, the next one waits for what it left at work.
    """
    free = shutil.disk_usage(ROOT).free // 2**20
    if not is_usable():
        if free < NEEDED_MEGABYTES:
            raise Stop(f"{ROOT} has {free} MB left; {NEEDED_MEGABYTES} MB are needed.")
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", VENV], env=environment())
    STAMP.unlink(missing_ok=True)
    UNFINISHED.touch()
    # Every package is named and hashed; wheels only, since building one would fetch what no hash covers.
    options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", requirements(for_tests)]
    progress = [] if sys.stdout.isatty() else ["--quiet", "--progress-bar", "off"]
    run([PYTHON, "-m", "pip", "install", *progress, *options], env=environment(), cwd=ROOT, pass_fds=held)
    add_this_checkout()
    UNFINISHED.unlink()
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(fingerprint(for_tests) + "\n", encoding="utf-8")
    fresh.replace(STAMP)


def add_this_checkout() -> None:
    """Let the environment import this checkout, and start it as `cashier-app`: nothing is built or fetched."""
    where = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    done = run([PYTHON, "-c", where], capture_output=True, text=True, env=environment())
    (Path(done.stdout.strip()) / "cashier_app_checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if not WINDOWS:
        script = SCRIPTS / "cashier-app"
        # a server's worker reads the program that began it again, and must not begin another one
        guarded = 'if __name__ == "__main__":\n    sys.exit(main())\n'
        lines = f"#!{PYTHON}\nimport sys\n\nfrom cashier_app.start import main\n\n{guarded}"
        script.write_text(lines, encoding="utf-8")
        script.chmod(0o755)


def check_qt() -> None:
    """Draw one window offscreen: `Stop` with the loader's words if a library is still missing."""
    program = "from PySide6.QtWidgets import QApplication, QWidget; a = QApplication([]); QWidget().grab()"
    plain = {**environment(), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([str(PYTHON), "-c", program], capture_output=True, text=True, check=False, env=plain)
    if done.returncode:
        raise Stop(f"Qt does not start:\n{done.stderr.strip()}")


@contextlib.contextmanager
def alone() -> Iterator[list[int]]:
    """Wait until no other run of this program changes this checkout; gives what its children have to hold open."""
    if WINDOWS:
        yield []
        return
    import fcntl

    with (ROOT / ".bootstrap.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another run is preparing this checkout; waiting for it …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield [lock.fileno()]


def prepare(for_tests: bool, for_packages: bool = False) -> None:
    """Everything a command needs; seconds where it is there already."""
    with alone() as held:
        packages = missing_packages(for_tests, for_packages)
        ready = is_ready(for_tests)
        steps = Steps(bool(packages) + 2 * (not ready))
        if packages:
            with steps.step("System packages"):
                install_packages(packages)
        if not ready:
            with steps.step("Python packages, about 400 MB" if not VENV.exists() else "Python packages"):
                make_environment(for_tests, held)
            with steps.step("A first picture by Qt"):
                check_qt()


# --- the commands ----------------------------------------------------------------------------------------


def test_environment() -> dict[str, str]:
    """The conditions of every test run, here and in continuous integration: no screen, no settings of one's own."""
    own = ("CASHIER_", "QT_", "PYTEST_")
    kept = {name: value for name, value in environment().items() if not name.startswith(own)}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"):
        kept.pop(name, None)
    kept.update(
        {name: os.environ[name] for name in ("CASHIER_SHARED_DATA", "CASHIER_POSTGRES_URL") if name in os.environ}
    )
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "HYPOTHESIS_PROFILE": "ci"}


def check() -> int:
    """Form, types, the import contract, translations; the number of those that failed."""
    checks = {
        "form": [SCRIPTS / "ruff", "format", "--check", "--quiet", "."],
        "lint": [SCRIPTS / "ruff", "check", "--quiet", "."],
        "types": [SCRIPTS / "mypy", "--no-error-summary"],
        "import contract": [SCRIPTS / "lint-imports", "--no-logo"],
        "translations": [PYTHON, "installer/translations.py", "check"],
        "known vulnerabilities": [PYTHON, "installer/supply.py", "audit"],
    }
    failed = []
    for name, command in checks.items():
        began = time.monotonic()
        words = [str(word) for word in command]
        done = subprocess.run(
            words,
            cwd=ROOT,
            env=test_environment(),
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        print(f"{name}: {'FAILED' if done.returncode else 'ok'} ({time.monotonic() - began:.1f} s)", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout, flush=True)
        # neither a pass nor a failure: nobody could be asked
        for line in done.stdout.splitlines():
            if line.startswith("not audited"):
                print(f"    ATTENTION, {line}", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}", flush=True)
    return len(failed)


def test(arguments: list[str]) -> int:
    """`check`, then the whole suite (or what is named in the arguments)."""
    failed = check()
    began = time.monotonic()
    # The whole suite on every core, and one test more, since some wait for a clock or a printer and not for a core;
    # what is named in the arguments as pytest itself would run it.
    everything = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]
    options = ["-q", "--durations=10", *(arguments or everything)]
    done = subprocess.run([str(PYTHON), "-m", "pytest", *options], cwd=ROOT, env=test_environment(), check=False)
    print(f"tests: {'FAILED' if done.returncode else 'ok'} ({time.monotonic() - began:.0f} s)", flush=True)
    return 1 if failed or done.returncode else 0


def start(module: str, arguments: list[str], variables: dict[str, str]) -> int:
    """Become a module of the environment, so that signals and the exit code are its own."""
    command = [str(PYTHON), "-m", module, *arguments]
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(command[0], command, variables)
    return subprocess.run(command, env=variables, check=False).returncode


def main(argv: list[str]) -> int:
    """Prepare the machine and the environment, then do the command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    about = "demo, run: the product; test: checks and tests; check: checks alone; bench: speed; soak: tests without end"
    about += "; sbom: what a package contains"
    about += "; package windows, package deb: the installer for Windows, Debian packages, in dist/"
    commands = ["demo", "run", "test", "check", "bench", "soak", "sbom", "package"]
    parser.add_argument("command", choices=commands, help=about)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on to the command")
    chosen = parser.parse_args(argv)
    if sys.version_info < OLDEST_PYTHON:
        raise Stop("Python 3.11 or later is needed; this is {}.{}.".format(*sys.version_info[:2]))
    prepare(chosen.command not in ("demo", "run"), chosen.command == "package")
    if chosen.command == "check":
        return 1 if check() else 0
    if chosen.command == "test":
        return test(chosen.arguments)
    if chosen.command == "sbom":
        done = subprocess.run(
            [str(PYTHON), "installer/supply.py", "sbom", *chosen.arguments], cwd=ROOT, env=environment(), check=False
        )
        return done.returncode
    if chosen.command == "bench":
        return start("tests.benchmarks", chosen.arguments, test_environment())
    if chosen.command == "soak":
        return start("tests.soak", chosen.arguments, test_environment())
    if chosen.command == "package":
        if chosen.arguments[:1] == ["windows"]:
            return start("installer.packages.windows", chosen.arguments[1:], test_environment())
        if chosen.arguments[:1] == ["deb"]:
            return start("installer.packages", chosen.arguments, test_environment())
        raise Stop("package windows, package deb: which package is wanted?")
    return start("cashier_app", [chosen.command, *chosen.arguments], environment())


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        print(stop, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\nInterrupted. The same command goes on from here.", file=sys.stderr)
        sys.exit(130)
