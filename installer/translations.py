"""Keeps translations/*.ts in step with the code: `update`, `fill FILE.json`, `check`.

`update` collects the marked texts; `fill` puts translations in from a JSON file of the form
`{"context": {"source": "перевод", "%n point(s)": {"ru": ["…", "…", "…"], "en": ["…", "…"]}}}`;
`check` fails when the files are behind the code or anything is unfinished.
English texts without a plural are their own translation.

pyside6-lupdate only finds the texts; the merge is done here, because it takes a text with a
count for a plural only where the count is a literal, and then refuses its own file.
"""

from __future__ import annotations

import ast
import fcntl
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FILES = {"ru": ROOT / "translations" / "cashier_ru.ts", "en": ROOT / "translations" / "cashier_en.ts"}
TOOLS = Path(sys.executable).parent

#: (context, source) → its translation, by plural forms where there are any; None while nobody has done it.
Catalogue = dict[tuple[str, str], str | list[str] | None]


def read(path: Path) -> Catalogue:
    """The texts of a translators' file."""
    catalogue: Catalogue = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            done = translation.get("type") != "unfinished"
            key = context.findtext("name", ""), message.findtext("source", "")
            catalogue[key] = (forms or translation.text or "") if done else None
    return catalogue


def write(path: Path, language: str, catalogue: Catalogue) -> None:
    """Write a translators' file, contexts and texts in the alphabet's order so that merges are easy."""
    root = ElementTree.Element("TS", version="2.1", language=language)
    context = ElementTree.Element("none")
    for (name, source), value in sorted(catalogue.items(), key=lambda pair: pair[0]):
        if context.findtext("name") != name:
            context = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(context, "name").text = name
        plural = "%n" in source
        message = ElementTree.SubElement(context, "message", {"numerus": "yes"} if plural else {})
        ElementTree.SubElement(message, "source").text = source
        translation = ElementTree.SubElement(message, "translation", {} if value else {"type": "unfinished"})
        if not plural:
            translation.text = str(value or "")
        for form in (value or [""]) if plural else []:
            ElementTree.SubElement(translation, "numerusform").text = form
    ElementTree.indent(root, "  ")
    body = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def collect() -> list[tuple[str, str]]:
    """Context and source of every text marked in the code."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.ts"
        options: list[str | Path] = ["-extensions", "py", "-locations", "none", "cashier_app", "-ts", fresh]
        subprocess.run([TOOLS / "pyside6-lupdate", *options], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return list(read(fresh))


def overlooked(found: list[tuple[str, str]]) -> int:
    """Name the marked texts that lupdate does not see (inside an f-string, a count that is no name); their count."""
    known, missed = set(found), 0
    for path in sorted((ROOT / "cashier_app").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or len(call.args) < 2:
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            texts = [text.value if isinstance(text, ast.Constant) else None for text in call.args[:2]]
            marked = name in ("translate", "QT_TRANSLATE_NOOP") and all(isinstance(text, str) for text in texts)
            if marked and tuple(texts) not in known:
                print(f"{path.relative_to(ROOT)}:{call.lineno}: lupdate does not see this text: {texts}")
                missed += 1
    return missed


def merged(language: str, found: list[tuple[str, str]], given: dict[str, dict[str, Any]]) -> Catalogue:
    """Translations of exactly the texts found: those given win over those that stood in the file."""
    old = read(FILES[language]) if FILES[language].exists() else {}
    fresh: Catalogue = {}
    for context, source in found:
        value = given.get(context, {}).get(source)
        if isinstance(value, dict):
            value = value.get(language)
        elif language == "en":
            value = None if "%n" in source else source
        fresh[context, source] = value or old.get((context, source))
    return fresh


def report(language: str, catalogue: Catalogue) -> int:
    """Name the texts that nobody has translated; their count."""
    missing = [key for key, value in catalogue.items() if not value]
    for context, source in missing:
        print(f"{FILES[language].name}: not translated: [{context}] {source}")
    return len(missing)


def check(found: list[tuple[str, str]]) -> int:
    """1 if a file lacks a text of the code, holds one too many, or lrelease finds it unfinished."""
    failures = overlooked(found)
    for language, path in FILES.items():
        expected = merged(language, found, {})
        failures += report(language, expected)
        for context, source in read(path).keys() - expected.keys():
            print(f"{path.name}: no longer in the code: [{context}] {source}")
            failures += 1
        with tempfile.TemporaryDirectory() as folder:
            release: list[str | Path] = [TOOLS / "pyside6-lrelease", "-silent", "-fail-on-unfinished", path]
            failures += subprocess.run([*release, "-qm", f"{folder}/x.qm"], check=False).returncode
    return 1 if failures else 0


def main(arguments: list[str]) -> int:
    """Run one of `update`, `fill FILE`, `check`."""
    given: dict[str, dict[str, Any]] = {}
    if arguments[:1] == ["fill"] and len(arguments) == 2:
        given = json.loads(Path(arguments[1]).read_text(encoding="utf-8"))
    elif arguments not in (["update"], ["check"]):
        print(__doc__)
        return 2
    with (Path(tempfile.gettempdir()) / "cashier-translations.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = collect()
        if arguments == ["check"]:
            return check(found)
        for language, path in FILES.items():
            catalogue = merged(language, found, given)
            write(path, language, catalogue)
            report(language, catalogue)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
