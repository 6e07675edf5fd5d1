"""Black and white dots: what a printer is sent where it cannot draw a thing itself.

QR codes come from `qrcode`, a shop's logo from Pillow; both are imported only when one is drawn.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

if TYPE_CHECKING:
    from PIL import Image

log = logging.getLogger(__name__)

#: A logo higher than this (30 mm) is made smaller: it costs paper on every slip.
LOGO_HEIGHT: Final = 240
#: A file larger than this is a photograph, and so are more dots than these.
_LOGO_BYTES: Final = 4_000_000
_LOGO_DOTS: Final = 30_000_000
#: Light modules that must surround a QR code for it to be found.
QUIET: Final = 4
#: Bytes that a QR code of each version holds at error correction M (ISO 18004, table 7).
_QR_CAPACITY: Final = (
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
    711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
)  # fmt: skip


class Bitmap(NamedTuple):
    """Dots from left to right, eight a byte, the highest bit first; 1 is black.  Rows are whole bytes."""

    width: int
    height: int
    rows: bytes

    @property
    def stride(self) -> int:
        """Bytes a row."""
        return (self.width + 7) // 8

    def image(self) -> Image.Image:
        """As a grey picture, black on white."""
        from PIL import Image

        return Image.frombytes("1", (self.width, self.height), self.rows, "raw", "1;I").convert("L")


class BadLogo(Refused):
    """A file that is no picture, or too large a one."""

    text = QT_TRANSLATE_NOOP("errors", "The logo {file} is not there, or no PNG picture of at most 4 MB")
    way_out = QT_TRANSLATE_NOOP("errors", "Give a PNG file, best black on white and 384 dots wide")


def of_modules(rows: Iterable[Sequence[bool]], scale_x: int, scale_y: int) -> Bitmap:
    """A drawing of squares (or of bars, as one row), each so many dots wide and high."""
    lines, width = [], 0
    for row in rows:
        bits = "".join(("1" if dark else "0") * scale_x for dark in row)
        width = len(bits)
        stride = (width + 7) // 8
        lines.append(int(bits.ljust(stride * 8, "0"), 2).to_bytes(stride, "big") * scale_y)
    return Bitmap(width, len(lines) * scale_y, b"".join(lines))


def qr_modules(data: str) -> int:
    """Modules along a side of the QR code that a printer draws of a text, without its quiet zone; 0: too long."""
    length = len(data.encode())
    version = next((number for number, holds in enumerate(_QR_CAPACITY, 1) if length <= holds), 0)
    return 17 + 4 * version if version else 0


def qr_scale(data: str, wanted: int, dots: int) -> int:
    """Dots a module, as wanted or as few as the paper makes it; 0 if the code does not fit at all."""
    side = qr_modules(data)
    return min(wanted, 16, dots // (side + 2 * QUIET)) if side else 0


@lru_cache(maxsize=32)
def qr_matrix(data: str, quiet: int = QUIET) -> tuple[tuple[bool, ...], ...]:
    """The modules of a QR code (model 2, error correction M), a row each."""
    import qrcode

    # A given mask saves trying all eight (4 of 5 ms); the code says which it is, and every reader obeys it.
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=quiet, mask_pattern=2)
    code.add_data(data.encode(), optimize=0)
    code.make(fit=True)
    return tuple(map(tuple, code.get_matrix()))


def qr_bitmap(data: str, scale: int) -> Bitmap:
    """A QR code as dots, its quiet zone included."""
    return of_modules(qr_matrix(data), scale, scale)


def load_logo(path: Path, dots: int) -> Bitmap:
    """A shop's logo for paper of so many dots: never enlarged, dithered, kept until the file changes.

    `BadLogo` if the file is no picture, too large, or not there.
    """
    try:
        facts = path.stat()
    except OSError as error:
        raise BadLogo(file=path.name) from error
    if facts.st_size > _LOGO_BYTES:
        raise BadLogo(file=path.name)
    return _read_logo(path, facts.st_mtime_ns, facts.st_size, dots)


@lru_cache(maxsize=8)
def _read_logo(path: Path, _changed: int, _size: int, dots: int) -> Bitmap:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path, formats=("PNG",)) as opened:
            width, height = opened.size
            if width * height > _LOGO_DOTS:
                raise BadLogo(file=path.name)
            flat = _flattened(opened)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadLogo(file=path.name) from error
    scale = min(1.0, dots / width, LOGO_HEIGHT / height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if size != flat.size:
        flat = flat.resize(size, Image.Resampling.LANCZOS)
    dithered = flat.convert("1")
    return Bitmap(size[0], size[1], dithered.tobytes("raw", "1;I"))


def _flattened(opened: Image.Image) -> Image.Image:
    """Grey on white paper: what is transparent is not printed."""
    from PIL import Image

    layered = opened.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("L")


class LogoFile:
    """Where a renderer asks for the shop's logo; a slip is never held up by a file that has gone."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    @classmethod
    def named(cls, setting: str) -> LogoFile:
        """The file that the settings name, or none."""
        return cls(Path(setting).expanduser()) if setting else cls(None)

    def __call__(self, dots: int) -> Bitmap | None:
        """The logo for paper of so many dots; None without one, and where it cannot be read (the log says why)."""
        if self._path is None:
            return None
        try:
            return load_logo(self._path, dots)
        except BadLogo as error:
            log.warning("slips come out without the logo: %s", error)
            return None


#: A shop without a logo.
NO_LOGO: Final = LogoFile(None)
