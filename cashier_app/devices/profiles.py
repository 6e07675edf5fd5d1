"""Profiles of receipt printers: what a model wants, as data, so that an installer names a model and not its bytes.

One TOML file a profile: the program's own in `resources/printers`, a shop's own in `printers` beside its
settings file, which win over those of the same name.  Each says where its figures come from.  Models that neither has
may be in python-escpos' collection: `escpos:TM-T88III` names one.
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
#: What a name begins with that is one of python-escpos' collection.
COLLECTION: Final = "escpos:"
#: Code pages with Russian letters, the best first, and what Python calls them.
_CYRILLIC: Final = {"CP866": "cp866", "CP1251": "cp1251", "CP855": "cp855", "ISO_8859-5": "iso8859-5"}
#: Paper that no receipt fits on.
NARROWEST: Final = 24
_COLUMNS: Final = {58: (32, 42), 80: (48, 64)}


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


def find_profile(name: str, folder: Path | None = None) -> Profile | None:
    """The profile of a name; None where there is none.  Raises as `read_profile` does."""
    if name.startswith(COLLECTION):
        return _of_collection(name.removeprefix(COLLECTION))
    path = names(folder).get(name)
    return read_profile(path) if path is not None else None


def collection() -> list[str]:
    """Models of python-escpos' collection that print Russian; takes half a second the first time."""
    from escpos.capabilities import CAPABILITIES

    return sorted(COLLECTION + key for key in CAPABILITIES["profiles"] if _of_collection(key) is not None)


def _of_collection(key: str) -> Profile | None:
    """A model as python-escpos describes it, with what it leaves open taken from most printers of its width."""
    from escpos.capabilities import CAPABILITIES

    known = CAPABILITIES["profiles"].get(key)
    if known is None:
        return None
    slots = {page: int(slot) for slot, page in known["codePages"].items()}
    page = next((page for page in _CYRILLIC if page in slots), None)
    has, width, fonts = known["features"], known["media"]["width"], known["fonts"]
    # a few are of labels, or of price displays
    if page is None or any(font["columns"] < NARROWEST for font in fonts.values()):
        return None
    mm: Literal[58, 80] = 58 if isinstance(width.get("mm"), int | float) and width["mm"] < 70 else 80
    columns, columns_b = _COLUMNS[mm]
    cut: Literal["partial", "full", "none"] = "partial" if has["paperPartCut"] else "none"
    return Profile(
        name=f"{known['vendor']} {known['name']}"[:80],
        source=f"python-escpos, profile {key}",
        encoding=_CYRILLIC[page],
        code_page=slots[page],
        cut="full" if cut == "none" and has.get("paperFullCut") else cut,
        drawer_pin=2 if has["pulseStandard"] else 0,
        qr=bool(has["qrCode"]),
        barcodes=bool(has["barcodeB"]),
        images=bool(has["bitImageRaster"]),
        paper=(
            Paper(
                mm=mm,
                dots=pixels if isinstance(pixels := width.get("pixels"), int) else {58: 384, 80: 576}[mm],
                columns=int(fonts["0"]["columns"]) if "0" in fonts else columns,
                columns_b=int(fonts["1"]["columns"]) if "1" in fonts else columns_b,
            ),
        ),
    )


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
