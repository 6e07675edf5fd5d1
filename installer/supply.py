"""What the product is made of besides its own code: `python installer/supply.py check | audit | sbom [FILE]`.

`check` needs no network: every package has a hash, the lock is what pyproject.toml asks for, licences are allowed,
and nothing is imported that is not locked.  `audit` asks a public service (OSV) for known vulnerabilities, and says
loudly that nothing was audited where none can be reached: that is no failure, and no pass either.  `sbom` writes what
a package contains as CycloneDX JSON: packages with hashes and licences, and the Python, SQLite, OpenSSL and Qt
that come with them.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import socket
import ssl
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from typing import Any, Final

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT: Final = Path(__file__).resolve().parent.parent
PRODUCT: Final = ROOT / "installer" / "requirements.txt"
TESTS: Final = ROOT / "installer" / "requirements-dev.txt"
#: Where known vulnerabilities are asked for, and how long its name and door may take (seconds).
SERVICE: Final = "api.osv.dev"
PATIENCE_S: Final = 5
#: The whole of an audit (seconds).
LONGEST_S: Final = 300
#: Licences that a program under MIT may be handed on with; those of the LGPL as libraries that can be replaced.
ALLOWED: Final = frozenset(
    (
        *("MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "ISC", "Zlib", "CC0-1.0"),
        *("PSF-2.0", "Python-2.0", "MPL-2.0", "LGPL-3.0-only"),
    )
)
#: What older packages call the same.
_KNOWN_AS: Final = {
    "MIT License": "MIT",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
#: Packages whose description names none: read in their own files.
_READ: Final = {"pysqlite3": "Zlib", "colorama": "BSD-3-Clause"}
_PIN: Final = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: *; *(?P<marker>[^\\]+?))? *\\?$")


class Locked:
    """One line of a lock: a package with its version, where it is wanted, and the hashes that it may have."""

    def __init__(self, name: str, version: str, marker: str) -> None:
        self.name = canonicalize_name(name)
        self.version = version
        self.wanted = not marker or Marker(marker).evaluate()
        self.hashes: list[str] = []


def locked(file: Path) -> list[Locked]:
    """What a lock file names."""
    found: list[Locked] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if pin := _PIN.match(line):
            found.append(Locked(pin["name"], pin["version"], (pin["marker"] or "").strip()))
        elif line.strip().startswith("--hash="):
            found[-1].hashes.append(line.strip().removesuffix("\\").strip().removeprefix("--hash="))
        elif line.strip() and not line.lstrip().startswith("#"):
            raise SystemExit(f"{file.name}: not a pinned package: {line}")
    return found


# --- without a network -----------------------------------------------------------------------------------


def faults() -> Iterator[str]:
    """What is wrong with the locks, the licences and the imports, a sentence each."""
    for file in (PRODUCT, TESTS):
        pins = locked(file)
        yield from (f"{file.name}: {pin.name} has no SHA-256" for pin in pins if not _hashed(pin))
        yield from _unmet(file, {pin.name: pin for pin in pins if pin.wanted})
    yield from (
        f"{pin.name}: licence {licence!r} is not on the list"
        for pin in locked(PRODUCT)
        if pin.wanted and not is_allowed(licence := licence_of(pin.name))
    )
    yield from _unlocked_imports()


def _hashed(pin: Locked) -> bool:
    return bool(pin.hashes) and all(re.fullmatch("sha256:[0-9a-f]{64}", each) for each in pin.hashes)


def _unmet(file: Path, pins: dict[str, Locked]) -> Iterator[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(project["optional-dependencies"]["dev"] if file == TESTS else ())]
    for each in map(Requirement, asked):
        pin = pins.get(canonicalize_name(each.name))
        if pin is None:
            yield f"{file.name}: {each.name} is not locked"
        elif Version(pin.version) not in each.specifier:
            yield f"{file.name}: {pin.name} {pin.version} is not what pyproject.toml asks for ({each})"


def licence_of(name: str) -> str:
    """The licence of an installed package, as an SPDX expression where that can be told."""
    if name in _READ:
        return _READ[name]
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:
        return "not installed"
    if "License-Expression" in about:
        return about["License-Expression"]
    told = about["License"].strip() if "License" in about else ""
    if told and "\n" not in told and len(told) < 60:
        return _KNOWN_AS.get(told, told)
    classes = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if each.startswith("License ::")]
    return _KNOWN_AS.get(classes[0], classes[0]) if classes else ""


def is_allowed(licence: str) -> bool:
    """Whether a package may be handed on with ours: all parts of an AND, one of an OR."""
    parts = licence.strip("()").split(" AND ")
    return all(any(each.strip("() ") in ALLOWED for each in part.split(" OR ")) for part in parts)


def _unlocked_imports() -> Iterator[str]:
    """Imports of the product that come from no package of its lock."""
    ours = {pin.name for pin in locked(PRODUCT)}
    origins = packages_distributions()
    own = {"cashier_app", "tests", "__future__", *sys.stdlib_module_names}
    for file in sorted((ROOT / "cashier_app").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for module in sorted(set(re.findall(r"^\s*(?:import|from) ([a-zA-Z_]\w*)(?:[. ]|$)", text, re.M)) - own):
            if module in origins and not {canonicalize_name(each) for each in origins[module]} & ours:
                yield f"{file.relative_to(ROOT)}: {module} is imported and not locked"


# --- with one --------------------------------------------------------------------------------------------


def audit() -> int:
    """Ask for known vulnerabilities of everything locked; 1 if there are any, 0 also where nobody could be asked."""
    try:
        with socket.create_connection((SERVICE, 443), PATIENCE_S):
            pass
    except OSError as error:
        print(f"not audited: {SERVICE} cannot be reached ({error})")
        return 0
    command = [sys.executable, "-m", "pip_audit", "-s", "osv", "-f", "json", "--progress-spinner", "off"]
    command += ["--require-hashes", "--disable-pip", "-r", str(TESTS)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=False)
        found = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError) as error:
        print(f"not audited: {type(error).__name__} while {SERVICE} was asked")
        return 0
    return judged(found)


def judged(found: list[dict[str, Any]]) -> int:
    """Tell what an audit found; 1 if anything is vulnerable."""
    skipped = [each for each in found if "skip_reason" in each]
    vulnerable = [each for each in found if each.get("vulns")]
    if skipped or not found:
        print(f"not audited: {len(skipped)} packages ({', '.join(each['name'] for each in skipped[:5])} …)")
    for each in vulnerable:
        names = ", ".join(vulnerability["id"] for vulnerability in each["vulns"])
        print(f"vulnerable: {each['name']} {each['version']}: {names}")
    if not skipped and not vulnerable and found:
        print(f"audited: {len(found)} packages, none is known to be vulnerable")
    return 1 if vulnerable else 0


# --- what a package contains -----------------------------------------------------------------------------


def sbom() -> dict[str, Any]:
    """What a package contains, as a CycloneDX document."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    product = {
        "type": "application",
        "bom-ref": project["name"],
        "name": project["name"],
        "version": project["version"],
        "licenses": [_licence(project["license"])],
    }
    packages = [_package(pin) for pin in locked(PRODUCT) if pin.wanted]
    beneath = [
        {"type": kind, "bom-ref": name.lower(), "name": name, "version": version, "licenses": [_licence(licence)]}
        for kind, name, version, licence in _beneath()
    ]
    components = packages + beneath
    direct = {canonicalize_name(Requirement(each).name) for each in project["dependencies"]}
    needs = [str(each["bom-ref"]) for each in components if each["name"] in direct or each in beneath]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": product},
        "components": components,
        "dependencies": [{"ref": project["name"], "dependsOn": sorted(needs)}],
    }


def _package(pin: Locked) -> dict[str, Any]:
    hashes = [{"alg": "SHA-256", "content": each.removeprefix("sha256:")} for each in pin.hashes]
    purl = f"pkg:pypi/{pin.name}@{pin.version}"
    return {
        "type": "library",
        "bom-ref": f"{pin.name}=={pin.version}",
        "name": pin.name,
        "version": pin.version,
        "purl": purl,
        "licenses": [_licence(licence_of(pin.name))],
        # one of these files is what was installed
        "externalReferences": [{"type": "distribution", "url": purl, "hashes": hashes}],
    }


def _licence(expression: str) -> dict[str, Any]:
    known = all(part.strip("() ") in ALLOWED or part.startswith("GPL-") for part in re.split(" AND | OR ", expression))
    return {"expression": expression} if known else {"license": {"name": expression or "unknown"}}


def _beneath() -> Iterator[tuple[str, str, str, str]]:
    """What comes in binary form with Python and the packages: type, name, version, licence."""
    import pysqlite3.dbapi2 as driver
    from PySide6.QtCore import qVersion

    yield "platform", "Python", platform.python_version(), "Python-2.0"
    yield "library", "SQLite", driver.sqlite_version, "public domain"
    yield "library", "OpenSSL", ssl.OPENSSL_VERSION.split()[1], "Apache-2.0"
    yield "framework", "Qt", qVersion(), "LGPL-3.0-only"


def main(argv: list[str]) -> int:
    """One of the commands; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0] if __doc__ else "")
    parser.add_argument("command", choices=["check", "audit", "sbom"])
    parser.add_argument("file", nargs="?", type=Path, help="where the list goes; else to the standard output")
    chosen = parser.parse_args(argv)
    if chosen.command == "audit":
        return audit()
    if chosen.command == "check":
        wrong = list(faults())
        print("\n".join(wrong))
        return 1 if wrong else 0
    text = json.dumps(sbom(), indent=1, ensure_ascii=False) + "\n"
    if chosen.file is None:
        sys.stdout.write(text)
    else:
        chosen.file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
