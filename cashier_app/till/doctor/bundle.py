"""What support needs, in one file without personal data: findings, settings without secrets, logs, counts.

No row of the database goes in: neither members nor receipts.  Logs are written without personal data; here they are
cleaned once more, and so is everything else.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

import msgspec

from cashier_app.config import Places, Settings
from cashier_app.config_file import show
from cashier_app.core.clock import Instant, local_time
from cashier_app.logs import without_personal_data
from cashier_app.till.doctor.database import DatabaseState
from cashier_app.till.doctor.examination import Examination

#: Of each log file its end, so much (bytes); of crash files the newest so many.
LOG_END: Final = 2 << 20
CRASHES: Final = 20
#: Settings whose values open something.
_SECRET: Final = re.compile(r"^(\s*[\w.-]*(?:token|password|secret|pin|private_key)[\w.-]*\s*=\s*).*$", re.I | re.M)
#: A user's name and password in an address.
_CREDENTIALS: Final = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*://)[^\s/@\"']+@", re.I)
#: Keys of nodes and of hashes: 64 hex digits and more.
_KEY: Final = re.compile(r"\b[0-9a-fA-F]{64,}\b")


def cleaned(text: str) -> str:
    """A text without secrets, cards, telephones and addresses of mail."""
    text = _SECRET.sub(lambda found: f'{found[1]}"…"', text)
    text = _CREDENTIALS.sub(lambda found: f"{found['scheme']}…@", text)
    return without_personal_data(_KEY.sub("…", text))


def name_of(now: Instant, zone: str, till: int) -> str:
    """A file name that says when and of which till."""
    return f"support-till{till}-{local_time(now, zone):%Y-%m-%d-%H%M%S}.zip"


def write(
    file: Path,
    examination: Examination,
    places: Places,
    settings: Settings,
    database: DatabaseState | None,
) -> list[str]:
    """Write the file, which is there whole or not at all; the names of what is in it.  Raises `OSError`."""
    draft = file.with_name(f".{file.name}.part")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in _contents(examination, places, settings, database):
                archive.writestr(name, cleaned(content))
            names = archive.namelist()
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return names


def _contents(
    examination: Examination, places: Places, settings: Settings, database: DatabaseState | None
) -> Iterator[tuple[str, str]]:
    yield "doctor.json", examination.json().decode()
    yield "settings.toml", show(settings)
    if database is not None:
        yield "database.json", msgspec.json.format(msgspec.json.encode(database, enc_hook=str), indent=2).decode()
    packages = sorted(f"{each.metadata['Name']}=={each.version}" for each in distributions())
    yield "packages.txt", "\n".join(packages) + "\n"
    if places.logs.is_dir():
        files = sorted(each for each in places.logs.rglob("*") if each.is_file())
        crashes = sorted((each for each in files if "crash" in each.name), key=lambda each: each.stat().st_mtime)
        for each in files:
            if each not in crashes[:-CRASHES]:
                yield f"logs/{each.relative_to(places.logs).as_posix()}", _end_of(each)


def _end_of(file: Path) -> str:
    """The end of a log: its last lines, whole."""
    with file.open("rb") as stream:
        stream.seek(0, 2)
        size = stream.tell()
        stream.seek(max(size - LOG_END, 0))
        content = stream.read().decode("utf-8", "replace")
    return content if size <= LOG_END else content.partition("\n")[2]
