"""Pictures of goods: read from files of any size, made small once, kept in the till's database."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from cashier_app.catalog.codes import gtins
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.storage.unit import UnitOfWork

#: Longest side of a kept picture, pixels: twice what the largest screen shows of it.
SIDE: Final = 256
#: A file beyond this is no picture of goods.
LARGEST_FILE: Final = 30_000_000
KINDS: Final = (".jpg", ".jpeg", ".png")
_QUALITY: Final = 82


class PictureUnreadable(Refused):
    """A file that is no picture, or a damaged one."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” cannot be read as a picture")
    way_out = QT_TRANSLATE_NOOP("errors", "Give a PNG or JPEG file that other programs can open")


class NoPictures(Refused):
    """A folder without pictures."""

    text = QT_TRANSLATE_NOOP("errors", "“{folder}” holds no PNG or JPEG files")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Name each file by the goods' barcode, article or id, such as 4600000000015.jpg"
    )


def small_picture(path: Path) -> bytes:
    """A picture's file made small: JPEG, or PNG where it is transparent.  Never on the screen's thread.

    Raises `PictureUnreadable`.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PictureUnreadable(file=path.name)
        with Image.open(path, formats=("PNG", "JPEG")) as opened:
            opened.draft("RGB", (SIDE * 2, SIDE * 2))
            made = ImageOps.exif_transpose(opened)
            transparent = "A" in made.getbands() or "transparency" in made.info
            made = made.convert("RGBA" if transparent else "RGB")
            made.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise PictureUnreadable(file=path.name) from error
    body = BytesIO()
    if transparent:
        made.save(body, "PNG", optimize=True)
    else:
        made.save(body, "JPEG", quality=_QUALITY, optimize=True)
    return body.getvalue()


def picture_files(folder: Path) -> list[Path]:
    """The pictures of a folder, by name.  Raises `NoPictures`."""
    try:
        found = sorted(each for each in folder.iterdir() if each.suffix.lower() in KINDS and each.is_file())
    except OSError as error:
        raise NoPictures(folder=folder) from error
    if not found:
        raise NoPictures(folder=folder)
    return found


def owner_of(unit: UnitOfWork, name: str) -> str | None:
    """The product that a file is named after: by its barcode, its article, or its id; None where there is none."""
    digits = name.isascii() and name.isdigit()
    for code in (*(gtins(name) if digits else ()), name):
        row = unit.goods.by_code(code)
        if row is not None:
            return row.product_id
    row = unit.goods.by_article(name) or unit.goods.by_id(name)
    return row.product_id if row is not None else None


def keep_pictures(unit: UnitOfWork, made: Iterator[tuple[Path, bytes]]) -> tuple[int, list[str]]:
    """Keep pictures of files named by code, article or id; how many, and the names of files that fit no goods."""
    kept, strangers = 0, []
    for path, body in made:
        owner = owner_of(unit, path.stem)
        if owner is None:
            strangers.append(path.name)
        else:
            unit.quick.put_picture(owner, body)
            kept += 1
    return kept, strangers
