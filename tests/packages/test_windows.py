"""The installer for Windows: all of the program is in it, both languages are whole, and what is missing is said."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from installer.packages import windows
from installer.packages.on_path import with_folder, without_folder
from installer.packages.windows import HERE, ROOT, NotBuilt, checked_runtime, locked, main, sqlite_version, unpack

SCRIPT = (HERE / "installer.nsi").read_text(encoding="utf-8")
#: What only POSIX systems have.
ELSEWHERE_ONLY = {"fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "syslog", "posix"}


@pytest.fixture(scope="module")
def stub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A labelled installer without Python and wheels."""
    into = tmp_path_factory.mktemp("dist")
    assert main(["--stub", "--version", "1.2.3", "--into", str(into)]) == 0
    (made,) = into.glob("*.exe")
    return made


def files_of(package: Path) -> set[str]:
    """What 7-Zip sees in an installer, by where it goes within the program's folder."""
    done = subprocess.run(["7z", "l", "-ba", "-slt", str(package)], capture_output=True, text=True, check=True)
    paths = (line.removeprefix("Path = ") for line in done.stdout.splitlines() if line.startswith("Path = "))
    return {path.replace("\\", "/").removeprefix("new/") for path in paths}


def test_the_whole_program_is_in_it(stub: Path) -> None:
    assert "STUB" in stub.name, "nobody takes it for one that can run"
    found = files_of(stub)
    listed = set(stub.with_name(f"{stub.name}.content.txt").read_text(encoding="utf-8").split("\n")) - {""}
    assert listed <= found, "the list beside it is of what is in it"
    tracked = subprocess.run(
        ["git", "ls-files", "cashier_app", "resources", "translations"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    wanted = {f"program/{name}" for name in tracked if name and not name.startswith("resources/readme/")}
    assert len(wanted) > 500
    assert wanted - found == set()
    for name in ("bin/cashier-app.cmd", "program/on_path.py", "program/cashier-app.ico", "program/VERSION.txt"):
        assert name in found
    for name in ("python.exe", "pythonw.exe", "python311.dll", "python311.zip", "python311._pth", "LICENSE.txt"):
        assert f"runtime/{name}" in found
    assert "licences/cashier-app/LICENSE" in found
    assert "uninstall.exe" in found
    assert not {name for name in found if "__pycache__" in name or name.endswith(".pyc")}


def test_both_languages_say_everything() -> None:
    told = {
        language: dict(re.findall(rf'LangString (\w+) \$\{{LANG_{language.upper()}\}} "(.*)"', text))
        for language in ("english", "russian")
        for text in [(HERE / f"{language}.nsh").read_text(encoding="utf-8")]
    }
    assert told["english"].keys() == told["russian"].keys()
    used = set(re.findall(r"\$\((\w+)\)", SCRIPT))
    assert used == told["english"].keys(), "every text is used, and every text that is used is there"
    for name, english in told["english"].items():
        russian = told["russian"][name]
        assert re.search("[а-яё]", russian.lower()), name
        assert not re.search("[а-яё]", english.lower()), name
        assert set(re.findall(r"\$\w+", english)) == set(re.findall(r"\$\w+", russian)), name


def test_every_silent_option_that_is_told_is_read() -> None:
    head = SCRIPT.split("\n\n")[0]
    told = set(re.findall(r"/([A-Z]{2,})=", head))
    read = set(re.findall(r'\$\{GetOptions\} \$9 "/(\w+)="', SCRIPT)) - {"${OPTION}"}
    read |= set(re.findall(r"insertmacro choose (\w+)", SCRIPT))
    assert told == read == {"TILL", "AUTOSTART", "NODE", "PORT", "USER", "ANSWERS", "DATA"}
    for box in re.findall(r"^\s*MessageBox .*$", SCRIPT, re.MULTILINE):
        assert "/SD ID" in box, f"a silent installer would wait for an answer: {box}"


def test_a_missing_python_is_said_with_where_it_belongs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = tmp_path / windows.RUNTIME
    assert main(["--into", str(tmp_path), "--runtime", str(there)]) == 3
    said = capsys.readouterr().err
    assert str(there) in said
    assert windows.RUNTIME_SHA256 in said
    assert "python.org" in said
    there.write_bytes(b"another Python")
    assert main(["--into", str(tmp_path), "--runtime", str(there)]) == 3
    assert "another file than the pinned one" in capsys.readouterr().err
    with pytest.raises(NotBuilt):
        checked_runtime(there, "00")
    assert not list(tmp_path.glob("*.exe"))


def test_the_lock_is_judged_for_windows_and_not_for_here() -> None:
    names = {requirement.name for requirement in locked()}
    assert "colorama" in names, "only Windows needs it"
    assert {"pysqlite3", "pyside6-essentials", "tzdata"} <= names
    lock = (ROOT / "installer" / "requirements.txt").read_text(encoding="utf-8")
    firsts = [line.removesuffix(" \\") for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    everywhere = {each.name for each in map(Requirement, firsts) if each.marker is None}
    assert everywhere <= names
    lines = [line for _, line in windows._locked_for_windows(ROOT / "installer" / "requirements.txt")]
    assert all("--hash=sha256:" in line and ";" not in line for line in lines)


def test_wheels_give_their_files_and_licences_and_nothing_else(tmp_path: Path) -> None:
    wheel = tmp_path / "thing-1.0-py3-none-any.whl"
    about = "thing-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as packed:
        for name in ("thing/__init__.py", "thing/types.pyi", "start.pth", f"{about}/METADATA"):
            packed.writestr(name, "")
        packed.writestr(f"{about}/licenses/LICENSE", "free")
        for name in ("Qt6Core.dll", "Qt6Quick.dll", "designer.exe", "plugins/platforms/qwindows.dll", "qml/Qt.dll"):
            packed.writestr(f"PySide6/{name}", "")
    unpack([wheel], tmp_path)
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} - {wheel.name}
    inside = {"thing/__init__.py", "PySide6/Qt6Core.dll", "PySide6/plugins/platforms/qwindows.dll"}
    kept = {f"packages/{name}" for name in inside | {f"{about}/METADATA", f"{about}/licenses/LICENSE"}}
    assert found == kept | {"licences/thing/LICENSE"}


def test_an_old_sqlite_is_not_packed(tmp_path: Path) -> None:
    assert sqlite_version(b"\0 3.9.1\0 @3.53.4\0\0 3.40.1\0") == (3, 53, 4)
    folder = tmp_path / "pysqlite3"
    folder.mkdir()
    (folder / "_sqlite3.cp311-win_amd64.pyd").write_bytes(b"\0@3.51.2\0")
    with pytest.raises(NotBuilt, match="3, 51, 3"):
        windows.check_sqlite(tmp_path)


@pytest.mark.parametrize(
    ("path", "added"),
    [
        ("", r"C:\app\bin"),
        (r"C:\Windows", r"C:\Windows;C:\app\bin"),
        (r"%SystemRoot%;C:\x;", r"%SystemRoot%;C:\x;C:\app\bin"),
        (r'C:\x;"c:\APP\bin\"', r'C:\x;"c:\APP\bin\"'),
    ],
)
def test_the_path_gets_the_folder_once_and_loses_it_alone(path: str, added: str) -> None:
    assert with_folder(path, r"C:\app\bin") == added
    assert without_folder(with_folder(path, r"C:\app\bin"), "C:\\App\\bin\\").lower() in (
        path.rstrip(";").lower(),
        r"c:\x",
    )
    long = ";".join(f"C:\\folder{number}" for number in range(500))
    assert with_folder(long, r"C:\app\bin").startswith(long)


# --- what the program itself does elsewhere than on Linux --------------------------------------------------


def asked_at_import(path: Path) -> set[str]:
    """Modules that a module asks for when it is imported, whatever the system."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            names |= {each.name.split(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


def test_no_module_asks_for_what_only_posix_has_when_it_is_imported() -> None:
    paths = sorted((ROOT / "cashier_app").rglob("*.py"))
    assert len(paths) > 500
    found = {str(path.relative_to(ROOT)): names for path in paths if (names := asked_at_import(path) & ELSEWHERE_ONLY)}
    assert found == {}


def test_a_program_without_a_console_runs(home: Path) -> None:
    program = (
        "import sys; sys.stdout = sys.stderr = None; sys.argv = ['x', 'config']; from cashier_app.start import main"
    )
    done = subprocess.run([sys.executable, "-c", f"{program}; raise SystemExit(main())"], check=False)
    assert done.returncode == 0, "pythonw of Windows gives a program no output"
