"""The installer for Windows, built on Debian: wheels for Windows, a Python of its own, and NSIS.

Nothing is frozen: the wheels that the lock names for 64-bit Windows are unpacked beside the program, and python.org's
embeddable Python runs them.  That Python is in no package registry: whoever builds puts its zip into
`installer/vendor/`, and its digest is compared.  With `--stub` nothing is fetched: a labelled installer without Python
and wheels, to see that the rest of it is whole.

Exit codes: 0 built; 1 a step failed; 3 the Python for Windows is missing, or is another file than the pinned one.
"""

from __future__ import annotations

import argparse
import compileall
import hashlib
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

ROOT: Final = Path(__file__).resolve().parents[2]
HERE: Final = Path(__file__).with_name("windows")
VENDOR: Final = ROOT / "installer" / "vendor"
#: The last 3.11 of which python.org made files for Windows.  The digest is the one that many public builds, made by
#: people who have nothing to do with each other, pin for it; python.org says it in the list of contents beside the zip
#: (NAME.spdx.json), with which whoever builds for a shop compares it once.
RUNTIME: Final = "python-3.11.9-embed-amd64.zip"
RUNTIME_SHA256: Final = "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b"
RUNTIME_PAGE: Final = "python.org, release 3.11.9, “Windows embeddable package (64-bit)”"
#: What the lock's conditions are true for.
MACHINE: Final = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
}
#: Older SQLite may damage a database whose log is reset while another process writes.
OLDEST_SQLITE: Final = (3, 51, 3)
#: What wheels bring that no till needs: most of Qt, other people's tests and types, tools for developers.
UNWANTED: Final = re.compile(
    r"PySide6/(qml|resources|metatypes|typesystems|include|glue|scripts|doc|QtAsyncio)/"
    r"|PySide6/translations/(?!qtbase_ru\.qm$)"
    r"|PySide6/plugins/(?!(platforms/q(windows|offscreen|minimal)|styles/.*|imageformats/q(ico|jpeg|gif|webp))\.dll$)"
    r"|PySide6/Qt6(?!(Core|Gui|Widgets|Test)\.dll$)[^/]*\.dll$|PySide6/Qt(?!(Core|Gui|Widgets|Test)\.pyd$)[^/]*\.pyd$"
    r"|PySide6/(opengl32sw|pyside6qml[^/]*)\.dll$"
    r"|PySide6/.*\.(exe|pdb)$|(.*/)?[^/]*\.(pyi|lib|pdb|pth|h|hpp)$"
    r"|(numpy|matplotlib|fontTools|mpl_toolkits)/(.*/)?tests?/|[^/]*\.data/|docs/|(setuptools|pkg_resources|_distutils_hack)/.*tests/"
)
_LICENCE: Final = re.compile(r"\.dist-info/(licenses?/.+|(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*)$", re.IGNORECASE)
_SQLITE: Final = re.compile(rb"\x40?(3)\.(\d{1,3})\.(\d{1,2})\x00")


class NotBuilt(Exception):
    """What has to be done before an installer can be built; `code` is the exit code."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What a person can say about the installer for Windows."""
    parser.add_argument("--runtime", type=Path, default=VENDOR / RUNTIME, help="zip of python.org's embeddable Python")
    parser.add_argument("--runtime-sha256", default=RUNTIME_SHA256, help="its digest, where it is another version's")
    parser.add_argument("--stub-runtime", action="store_true", help="no Python in it: labelled, for checks of the rest")
    parser.add_argument(
        "--stub", action="store_true", help="neither Python nor wheels in it: labelled, seconds to build"
    )


def build(chosen: argparse.Namespace, version: str, into: Path) -> Path:
    """The installer's file in the folder `into`.  Raises `NotBuilt`."""
    if not shutil.which("makensis"):
        raise NotBuilt("makensis is missing. In Debian: apt install nsis")
    stub = chosen.stub or chosen.stub_runtime
    runtime = None if stub else checked_runtime(chosen.runtime, chosen.runtime_sha256)
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into, prefix=".windows-") as folder:
        payload = Path(folder) / "payload"
        write_program(payload, version)
        write_runtime(payload / "runtime", runtime)
        if chosen.stub:
            write_note(payload / "packages", [str(each) for each in locked()])
        else:
            fetch(Path(folder) / "wheels")
            unpack(sorted((Path(folder) / "wheels").glob("*.whl")), payload)
            check_sqlite(payload / "packages")
            compile_all(payload)
        name = f"cashier-app-{version}{'-STUB' if stub else ''}-windows-x64.exe"
        content = sorted(path.relative_to(payload).as_posix() for path in payload.rglob("*") if path.is_file())
        (into / f"{name}.content.txt").write_text("\n".join(content) + "\n", encoding="utf-8")
        pack(payload, into / name, version, stub, "zlib" if stub else "/SOLID lzma")
    return into / name


# --- the Python that runs it -------------------------------------------------------------------------------


def checked_runtime(path: Path, digest: str) -> Path:
    """The zip of Python for Windows, if it is the one that is meant.  Raises `NotBuilt` with exit code 3."""
    if not path.is_file():
        raise NotBuilt(
            f"Python for Windows is missing: {path}\n"
            f"Download {RUNTIME} from {RUNTIME_PAGE},\n"
            f"put it there (or name it with --runtime) and run this again. Its SHA-256 has to be\n  {digest}\n"
            "Without it: --stub-runtime builds a labelled installer that cannot run.",
            3,
        )
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != digest.lower():
        raise NotBuilt(
            f"{path} is another file than the pinned one:\n  {found}\n  {digest} is expected (--runtime-sha256)", 3
        )
    return path


def write_runtime(folder: Path, runtime: Path | None) -> None:
    """Python's files, told where the program and its libraries are; without any a label in each one's place."""
    folder.mkdir(parents=True)
    names = ["python.exe", "pythonw.exe", "python311.dll", "python311.zip", "LICENSE.txt"]
    if runtime is None:
        for name in names:
            (folder / name).write_text("STUB: no Python is in this installer, which is for checks alone.\n")
    else:
        with zipfile.ZipFile(runtime) as packed:
            packed.extractall(folder)
        if missing := [name for name in names if not (folder / name).exists()]:
            raise NotBuilt(f"{runtime} lacks {', '.join(missing)}: it is no embeddable Python 3.11", 3)
    # isolated: neither variables nor a user's own folder lead this Python elsewhere
    (folder / "python311._pth").write_text("python311.zip\n.\n..\\packages\n..\\program\n", encoding="utf-8")


# --- the program and its libraries ---------------------------------------------------------------------------


def write_program(payload: Path, version: str) -> None:
    """The program as it is, its launcher, and its own licences."""
    program = payload / "program"
    unwanted = shutil.ignore_patterns("__pycache__", "*.pyc", "readme", "*.qm")
    for name in ("cashier_app", "resources", "translations"):
        shutil.copytree(ROOT / name, program / name, ignore=unwanted)
    shutil.copy2(HERE.with_name("on_path.py"), program)
    (program / "VERSION.txt").write_text(f"{version}\n", encoding="utf-8")
    _write_icon(program / "cashier-app.ico")
    (payload / "bin").mkdir()
    shutil.copy2(HERE / "cashier-app.cmd", payload / "bin")
    own = payload / "licences" / "cashier-app"
    own.mkdir(parents=True)
    shutil.copy2(ROOT / "LICENSE", own)
    for path in (ROOT / "resources" / "fonts").glob("*LICEN*"):
        shutil.copy2(path, own)


def _write_icon(path: Path) -> None:
    """The program's picture in the sizes that Windows shows."""
    from PIL import Image, ImageDraw

    side = 256
    picture = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((8, 8, side - 8, side - 8), 52, fill="#16251f")
    draw.rounded_rectangle((60, 40, 196, 216), 12, fill="#ffffff")
    for line, width in enumerate((96, 72, 96, 60)):
        draw.rounded_rectangle((80, 66 + 30 * line, 80 + width, 78 + 30 * line), 6, fill="#9db3a8")
    draw.rounded_rectangle((80, 186, 176, 200), 6, fill="#2fb57c")
    picture.save(path, sizes=[(size, size) for size in (16, 24, 32, 48, 64, 128, 256)])


def locked(lock: Path = ROOT / "installer" / "requirements.txt") -> list[Requirement]:
    """The packages that the lock names for 64-bit Windows."""
    return [requirement for requirement, _ in _locked_for_windows(lock)]


def _locked_for_windows(lock: Path) -> Iterator[tuple[Requirement, str]]:
    """Each package whose condition is true there, and its lines without the condition: pip would judge it by here."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        said, *hashes = line.split(" --hash=")
        requirement = Requirement(said.strip())
        if requirement.marker is None or requirement.marker.evaluate(MACHINE):
            requirement.marker = None
            yield requirement, " ".join([str(requirement), *(f"--hash={each.strip()}" for each in hashes)])


def fetch(folder: Path) -> None:
    """The locked wheels for Windows, each by its digest.  Raises `NotBuilt`."""
    folder.mkdir(parents=True)
    lock = folder / "windows.txt"
    lines = [line for _, line in _locked_for_windows(ROOT / "installer" / "requirements.txt")]
    lock.write_text("\n".join(lines) + "\n", encoding="utf-8")
    machine = ["--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"]
    options = ["--only-binary", ":all:", "--no-deps", "--require-hashes", "--quiet", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "download", *machine, *options, "-d", str(folder), "-r", str(lock)]
    if subprocess.run(command, check=False).returncode:
        raise NotBuilt("The wheels for Windows could not be fetched: see above.")


def unpack(wheels: Iterable[Path], payload: Path) -> None:
    """The wheels' files that are needed, and every licence once more where a person looks for it."""
    packages = payload / "packages"
    packages.mkdir(parents=True)
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            names = [name for name in packed.namelist() if not name.endswith("/") and not UNWANTED.match(name)]
            packed.extractall(packages, names)
            _write_licences(packed, payload / "licences" / wheel.name.split("-")[0])


def _write_licences(packed: zipfile.ZipFile, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    found = [name for name in packed.namelist() if _LICENCE.search(name)]
    for name in found:
        target = folder / re.sub(r"^.*\.dist-info/(licenses?/)?", "", name).replace("/", "-")
        target.write_bytes(packed.read(name))
    if not found:
        about = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        (folder / "METADATA.txt").write_bytes(packed.read(about))


def write_note(packages: Path, names: Sequence[str]) -> None:
    """In the place of the wheels: which there would be."""
    packages.mkdir(parents=True)
    (packages / "STUB.txt").write_text("\n".join(["STUB: without these packages", *names]) + "\n", encoding="utf-8")


def check_sqlite(packages: Path) -> None:
    """The SQLite that comes along is new enough; Python's own, which is older, is never asked.  Raises `NotBuilt`."""
    (library,) = (packages / "pysqlite3").glob("_sqlite3*.pyd")
    version = sqlite_version(library.read_bytes())
    if version < OLDEST_SQLITE:
        raise NotBuilt(f"pysqlite3 carries SQLite {version}, and {OLDEST_SQLITE} or later is needed")


def sqlite_version(library: bytes) -> tuple[int, ...]:
    """The version of SQLite within a library: the highest that stands in it by itself."""
    return max((tuple(map(int, found)) for found in _SQLITE.findall(library)), default=(0, 0, 0))


def compile_all(payload: Path) -> None:
    """Bytecode beside every module: nobody who works at the till may write into the program's folder."""
    if sys.version_info[:2] != (3, 11):
        print("Not compiled: only Python 3.11 makes the bytecode of Python 3.11. Every start will take longer.")
        return
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    for name in ("packages", "program"):
        folder = payload / name
        compileall.compile_dir(
            folder, quiet=2, workers=os.cpu_count() or 1, invalidation_mode=mode, stripdir=str(folder)
        )


# --- packing -------------------------------------------------------------------------------------------------


def pack(payload: Path, target: Path, version: str, stub: bool, compression: str) -> None:
    """Compile the installer.  Raises `NotBuilt` with what makensis says, warnings too."""
    defined = {
        "PRODUCT": "cashier-app (STUB: cannot run)" if stub else "cashier-app",
        "VERSION": version,
        "NUMBERS": ".".join([*re.findall(r"\d+", version), "0", "0", "0", "0"][:4]),
        "PAYLOAD": str(payload),
        "OUTPUT": str(target),
        "COMPRESSION": compression,
    }
    options = [f"-D{name}={value}" for name, value in defined.items()]
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options, "installer.nsi"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotBuilt(f"makensis failed:\n{done.stdout}{done.stderr}")


def main(arguments: Sequence[str]) -> int:
    """Build the installer; the exit code."""
    from cashier_app import __version__

    parser = argparse.ArgumentParser(prog="installer/bootstrap.py package windows", description=__doc__)
    parser.add_argument("--version", default=__version__, help="of the installer; by default the program's own")
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="folder of the installer (dist)")
    add_arguments(parser)
    chosen = parser.parse_args(arguments)
    try:
        made = build(chosen, chosen.version, chosen.into.absolute())
    except NotBuilt as error:
        print(error, file=sys.stderr)
        return error.code
    print(f"{made}  {made.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
