"""Debian packages of the till, the server and the kiosk, out of a frozen program and the files in `debian/`.

Built without debhelper, so that a build machine needs no more than dpkg: what a package of Debian's own would get from
it (digests, conffiles, compressed manuals) is done here, and lintian looks over it.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final

import msgspec

from installer.bootstrap import LIBRARIES
from installer.packages import man, udev
from installer.packages.freezing import ROOT, Part, locked

PARTS: Final = Path(__file__).with_name("debian")
MAINTAINER: Final = "The cashier-app authors <packages@cashier-app.org>"
#: Icons that desktops of every age look for, in pixels; beside them the drawing itself.
ICON_SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256)
#: What the bundled libraries themselves ask the system for, and data that is no library.
SYSTEM: Final = (
    "libc6 (>= 2.36)", "libx11-6", "libxcb1", "libusb-1.0-0", "xkb-data", "libx11-data", "fontconfig-config",
    "fonts-dejavu-core",
)  # fmt: skip
Write = Callable[["Tree"], None]


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """One package: what it is called, asks for and is about, and what writes its files."""

    name: str
    part: Part | None = None
    architecture: str = "amd64"
    section: str = "misc"
    depends: tuple[str, ...]
    recommends: tuple[str, ...] = ()
    suggests: tuple[str, ...] = ()
    summary: str
    about: str
    write: Write


class Tree:
    """The files of a package while they are put together."""

    def __init__(self, root: Path, package: str, version: str, day: str) -> None:
        self.root = root
        self.package = package
        self.version = version
        self.day = day

    def put(self, place: str, text: str | bytes, mode: int = 0o644) -> None:
        """One file with its content."""
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        path.chmod(mode)

    def packed(self, place: str, text: str) -> None:
        """The same, compressed as documents and manuals are, and the same bytes in every build."""
        self.put(f"{place}.gz", gzip.compress(text.encode(), 9, mtime=0))

    def part(self, name: str, **values: str) -> str:
        """A file of `debian/` with `@NAME@` filled in; one that names another file of `debian/` takes it in."""
        known = {"VERSION": self.version, "DATE": self.day, "PACKAGE": self.package, **values}
        text = (PARTS / name).read_text(encoding="utf-8")
        for other, mark in (("running-copy", "@RUNNING_COPY@"), ("hardening", "@HARDENING@")):
            if mark in text:
                text = text.replace(mark, (PARTS / other).read_text(encoding="utf-8").rstrip("\n"))
        return re.sub(r"@([A-Z]+)@", lambda found: known.get(found[1], found[0]), text)

    def unit(self, name: str) -> None:
        """A unit of systemd."""
        self.put(f"lib/systemd/system/{name}", self.part(name))

    def as_user(self, name: str, about: str, user: str, home: str, program: str, env: str) -> None:
        """A command that works on the files of a service's user."""
        values = {"NAME": name, "ABOUT": about, "USER": user, "HOME": home, "PROGRAM": program, "ENV": env}
        self.put(f"usr/bin/{name}", self.part("as-user", **values), 0o755)

    def manual(self, part: str, name: str, *others: str) -> None:
        """The manual in both languages; other names of the same program lead to it."""
        for language, folder in (("en", "man1"), ("ru", "ru/man1")):
            self.packed(f"usr/share/man/{folder}/{name}.1", man.page(language, part, self.version, self.day))
            for other in others:
                self.packed(f"usr/share/man/{folder}/{other}.1", f".so man1/{name}.1\n")


# --- what is in each -------------------------------------------------------------------------------------


def _till(tree: Tree) -> None:
    tree.put("usr/bin/cashier-app", tree.part("launcher"), 0o755)
    tree.put("lib/udev/rules.d/70-cashier-app.rules", udev.rules())
    tree.put("usr/share/applications/org.cashier_app.till.desktop", tree.part("org.cashier_app.till.desktop"))
    tree.put("usr/share/metainfo/org.cashier_app.till.metainfo.xml", tree.part("org.cashier_app.till.metainfo.xml"))
    tree.put("usr/share/icons/hicolor/scalable/apps/cashier-app.svg", tree.part("cashier-app.svg"))
    for size, picture in icons().items():
        tree.put(f"usr/share/icons/hicolor/{size}x{size}/apps/cashier-app.png", picture)
    tree.manual("till", "cashier-app")


def _server(tree: Tree) -> None:
    tree.put("usr/lib/cashier-app-server/launcher", tree.part("launcher"), 0o755)
    for name, home in (("server", "server"), ("node", "node")):
        tree.unit(f"cashier-app-{name}.service")
        tree.put(f"etc/cashier-app/{name}.env", tree.part(f"{name}.env"), 0o640)
        tree.as_user(
            f"cashier-app-{name}",
            f"cashier-app on the files of the service cashier-app-{name}",
            "cashier-server",
            f"/var/lib/cashier-app/{home}",
            "/usr/lib/cashier-app-server/launcher",
            f"/etc/cashier-app/{name}.env",
        )
    tree.manual("server", "cashier-app-server", "cashier-app-node")
    tree.put("usr/share/doc/cashier-app-server/SERVER.md", tree.part("SERVER.md"))


def _kiosk(tree: Tree) -> None:
    tree.unit("cashier-app-kiosk.service")
    tree.put("usr/lib/cashier-app-kiosk/session", tree.part("session"), 0o755)
    tree.put("etc/cashier-app/openbox.xml", tree.part("openbox.xml"))
    tree.put("etc/cashier-app/kiosk.env", tree.part("kiosk.env"))
    tree.put("usr/share/doc/cashier-app-kiosk/KIOSK.md", tree.part("KIOSK.md"))
    tree.as_user(
        "cashier-app-till",
        "cashier-app on the files of the kiosk's till",
        "cashier",
        "/var/lib/cashier-app/till",
        "/usr/bin/cashier-app",
        "/etc/cashier-app/kiosk.env",
    )
    for folder in ("man1", "ru/man1"):
        tree.packed(f"usr/share/man/{folder}/cashier-app-till.1", ".so man1/cashier-app.1\n")


_SAME = "It carries its own Python and libraries, and runs on Debian 12 and whatever came after it."
PACKAGES: Final = (
    Package(
        name="cashier-app",
        part="till",
        depends=(*SYSTEM, *LIBRARIES.values()),
        recommends=("alsa-utils", "udev"),
        suggests=("cashier-app-kiosk", "cashier-app-server", "cups-client"),
        summary="till that keeps selling when the network is gone",
        about="A till for shops: scanners, scales, receipt printers, a loyalty programme whose ledger stays right when "
        f"network, server or printer are gone. {_SAME}",
        write=_till,
    ),
    Package(
        name="cashier-app-server",
        part="server",
        section="net",
        depends=("libc6 (>= 2.36)", "adduser"),
        suggests=("postgresql",),
        summary="loyalty server and store node for cashier-app",
        about="The central server of tills of cashier-app, and the node that holds a shop's spending rights while the "
        f"line to the centre is gone. Neither is started before somebody enables it. {_SAME}",
        write=_server,
    ),
    Package(
        name="cashier-app-kiosk",
        architecture="all",
        depends=(
            "cashier-app", "adduser", "dbus", "libpam-systemd", "openbox", "x11-xkb-utils", "x11-xserver-utils",
            "xinit", "xserver-xorg-core", "xserver-xorg-input-libinput",
        ),
        summary="till instead of a desktop, from the moment the machine is on",
        about="A unit of systemd that shows the till of cashier-app on the first console: no log-in, no desktop, no "
        "keys that lead out of it, and the till again should it ever end. Not started before somebody enables it.",
        write=_kiosk,
    ),
)  # fmt: skip


# --- building --------------------------------------------------------------------------------------------


def build(
    frozen: Mapping[Part, Path], version: str, day: str, into: Path, compression: str = "xz", level: int = 6
) -> list[Path]:
    """Build every package into a folder; `frozen` has each part's, `compression` and `level` are dpkg-deb's."""
    made = []
    seconds = str(int(datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp()))
    for package in PACKAGES:
        root = into / f"tree-{package.name}"
        shutil.rmtree(root, ignore_errors=True)
        tree = stage(package, frozen, version, day, root)
        path = into / f"{package.name}_{version}_{package.architecture}.deb"
        made.append(path)
        command = [
            "dpkg-deb",
            "--root-owner-group",
            f"-Z{compression}",
            f"-z{level}",
            "--build",
            str(tree.root),
            str(path),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": seconds})
        shutil.rmtree(root)
    return made


def stage(package: Package, frozen: Mapping[Part, Path], version: str, day: str, root: Path) -> Tree:
    """A package's files as they will lie, with its control files in `DEBIAN`."""
    root.mkdir(parents=True)
    root.chmod(0o755)
    tree = Tree(root, package.name, version, day)
    if package.part is not None:
        # hard links: nothing changes these files any more
        shutil.copytree(
            frozen[package.part], root / "usr/lib" / package.name / "program", symlinks=True, copy_function=os.link
        )
    package.write(tree)
    documents = f"usr/share/doc/{package.name}"
    tree.put(f"{documents}/copyright", copyright_of(package))
    tree.packed(f"{documents}/changelog", changelog(package.name, version, day))
    if package.part is not None:
        tree.packed(f"{documents}/NEWS", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
        for guide in sorted((ROOT / "resources" / "guides").glob("*.md")):
            tree.put(f"{documents}/guides/{guide.name}", guide.read_text(encoding="utf-8"))
    overrides = PARTS / f"{package.name}.lintian-overrides"
    if overrides.exists():
        tree.put(f"usr/share/lintian/overrides/{package.name}", tree.part(overrides.name))
    for folder in [root, *(each for each in root.rglob("*") if each.is_dir() and not each.is_symlink())]:
        folder.chmod(0o755)
    _control(package, tree)
    return tree


def _control(package: Package, tree: Tree) -> None:
    files = sorted(each for each in tree.root.rglob("*") if each.is_file() and not each.is_symlink())
    places = {each: each.relative_to(tree.root).as_posix() for each in files}
    size = sum(max(1, -(-each.lstat().st_size // 1024)) for each in tree.root.rglob("*"))
    fields = {
        "Package": package.name,
        "Version": tree.version,
        "Architecture": package.architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size),
        "Depends": ", ".join(package.depends),
        "Recommends": ", ".join(package.recommends),
        "Suggests": ", ".join(package.suggests),
        "Section": package.section,
        "Priority": "optional",
        "Description": f"{package.summary}\n{_folded(package.about)}",
    }
    tree.put("DEBIAN/control", "".join(f"{name}: {value}\n" for name, value in fields.items() if value))
    digests = (f"{hashlib.md5(each.read_bytes(), usedforsecurity=False).hexdigest()}  {places[each]}" for each in files)
    tree.put("DEBIAN/md5sums", "\n".join(digests) + "\n")
    if conffiles := [f"/{place}" for place in places.values() if place.startswith("etc/")]:
        tree.put("DEBIAN/conffiles", "\n".join(conffiles) + "\n")
    for script in ("postinst", "prerm", "postrm"):
        if (PARTS / f"{package.name}.{script}").exists():
            tree.put(f"DEBIAN/{script}", tree.part(f"{package.name}.{script}"), 0o755)


def _folded(text: str, width: int = 76) -> str:
    """A text as a control file wants its long description."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\n".join([*lines, line])


def changelog(package: str, version: str, day: str) -> str:
    """What Debian's tools read of a version; the words for people are in NEWS."""
    stamp = date.fromisoformat(day).strftime("%a, %d %b %Y 00:00:00 +0000")
    return f"{package} ({version}) stable; urgency=medium\n\n  * Version {version}.\n\n -- {MAINTAINER}  {stamp}\n"


def copyright_of(package: Package) -> str:
    """Our licence, and whose work is bundled under which."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    owner = re.search(r"^Copyright.*$", licence, re.MULTILINE)
    terms = licence.partition("Permission is")
    lines = ["Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/", "Upstream-Name: cashier-app"]
    if package.part is not None:
        lines.append("Comment: The program contains these, each with its licence in a *.dist-info folder beside it:")
        lines += [f" {line}" for line in sorted(_bundled(package.part))]
        if package.part == "till":
            lines += [
                " Qt and PySide6 are used under the LGPL version 3 (/usr/share/common-licenses/LGPL-3): their",
                " libraries lie as files in the folder of the program and can be replaced.",
                " Fonts: Roboto (Apache-2.0), IBM Plex Mono (OFL-1.1), texts beside them.",
            ]
    lines += ["", "Files: *", (owner[0] if owner else "").replace("(c) ", "").replace("Copyright ", "Copyright: ")]
    lines.append("License: Expat")
    body = (terms[1] + terms[2]).strip().splitlines()
    return "\n".join([*lines, *(f" {line}" if line.strip() else " ." for line in body)]) + "\n"


def _bundled(part: Part) -> Iterator[str]:
    """Each distribution in a program, with the licence that it names itself."""
    for name in locked():
        if part == "server" and name.startswith(("pyside6", "shiboken6")):
            continue
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue  # of another system
        kinds = [each.rpartition(":: ")[2] for each in about.get_all("Classifier", []) if each.startswith("License ::")]
        licence = (
            " ".join(about.get_all("License-Expression", []) or kinds or about.get_all("License", [])) or "see there"
        )
        yield f"{about['Name']} {about['Version']}: {licence.splitlines()[0][:60]}"


def icons() -> dict[int, bytes]:
    """The drawing as pictures, by their size in pixels."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawing = QSvgRenderer(QByteArray((PARTS / "cashier-app.svg").read_bytes()))
    made = {}
    for size in ICON_SIZES:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.render(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(picture)
        made[size] = bytes(buffer.data().data())
    return made
