"""What goes into the frozen program (PyInstaller's onedir), which may be unpacked anywhere and run there.

PyInstaller follows every import statement, also those within functions.  What it cannot see stands here: modules
named by texts, files that are read as data, and what must not come along though this environment has it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final, Literal, TypeAlias

ROOT: Final = Path(__file__).resolve().parents[2]
SPEC: Final = Path(__file__).with_name("cashier-app.spec")
#: The whole program, or the server's: no screens, no Qt.
Part: TypeAlias = Literal["till", "server"]
#: The variable that tells the spec which part is wanted.
PART_VARIABLE: Final = "CASHIER_FROZEN_PART"
PROGRAM: Final = {"till": "cashier-app", "server": "cashier-app-server"}
#: Packages of ours that only a till with a window has.
ONLY_TILL: Final = ("cashier_app.ui", "cashier_app.demo")
#: Imported by name alone, within other people's packages.
OTHERS: Final = ("psycopg_binary", "logging.config", "matplotlib.backends.backend_agg", "usb.backend.libusb1")
#: Packages whose files are read as data.
WITH_DATA: Final = ("escpos", "tzdata")
RESOURCES: Final = ("demo", "fonts", "printers", "programmes", "sounds")
#: What Qt's package brings for screens that no till has, and for desktops' dress (GTK, with half a desktop behind it).
UNWANTED: Final = re.compile(
    r"PySide6/Qt/translations/(?!qt(base)?_ru\.qm)|PySide6/Qt/plugins/(platformthemes/libqgtk3|egldeviceintegrations|tls"
    r"|networkinformation|platforms/libq(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc)|imageformats/libq(pdf|tga|tiff|wbmp"
    r"|icns))|libQt6EglFS|PySide6/Qt/lib/libQt6EglFS"
)
#: Libraries that only those plugins need.
ONLY_FOR_UNWANTED: Final = re.compile(
    r"^lib(atk-1|cairo|datrie|fribidi|gdk_pixbuf|gio-2|graphite2|harfbuzz|pango|pangocairo|pangoft2|pixman|thai)[-.]"
)

#: Libraries that are loaded by name, which no file's head tells.
OPENED_BY_NAME: Final = ("libpython", "libusb")


def modules(part: Part) -> list[str]:
    """Every module of ours by its name, since commands, screens and migrations are imported by texts."""
    found = []
    for path in sorted((ROOT / "cashier_app").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if not _is_migration(path) and (part == "till" or not name.startswith(ONLY_TILL)):
            found.append(name)
    return found


def _is_migration(path: Path) -> bool:
    """Alembic reads these as files; they are no modules of the program."""
    return "migrations" in path.parts and path.name != "__init__.py"


def data() -> list[tuple[str, str]]:
    """Files of ours that are read as such and the folder each goes into: beside the package, as in a checkout."""
    found = [(str(ROOT / "resources" / name), f"resources/{name}") for name in RESOURCES]
    found += [(str(path), "translations") for path in sorted((ROOT / "translations").iterdir())]
    for path in sorted((ROOT / "cashier_app").rglob("*.py")):
        if _is_migration(path):
            found.append((str(path), path.parent.relative_to(ROOT).as_posix()))
    found.append((str(ROOT / "LICENSE"), "."))
    return found


def locked() -> frozenset[str]:
    """Names of the distributions that the product is made of, without those of its tests."""
    text = (ROOT / "installer" / "requirements.txt").read_text(encoding="utf-8")
    return frozenset(_plain(name) for name in re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE))


def excluded(part: Part) -> list[str]:
    """What stays out: whatever this environment has only for tests and building, and of a server the screens."""
    wanted = locked()
    ours, out = set[str](), set[str]()
    for each in distributions():
        (ours if _plain(each.name) in wanted else out).update(_tops(each))
    out = (out - ours) | {"tkinter", "_tkinter", "IPython", "setuptools", "pkg_resources"}
    return sorted(out.union(("PySide6", "shiboken6", *ONLY_TILL) if part == "server" else ()))


def _tops(distribution: Distribution) -> set[str]:
    """The modules at the top that a distribution has put beside those of others, by its own list of files."""
    first = {line.partition(",")[0].partition("/")[0] for line in (distribution.read_text("RECORD") or "").splitlines()}
    return {name.partition(".")[0] for name in first if not name.endswith((".dist-info", ".data", ".pth"))} - {""}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted_files(names: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Of what PyInstaller has collected (name in the folder, source, kind) that which a till or a server can use."""
    for name, source, kind in names:
        # a symbolic link's source is its target's name
        if not UNWANTED.search(name) and not ONLY_FOR_UNWANTED.match(name):
            yield name, source, kind


def freeze(part: Part, into: Path) -> Path:
    """Build the folder of a part anew; minutes.  Gives the folder, whose program has the part's name."""
    work = into / f"work-{part}"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(into), "--workpath", str(work), str(SPEC)]
    subprocess.run(command, check=True, cwd=into, env={**os.environ, PART_VARIABLE: part, "PYTHONHASHSEED": "0"})
    folder = into / PROGRAM[part]
    finish(folder)
    shutil.rmtree(work)
    return folder


def finish(folder: Path) -> None:
    """Make a folder fit for strangers' machines: nobody's orphans, symbols, search paths of this machine, odd modes."""
    prune(folder)
    libraries = [path for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    # Symbols for debuggers, which nothing reads in a shop.  Not of other wheels: what auditwheel has patched (numpy's
    # OpenBLAS) cannot be loaded afterwards.
    ours = [
        path for path in libraries if path.name.startswith("libpython") or {"lib-dynload", "pysqlite3"} & {*path.parts}
    ]
    subprocess.run(["strip", "--strip-unneeded", "--preserve-dates", *map(str, ours)], check=True)
    for path in libraries:
        told = subprocess.run(["chrpath", "--list", str(path)], capture_output=True, text=True, check=False).stdout
        # a folder of the machine that built it, which over there anybody might own
        if re.search(r"R(UN)?PATH=/", told):
            subprocess.run(["chrpath", "--delete", str(path)], check=True, stdout=subprocess.DEVNULL)
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(0o755 if path.parent == folder else 0o644)


def prune(folder: Path) -> None:
    """Take out the system's libraries that nothing asks for any more, since what asked for them is not wanted."""
    inside = folder / "_internal"
    while True:
        needed: set[str] = set()
        for path in [*folder.rglob("*.so*"), *(each for each in folder.iterdir() if each.is_file())]:
            if not path.is_symlink():
                told = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=False).stdout
                needed.update(re.findall(r"NEEDED +(\S+)", told))
        orphans = [
            path
            for path in inside.glob("lib*.so*")
            if path.name not in needed and not path.is_symlink() and not path.name.startswith(OPENED_BY_NAME)
        ]
        if not orphans:
            return
        for path in orphans:
            path.unlink()
