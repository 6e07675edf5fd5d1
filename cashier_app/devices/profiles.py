"""Profiles of receipt printers: what a model wants, as data, so that an installer names a model and not its bytes.

One TOML file a profile: the program's own in `resources/printers`, a shop's own in `printers` beside its
settings file, which win over those of the same name.  Each says where its figures come from.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final, Literal

from msgspec import Meta

from cashier_app.config import Section
from cashier_app.core.errors import QT_TRANSLATE_NOOP

BUILT_IN: Final = Path(__file__).parents[2] / "resources" / "printers"
#: Name of the folder beside the settings file.
OWN_FOLDER: Final = "printers"


class Paper(Section, frozen=True, kw_only=True):
    """A width of paper that a model takes."""

    mm: Annotated[Literal[58, 80], Meta(description=QT_TRANSLATE_NOOP("settings", "Width of the paper"))]
    dots: Annotated[int, Meta(ge=100, le=2000, description=QT_TRANSLATE_NOOP("settings", "Dots a line"))]
    columns: Annotated[int, Meta(ge=24, le=80, description=QT_TRANSLATE_NOOP("settings", "Characters a line"))]
    columns_b: Annotated[
        int, Meta(ge=24, le=120, description=QT_TRANSLATE_NOOP("settings", "Characters a line in the small font"))
    ]


class Profile(Section, frozen=True, kw_only=True):
    """What a model of printer wants and can do; `source` says where that was read, `verified` whether of this model."""

    name: Annotated[str, Meta(min_length=1, max_length=80, examples=["Epson TM-T20III"])]
    source: Annotated[str, Meta(min_length=1, max_length=300, examples=["https://…"])]
    verified: bool = False
    note: Annotated[str, Meta(max_length=300)] = ""
    encoding: Annotated[str, Meta(min_length=1, max_length=40, examples=["cp866"])] = "cp866"
    code_page: Annotated[int, Meta(ge=0, le=255)]
    fs_dot: bool = True
    cut: Literal["partial", "full", "none"] = "partial"
    drawer_pin: Literal[0, 2, 5] = 2
    confirmation: Literal["auto", "process_id", "status", "none"] = "auto"
    near_end: bool = True
    qr: bool = True
    barcodes: bool = True
    images: bool = True
    paper: tuple[Paper, ...]

    def on(self, mm: int) -> Paper | None:
        """The paper of that width, if the model takes it."""
        return next((paper for paper in self.paper if paper.mm == mm), None)

    def settings(self, paper: Paper) -> dict[str, Any]:
        """The keys of `[[printers]]` that it gives, for one width of paper."""
        return {
            "columns": paper.columns,
            "encoding": self.encoding,
            "code_page": self.code_page,
            "fs_dot": self.fs_dot,
            "cut": self.cut,
            "drawer_pin": self.drawer_pin,
            "confirmation": self.confirmation,
            "near_end": self.near_end,
            "qr": "native" if self.qr else "image",
            "barcode": "native" if self.barcodes else "image",
        }


def names(folder: Path | None = None) -> dict[str, Path]:
    """Every profile by its name, the file's without its ending; `folder` holds the settings file."""
    found: dict[str, Path] = {}
    for place in (BUILT_IN, folder / OWN_FOLDER if folder is not None else None):
        if place is not None and place.is_dir():
            found.update({path.stem: path for path in sorted(place.glob("*.toml"))})
    return found


def read_profile(path: Path) -> Profile:
    """One profile.  Raises a `Refused` that names the file, the key, the value and what is allowed."""
    from cashier_app.config_file import decode_section, read_toml

    return decode_section(Profile, read_toml(path), str(path))


def all_profiles(folder: Path | None = None) -> dict[str, Profile]:
    """Every profile that can be read; one that cannot is left out, and refused where it is named."""
    from cashier_app.core.errors import Refused

    found: dict[str, Profile] = {}
    for name, path in names(folder).items():
        try:
            found[name] = read_profile(path)
        except Refused:
            continue
    return dict(sorted(found.items(), key=lambda pair: pair[1].name.casefold()))
