"""Debian packages, all but the frozen program: whole, valid by the system's own checkers, and equal to the program."""

from __future__ import annotations

import ast
import io
import os
import re
import shutil
import subprocess
import tarfile
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from cashier_app import __version__, cli
from cashier_app.devices.serial_ports import SCANNER_MAKERS, SerialPort, looks_like_scanner
from cashier_app.program import first_word
from cashier_app.words import load_words
from installer import bootstrap
from installer.packages import debian, freezing, man, udev

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-30"


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> dict[freezing.Part, Path]:
    """Folders as PyInstaller leaves them, with a program that only tells how it was begun."""
    found: dict[freezing.Part, Path] = {}
    parts: tuple[freezing.Part, ...] = ("till", "server")
    for part in parts:
        folder = tmp_path_factory.mktemp(part) / freezing.PROGRAM[part]
        (folder / "_internal").mkdir(parents=True)
        program = folder / freezing.PROGRAM[part]
        program.write_text('#!/bin/sh\necho "$0 $CASHIER_HOME $*"\n', encoding="utf-8")
        program.chmod(0o755)
        found[part] = folder
    return found


@pytest.fixture(scope="module")
def trees(frozen: dict[freezing.Part, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What lies in each package."""
    place = tmp_path_factory.mktemp("trees")
    return {
        package.name: debian.stage(package, frozen, __version__, DAY, place / package.name).root
        for package in debian.PACKAGES
    }


@pytest.fixture(scope="module")
def built(frozen: dict[freezing.Part, Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return debian.build(frozen, __version__, DAY, tmp_path_factory.mktemp("built"), "gzip")


# --- the whole package -----------------------------------------------------------------------------------


def test_packages_are_what_debian_takes(built: list[Path]) -> None:
    names = {"cashier-app", "cashier-app-server", "cashier-app-kiosk"}
    assert {path.name.partition("_")[0] for path in built} == names
    for path in built:
        told = subprocess.run(["dpkg-deb", "--info", path], capture_output=True, text=True, check=True).stdout
        assert f"Version: {__version__}" in told
        data = subprocess.run(["dpkg-deb", "--fsys-tarfile", path], capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(data)) as entries:
            for entry in entries:
                assert (entry.uid, entry.gid) == (0, 0), entry.name
                assert entry.issym() or not entry.mode & 0o022, f"others may write {entry.name}"


def test_same_sources_give_the_same_package(
    built: list[Path], frozen: dict[freezing.Part, Path], tmp_path: Path
) -> None:
    again = debian.build(frozen, __version__, DAY, tmp_path, "gzip")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in built]


def test_every_file_of_settings_is_kept_at_an_upgrade(trees: dict[str, Path]) -> None:
    for root in trees.values():
        settings = {f"/{path.relative_to(root)}" for path in (root / "etc").rglob("*") if path.is_file()}
        listed = root / "DEBIAN" / "conffiles"
        assert set(listed.read_text(encoding="utf-8").split() if listed.exists() else []) == settings


def test_no_mark_is_left_unfilled(trees: dict[str, Path]) -> None:
    for root in trees.values():
        for path in root.rglob("*"):
            if path.is_file() and path.suffix not in (".gz", ".png") and "program" not in path.parts:
                text = path.read_text(encoding="utf-8")
                assert not re.search(r"@[A-Z_]+@", text), path


# --- scripts ---------------------------------------------------------------------------------------------


def test_scripts_are_shell_without_a_slip(trees: dict[str, Path]) -> None:
    scripts = [
        path
        for root in trees.values()
        for path in root.rglob("*")
        if path.is_file() and path.read_bytes().startswith(b"#!/bin/sh")
    ]
    assert len(scripts) >= 12
    for path in scripts:
        subprocess.run(["sh", "-n", str(path)], check=True)


def test_no_script_of_a_package_deletes_what_is_money(trees: dict[str, Path]) -> None:
    for root in trees.values():
        for path in (root / "DEBIAN").glob("p*"):
            for line in path.read_text(encoding="utf-8").splitlines():
                if re.search(r"\brm\b|-delete", line) and "echo" not in line:
                    assert "/var/lib/cashier-app" not in line, f"{path.name}: {line}"


def test_an_upgrade_never_restarts_a_till(trees: dict[str, Path]) -> None:
    for name in ("cashier-app", "cashier-app-kiosk"):
        for path in (trees[name] / "DEBIAN").glob("p*inst"):
            assert not re.search(r"restart|\bstart\b", path.read_text(encoding="utf-8").replace("next start", "")), path


def test_running_copy_stays_while_somebody_runs_it(trees: dict[str, Path], tmp_path: Path) -> None:
    """The script that makes copies, on a folder of its own: a running old copy is kept, an idle one goes."""
    script = (trees["cashier-app"] / "DEBIAN" / "postinst").read_text(encoding="utf-8")
    copying = script[script.index("tree=") : script.index("if [ -d /run/udev ]")]
    tree = tmp_path / "cashier-app"
    (tree / "program").mkdir(parents=True)
    sums = tmp_path / "sums"
    copying = copying.replace("/usr/lib/cashier-app", str(tree))
    copying = copying.replace("$(dpkg-query --control-path cashier-app md5sums)", str(sums))

    def install(version: str) -> None:
        fresh = tree / "program" / "fresh"
        shutil.copy2(shutil.which("sleep") or "/bin/sleep", fresh)
        fresh.replace(tree / "program" / "cashier-app")
        sums.write_text(version, encoding="utf-8")
        subprocess.run(["sh", "-ec", copying], check=True)

    install("1")
    first = (tree / "running" / "current").resolve()
    with subprocess.Popen([first / "cashier-app", "1000"]) as till:
        try:
            install("2")
            second = (tree / "running" / "current").resolve()
            assert first != second
            assert (first / "cashier-app").exists(), "what runs has lost its files"
        finally:
            till.kill()
    install("3")
    assert not first.exists()
    assert not second.exists()


# --- systemd ---------------------------------------------------------------------------------------------

UNITS = ("cashier-app-server.service", "cashier-app-node.service", "cashier-app-kiosk.service")


def unit(trees: dict[str, Path], name: str) -> str:
    return next(path for root in trees.values() for path in root.rglob(name)).read_text(encoding="utf-8")


def test_units_are_what_systemd_takes(trees: dict[str, Path], tmp_path: Path) -> None:
    program = shutil.which("true")
    for name in UNITS:
        # the programs of a unit are not on this machine
        text = re.sub(r"^ExecStart=\S+", f"ExecStart={program}", unit(trees, name), flags=re.MULTILINE)
        text = re.sub(r"^(User|Group)=.*", "\\1=root", text, flags=re.MULTILINE)
        text = re.sub(r"^Documentation=.*\n", "", text, flags=re.MULTILINE)
        (tmp_path / name).write_text(text, encoding="utf-8")
        told = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)], capture_output=True, text=True, check=False
        )
        ours = [line for line in told.stderr.splitlines() if "cashier" in line]
        assert not ours, told.stderr


@pytest.mark.parametrize("name", UNITS[:2])
def test_services_have_no_more_rights_than_they_need(trees: dict[str, Path], tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(unit(trees, name), encoding="utf-8")
    command = ["systemd-analyze", "security", "--offline=yes", "--threshold=20", "--no-pager", str(tmp_path / name)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr


def test_units_begin_programs_that_the_packages_have(trees: dict[str, Path]) -> None:
    files = {f"/{path.relative_to(root)}" for root in trees.values() for path in root.rglob("*")}
    for name in UNITS:
        for program in re.findall(r"^ExecStart=(.*)", unit(trees, name), re.MULTILINE):
            ours = [word for word in program.split() if "cashier" in word]
            assert ours
            assert set(ours) <= files


# --- what desktops read ----------------------------------------------------------------------------------


def test_desktop_file_is_valid(trees: dict[str, Path]) -> None:
    for path in trees["cashier-app"].rglob("*.desktop"):
        told = subprocess.run(["desktop-file-validate", path], capture_output=True, text=True, check=False)
        assert (told.returncode, told.stdout) == (0, "")


def test_appstream_data_are_valid(trees: dict[str, Path]) -> None:
    (path,) = trees["cashier-app"].rglob("*.metainfo.xml")
    told = subprocess.run(["appstreamcli", "validate", "--no-net", path], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_icons_of_every_size_are_pictures_of_that_size(trees: dict[str, Path]) -> None:
    from PIL import Image

    for size in debian.ICON_SIZES:
        place = f"usr/share/icons/hicolor/{size}x{size}/apps/cashier-app.png"
        with Image.open(trees["cashier-app"] / place) as picture:
            assert picture.size == (size, size)
            assert len(picture.convert("RGBA").getcolors(1 << 16) or []) > 5, "nothing is drawn"


# --- manuals ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru"])
def test_manual_tells_of_every_command_and_option(language: str) -> None:
    page = man.page(language, "till", __version__, DAY).replace("\\-", "-")
    for name, parser in man.parsers(load_words(language)):
        assert f".SS cashier-app {name}\n" in page
        for action in parser._actions:
            for option in action.option_strings:
                assert option in ("-h", "--help") or option in page, f"{name} {option}"
    assert ".SS cashier-app server pair\n" in page
    assert ".SS cashier-app run\n" not in man.page(language, "server", __version__, DAY)
    assert all(word not in page for word in ("%(", "==SUPPRESS=="))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_manual_is_what_man_takes(language: str, tmp_path: Path) -> None:
    path = tmp_path / "page.1"
    path.write_text(man.page(language, "till", __version__, DAY), encoding="utf-8")
    command = ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(path)]
    told = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "MANROFFSEQ": "", "MANWIDTH": "80"}
    )
    assert told.stderr == ""


# --- udev ------------------------------------------------------------------------------------------------


def kind_by_rules(vendor: str, maker: str, model: str) -> str:
    """What the rules take a serial port on USB for, read as udev reads them."""
    kind = ""
    for line in udev.rules().splitlines():
        if 'ENV{CASHIER_DEVICE}="' not in line or "ATTRS{" not in line:
            continue
        found = re.search(r'ATTRS\{(\w+)\}=="([^"]*)"', line)
        assert found is not None
        said = {"idVendor": vendor, "manufacturer": maker, "product": model}[found[1]]
        if any(fnmatchcase(said, pattern) for pattern in found[2].split("|")):
            kind = line.rpartition('="')[2].rstrip('"')
    return kind


@pytest.mark.parametrize(
    ("vendor", "maker", "model"),
    [
        *((maker, "", "") for maker in sorted(SCANNER_MAKERS)),
        ("0c2e", "Honeywell", "Voyager 1450g"),
        ("1a86", "QinHeng", "USB Serial"),
        ("0483", "MERTECH", "2310 P2D"),
        ("ffff", "Mindeo", "MD6600"),
        ("ffff", "", "USB BarCode Scanner"),
        ("05f9", "Datalogic", "Magellan scale"),
        ("0483", "Масса-К", "Весы"),
        ("ffff", "ATOL", "Fiscal Printer"),
        ("ffff", "u-blox", "GNSS receiver"),
        ("ffff", "ACME", "2D Imager"),
    ],
)
def test_rules_take_for_a_scanner_what_the_program_takes_for_one(vendor: str, maker: str, model: str) -> None:
    port = SerialPort(device="/dev/ttyACM0", vendor=vendor, product="0001", maker=maker, model=model)
    assert (kind_by_rules(vendor, maker, model) == "scanner") == looks_like_scanner(port)


def test_rules_know_scales_printers_and_bare_adapters() -> None:
    assert kind_by_rules("0483", "Масса-К", "ВЕСЫ") == "scale"
    assert kind_by_rules("ffff", "ATOL", "Receipt Printer") == "printer"
    assert kind_by_rules("1a86", "QinHeng", "USB Serial") == "serial"
    assert kind_by_rules("ffff", "Sierra", "Modem") == "other"
    assert kind_by_rules("ffff", "u-blox", "GNSS receiver") == ""


def test_rules_give_rights_before_the_seat_is_asked(trees: dict[str, Path]) -> None:
    (path,) = trees["cashier-app"].rglob("*.rules")
    assert path.name < "73-seat-late.rules"
    assert path.read_text(encoding="utf-8").count("uaccess") == 3


# --- what is frozen --------------------------------------------------------------------------------------


def test_every_module_of_ours_goes_into_the_frozen_till() -> None:
    ours = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "cashier_app").rglob("*.py")
    }
    asdata = {Path(source) for source, _ in freezing.data()}
    left = ours - set(freezing.modules("till"))
    assert all("migrations" in name for name in left)
    for name in left:
        assert ROOT / (name.replace(".", "/") + ".py") in asdata, f"{name} is neither module nor file"
    assert {f"cashier_app.{command.module}" for command in cli.COMMANDS.values()} <= ours - left


def test_every_library_that_is_imported_anywhere_may_come_along() -> None:
    """Nothing that the program imports, at its head or within a function, stands among what is kept out."""
    imported: set[str] = set()
    for path in (ROOT / "cashier_app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported.update(each.name for each in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module)
    tops = {name.partition(".")[0] for name in imported}
    assert not tops & set(freezing.excluded("till"))
    assert tops & set(freezing.excluded("server")) <= {"PySide6", "shiboken6"}
    assert "pytest" in freezing.excluded("till")
    assert "hypothesis" in freezing.excluded("server")


def test_every_folder_of_resources_comes_along() -> None:
    """But pictures for the read-me, and guides, which lie among the documents: no program reads them."""
    there = {path.name for path in (ROOT / "resources").iterdir() if path.is_dir()}
    assert there - {"readme", "guides"} == set(freezing.RESOURCES)


def test_the_guides_lie_among_the_documents(trees: dict[str, Path]) -> None:
    there = {path.name for path in (ROOT / "resources" / "guides").iterdir()}
    for name in ("cashier-app", "cashier-app-server"):
        assert {path.name for path in (trees[name] / "usr/share/doc" / name / "guides").iterdir()} == there


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6/Qt/translations/qtbase_ru.qm", True),
        ("PySide6/Qt/translations/qtbase_kk.qm", False),
        ("libharfbuzz.so.0", False),
        ("libX11.so.6", True),
    ],
)
def test_what_a_till_cannot_use_stays_out(name: str, stays: bool) -> None:
    assert bool(list(freezing.wanted_files([(name, "", "BINARY")]))) == stays


def test_package_asks_for_the_libraries_that_the_bootstrap_installs() -> None:
    (till,) = (package for package in debian.PACKAGES if package.name == "cashier-app")
    assert set(bootstrap.LIBRARIES.values()) <= set(till.depends)


# --- a program without screens ---------------------------------------------------------------------------


def test_a_servers_program_says_that_it_has_no_till(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("cashier_app.cli.has_screens", lambda: False)
    for command in ("run", "demo"):
        assert cli.main(["--home", str(tmp_path), "--language", "en", command]) == 1
        assert "Install the till's package" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["run"], "run"),
        (["--home", "run", "doctor"], "doctor"),
        (["--home=x", "--language", "ru", "server", "run"], "server"),
        ([], ""),
    ],
)
def test_only_the_till_itself_begins_with_its_picture(words: list[str], command: str) -> None:
    assert first_word(words) == command
