"""The machine: the program's version, its folders, room on the disk, a screen to show itself on."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

import cashier_app
from cashier_app import file_rights
from cashier_app.config import Places, Settings
from cashier_app.core.number import format_scaled
from cashier_app.core.words import Words
from cashier_app.till.diagnosing import Finding
from cashier_app.till.doctor.examination import found

#: Below this much room the till soon cannot write (bytes); below the other somebody should look.
TOO_LITTLE: Final = 200 << 20
LITTLE: Final = 2 << 30


def program(words: Words) -> Finding:
    """Which program this is, on what."""
    facts = (
        (words.translate("doctor", "Version"), cashier_app.__version__),
        ("Python", platform.python_version()),
        (words.translate("doctor", "System"), f"{platform.system()} {platform.release()} {platform.machine()}"),
        (words.translate("doctor", "Program"), str(Path(sys.executable))),
    )
    return found(
        "good", words.translate("doctor", "cashier-app {version}").format(version=cashier_app.__version__), "", facts
    )


def files(places: Places, settings: Settings, words: Words) -> Finding:
    """Whether the folders can be written, and how much room is left; nothing stays behind."""
    till = places.till_folder(settings)
    facts = [
        (words.translate("doctor", "Settings"), str(places.settings_file)),
        (words.translate("doctor", "Data"), str(till)),
        (words.translate("doctor", "Logs"), str(places.logs)),
    ]
    for folder in (till, places.logs):
        try:
            _try_to_write(folder)
        except OSError as error:
            text = words.translate("doctor", "The folder {folder} cannot be written").format(folder=folder)
            way_out = words.translate("doctor", "Give the person who runs the till the right to write there")
            return found("error", text, way_out, facts, error)
    free = shutil.disk_usage(_existing(till)).free
    facts.append((words.translate("doctor", "Free"), _gigabytes(free, words)))
    if free < LITTLE:
        text = words.translate("doctor", "Only {free} are free on the disk").format(free=_gigabytes(free, words))
        way_out = words.translate("doctor", "Delete or move what is not needed: a full disk stops the till")
        return found("error" if free < TOO_LITTLE else "warning", text, way_out, facts)
    if not places.settings_file.exists():
        text = words.translate("doctor", "There is no settings file: the till sells with the defaults")
        way_out = words.translate("doctor", "“cashier-app config --describe” shows what may stand in it")
        return found("warning", text, way_out, facts)
    return found("good", words.translate("doctor", "Folders can be written, and there is room"), "", facts)


def privacy(places: Places, settings: Settings, words: Words) -> Finding:
    """Whether somebody else on this machine may read data, keys, settings and logs."""
    wide = [path for path, _ in file_rights.too_wide(places, settings)]
    if settings.node.private_key:
        key = Path(settings.node.private_key).expanduser()
        wide += [key] if file_rights.readable_by_all(key) else []
    if not wide:
        return found("good", words.translate("doctor", "Nobody else on this machine may read them"), "", ())
    n = len(wide)
    facts = [(words.translate("doctor", "Among them"), str(path)) for path in wide[:3]]
    text = words.translate("doctor", "Others on this machine may read %n file(s) or folder(s)", "", n)
    way_out = words.translate("doctor", "The next start of the till mends it; what another user owns: chmod go= FILE")
    return found("warning", text, way_out, facts)


def screen(words: Words) -> Finding:
    """Whether there is a screen; a till that is looked at over a remote command line has none."""
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        name = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or platform.system()
        return found(
            "good", words.translate("doctor", "There is a screen"), "", [(words.translate("doctor", "Name"), name)]
        )
    text = words.translate("doctor", "No screen is seen from here")
    return found("off", text, words.translate("doctor", "Over a remote command line that is as it should be"))


def _try_to_write(folder: Path) -> None:
    """A file is made and gone again; of a folder that is not there yet, where it would be made."""
    with tempfile.NamedTemporaryFile(dir=_existing(folder), prefix=".doctor-") as file:
        file.write(b"1")
        file.flush()


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(each for each in (folder, *folder.parents) if each.exists())


def _gigabytes(size: int, words: Words) -> str:
    figure = format_scaled(size // 100_000_000, 1, words.decimal_mark)
    return words.translate("doctor", "{size} GB").format(size=figure)
