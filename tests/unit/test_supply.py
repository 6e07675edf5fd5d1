"""What the product is made of: locked by hash, under licences that allow it, told as a list that others can read."""

from __future__ import annotations

import importlib.util
import socket
import sys
from pathlib import Path
from types import ModuleType

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def supply() -> ModuleType:
    """`installer/supply.py`, which is no module of a package."""
    spec = importlib.util.spec_from_file_location("supply", ROOT / "installer" / "supply.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_everything_is_hashed_asked_for_allowed_and_locked(supply: ModuleType) -> None:
    assert list(supply.faults()) == []


def test_what_is_wrong_is_found(supply: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "requirements.txt"
    kept = [pin for pin in supply.locked(supply.PRODUCT) if pin.name not in ("requests", "msgspec")]
    lines = [f"{pin.name}=={pin.version} \\\n    --hash={pin.hashes[0]}\n" for pin in kept]
    lock.write_text("".join([*lines, "msgspec==0.1 \\\n    --hash=sha256:ab\n"]), encoding="utf-8")
    monkeypatch.setattr(supply, "PRODUCT", lock)
    monkeypatch.setattr(supply, "ALLOWED", supply.ALLOWED - {"Zlib"})
    told = "\n".join(supply.faults())
    assert "msgspec has no SHA-256" in told
    assert "msgspec 0.1 is not what pyproject.toml asks for" in told
    assert "requests is not locked" in told
    assert "requests is imported and not locked" in told
    assert "pysqlite3: licence 'Zlib' is not on the list" in told


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("", False),
        ("AGPL-3.0-only", False),
    ],
)
def test_licences_are_judged(supply: ModuleType, licence: str, allowed: bool) -> None:
    assert supply.is_allowed(licence) == allowed


def test_an_audit_that_could_not_be_made_is_said_and_is_no_pass(
    supply: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setattr(supply, "SERVICE", "localhost.invalid")
        assert supply.audit() == 0
    assert capsys.readouterr().out.startswith("not audited: localhost.invalid cannot be reached")
    fine = {"name": "a", "version": "1", "vulns": []}
    assert supply.judged([fine]) == 0
    assert capsys.readouterr().out.startswith("audited: 1 packages")
    assert supply.judged([fine, {"name": "b", "skip_reason": "not found"}]) == 0
    assert capsys.readouterr().out.startswith("not audited: 1 packages (b")
    assert supply.judged([fine, {"name": "c", "version": "2", "vulns": [{"id": "PYSEC-1"}]}]) == 1
    assert "vulnerable: c 2: PYSEC-1" in capsys.readouterr().out
    assert supply.judged([]) == 0
    assert capsys.readouterr().out.startswith("not audited")


def test_the_list_of_what_a_package_contains_fits_its_schema(supply: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "sbom.json"
    assert supply.main(["sbom", str(file)]) == 0
    text = file.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    components = {each["name"]: each for each in supply.json.loads(text)["components"]}
    assert {"Python", "SQLite", "OpenSSL", "Qt", "requests", "pyside6-essentials"} <= components.keys()
    for pin in supply.locked(supply.PRODUCT):
        if pin.wanted:
            told = components[pin.name]
            hashes = {each["content"] for one in told["externalReferences"] for each in one["hashes"]}
            assert hashes == {each.removeprefix("sha256:") for each in pin.hashes}
            assert told["licenses"]
    assert sys.prefix not in text
    assert str(ROOT) not in text
