"""What a simulated printer does with bytes: a small ESC/POS interpreter and the paper it leaves.

Written from the command reference and from nothing in the till, so that a mistake there shows here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from cashier_app.devices.drawer import DrawerSensor

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image, ImageFont

Alignment: TypeAlias = Literal["left", "center", "right"]
_NO_LETTER = re.compile(rb"[\x00-\x1f]")
_ALIGNMENTS: tuple[Alignment, ...] = ("left", "center", "right")


class PaperLine(msgspec.Struct, frozen=True):
    """One printed line."""

    text: str
    align: Alignment = "left"
    bold: bool = False
    tall: bool = False


class PaperCode(msgspec.Struct, frozen=True):
    """A QR code on the paper."""

    data: str
    module: int


class PaperPicture(msgspec.Struct, frozen=True):
    """Dots: rows of whole bytes, the highest bit at the left, 1 is black."""

    width: int
    rows: bytes
    align: Alignment = "left"

    @property
    def height(self) -> int:
        """Rows."""
        return len(self.rows) // (self.width // 8)


class PaperBarcode(msgspec.Struct, frozen=True):
    """A bar code that the printer drew itself; `system` is the number of GS k."""

    data: str
    system: int
    module: int = 3
    height: int = 162
    letters: bool = False


class PaperCut(msgspec.Struct, frozen=True):
    """Where the knife went through."""

    full: bool


OnPaper: TypeAlias = PaperLine | PaperCode | PaperPicture | PaperBarcode | PaperCut


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """What kind of printer it is.

    `slots` are its code pages by number of `ESC t`; any other slot is cp437.  `chinese` is a clone
    that reads pairs of bytes above 0x7F as hieroglyphs until `FS .`, anew after every `ESC @`.
    `lines_per_second` 0 prints at once.  `lines` of paper are loaded; `near_end` of them are few.
    """

    columns: int = 42
    slots: tuple[tuple[int, str], ...] = ((0, "cp437"), (17, "cp866"), (46, "cp1251"), (59, "cp866"), (73, "cp1251"))
    chinese: bool = True
    process_id: bool = True
    status: bool = True
    #: Answers to GS I 65 to 68: firmware, maker, model, serial number; none: it does not know the question.
    says: tuple[str, ...] = ("1.00", "Demo", "Simulated 80", "0001")
    buffer: int = 4096
    lines_per_second: float = 0
    lines: int = 100_000
    near_end: int = 50
    #: The level of drawer pin 3 while the drawer is open; none: no switch is wired.
    drawer_sensor: DrawerSensor = "none"


class Interpreter:
    """Executes a stream of commands; `execute` takes one command at a time, as the mechanism does."""

    def __init__(
        self,
        model: Model,
        on_paper: Callable[[OnPaper], None],
        on_drawer: Callable[[int], None],
        answer: Callable[[bytes], None],
        paper_status: Callable[[], int],
    ) -> None:
        self._model = model
        self._slots = dict(model.slots)
        self._on_paper = on_paper
        self._on_drawer = on_drawer
        self._answer = answer
        self._paper_status = paper_status
        self._reset()
        self._line = bytearray()
        self._qr = b""
        self._qr_module = 3
        self._bars = PaperBarcode("", 0)

    def _reset(self) -> None:
        self._align: Alignment = "left"
        self._bold = False
        self._tall = False
        self._encoding = self._slots.get(0, "cp437")
        self._chinese = self._model.chinese
        self._line = bytearray()

    def execute(self, buffer: bytearray) -> int:
        """Execute the first command or run of letters in the buffer; bytes used, 0 if it is incomplete."""
        first = buffer[0]
        if first == 0x1B:
            return self._escape(buffer)
        if first == 0x1D:
            return self._group(buffer)
        if first == 0x1C:
            return self._kanji(buffer)
        if first == 0x0A:
            self._print_line()
            return 1
        if first < 0x20:
            return 1
        end = _NO_LETTER.search(buffer, 1)
        used = end.start() if end else len(buffer)
        self._line += buffer[:used]
        return used

    def _print_line(self) -> None:
        width = self._model.columns
        text = self._decode(bytes(self._line))
        self._line = bytearray()
        pieces = [text[start : start + width] for start in range(0, len(text), width)] or [""]
        for piece in pieces:
            self._on_paper(PaperLine(piece, self._align, self._bold, self._tall))

    def _decode(self, data: bytes) -> str:
        if not self._chinese:
            return data.decode(self._encoding, "replace")
        text, position = "", 0
        while position < len(data):
            pair = data[position] >= 0x80 and position + 1 < len(data)
            text += "\u9f98" if pair else chr(data[position])
            position += 2 if pair else 1
        return text

    def _escape(self, buffer: bytearray) -> int:
        """ESC …"""
        if len(buffer) < 2:
            return 0
        command = buffer[1]
        if command == 0x40:  # @ initialise
            self._reset()
            return 2
        if command == 0x70:  # p m t1 t2: drawer
            if len(buffer) < 5:
                return 0
            self._on_drawer(5 if buffer[2] & 1 else 2)
            return 5
        if len(buffer) < 3:
            return 0
        value = buffer[2]
        if command == 0x74:  # t code page
            self._encoding = self._slots.get(value, "cp437")
        elif command == 0x61:  # a alignment; only at the beginning of a line
            if not self._line:
                self._align = _ALIGNMENTS[value & 3 if value & 3 < 3 else 0]
        elif command == 0x45:  # E bold
            self._bold = bool(value & 1)
        elif command == 0x21:  # ! print mode
            self._bold, self._tall = bool(value & 8), bool(value & 16)
        elif command in (0x64, 0x4A):  # d feed lines, J feed dots
            if self._line:
                self._print_line()
            for _ in range(value if command == 0x64 else 0):
                self._on_paper(PaperLine(""))
        return 3

    def _group(self, buffer: bytearray) -> int:
        """GS …"""
        if len(buffer) < 3:
            return 0
        command, value = buffer[1], buffer[2]
        if command == 0x28:
            return self._long(buffer)
        if command == 0x76:
            return self._raster(buffer)
        if command == 0x6B:
            return self._barcode(buffer)
        if command == 0x56:  # V cut; 65, 66 and higher functions feed first and carry one more byte
            if value >= 65 and len(buffer) < 4:
                return 0
            if self._line:
                self._print_line()
            self._on_paper(PaperCut(full=value in (0, 48, 65)))
            return 4 if value >= 65 else 3
        if command == 0x21:  # ! size
            self._tall = bool(value & 0x07)
        elif command == 0x49 and 65 <= value <= 68 and self._model.says:  # I: what it is
            self._answer(b"_" + self._model.says[value - 65].encode("ascii") + b"\x00")
        elif command == 0x72 and self._model.status:  # r status in its turn
            self._answer(bytes((self._paper_status(),)))
        elif command in (0x68, 0x77, 0x48):  # h height, w width, H letters of bar codes
            field = {0x68: "height", 0x77: "module", 0x48: "letters"}[command]
            known = bool(value & 3) if command == 0x48 else value
            self._bars = msgspec.structs.replace(self._bars, **{field: known})
        elif command in (0x4C, 0x57, 0x50):  # L margin, W width of the area, P units: two bytes
            return 4 if len(buffer) >= 4 else 0
        return 3

    def _raster(self, buffer: bytearray) -> int:
        """GS v 0 m xL xH yL yH d…: dots, printed only at the beginning of a line."""
        if len(buffer) < 8:
            return 0
        across, rows = int.from_bytes(buffer[4:6], "little"), int.from_bytes(buffer[6:8], "little")
        end = 8 + across * rows
        if len(buffer) < end:
            return 0
        if across and rows and not self._line:
            self._on_paper(PaperPicture(across * 8, bytes(buffer[8:end]), self._align))
        return end

    def _barcode(self, buffer: bytearray) -> int:
        """GS k m …: up to NUL (m 0 to 6), or n bytes (65 and above)."""
        system = buffer[2]
        if system <= 6:
            end = buffer.find(0, 3)
            if end < 0:
                return 0
            data, used = bytes(buffer[3:end]), end + 1
        else:
            if len(buffer) < 4 or len(buffer) < 4 + buffer[3]:
                return 0
            data, used = bytes(buffer[4 : 4 + buffer[3]]), 4 + buffer[3]
        if not self._line:
            text = _letters_of_bars(system, data)
            self._on_paper(msgspec.structs.replace(self._bars, data=text, system=system))
        return used

    def _long(self, buffer: bytearray) -> int:
        """GS ( x: commands with a length."""
        if len(buffer) < 5:
            return 0
        length = int.from_bytes(buffer[3:5], "little")
        if len(buffer) < 5 + length:
            return 0
        body = bytes(buffer[5 : 5 + length])
        if buffer[2] == 0x6B and body[:1] == b"1":  # k: QR
            if body[1] == 0x43:
                self._qr_module = body[2]
            elif body[1] == 0x50:
                self._qr = body[3:]
            elif body[1] == 0x51:
                self._on_paper(PaperCode(self._qr.decode("utf-8", "replace"), self._qr_module))
        elif buffer[2] == 0x48 and self._model.process_id and body[:2] == b"00" and len(body) == 6:  # H: process id
            self._answer(b"\x37\x22" + body[2:6] + b"\x00")
        return 5 + length

    def _kanji(self, buffer: bytearray) -> int:
        """FS …"""
        if len(buffer) < 2:
            return 0
        if buffer[1] == 0x2E:
            self._chinese = False
        elif buffer[1] == 0x26:
            self._chinese = True
        return 2


def _letters_of_bars(system: int, data: bytes) -> str:
    """What stands under the bars: Code 128 names its set first and writes pairs of digits as one byte in set C."""
    if system != 73:
        return data.decode("ascii", "replace")
    if data[:2] == b"{C":
        return "".join(f"{pair:02d}" for pair in data[2:])
    return data[2:].decode("ascii", "replace").replace("{{", "{")


def aligned_text(line: PaperLine, columns: int) -> str:
    """A line as it stands on the paper."""
    if line.align == "center":
        return (" " * ((columns - len(line.text)) // 2) + line.text).rstrip()
    if line.align == "right":
        return line.text.rjust(columns)
    return line.text.rstrip()


def paper_text(paper: list[OnPaper], columns: int) -> str:
    """A stretch of paper as text; a QR code stands in brackets, a bar code between bars, dots as their size."""
    lines = []
    for thing in paper:
        if isinstance(thing, PaperLine):
            lines.append(aligned_text(thing, columns))
        elif isinstance(thing, PaperCode):
            lines.append(f"[{thing.data}]")
        elif isinstance(thing, PaperBarcode):
            lines.append(f"|{thing.data}|")
        elif isinstance(thing, PaperPicture):
            lines.append(f"({thing.width} x {thing.height})")
        else:
            lines.append("- " * (columns // 2 - 1) + "8<")
    return "".join(f"{line}\n" for line in lines)


def paper_picture(paper: list[OnPaper], columns: int, fonts: Path) -> Image.Image:
    """A stretch of paper as a picture; `fonts` is the folder of the bundled fonts."""
    import qrcode
    from PIL import Image, ImageDraw, ImageFont

    regular = ImageFont.truetype(fonts / "IBMPlexMono-Regular.ttf", 18)
    heavy = ImageFont.truetype(fonts / "IBMPlexMono-SemiBold.ttf", 18)
    ink, white, step = "#22262C", "#FFFEFA", 24
    width = round(columns * regular.getlength("0")) + 2 * step
    strips: list[Image.Image] = []
    for thing in paper:
        if isinstance(thing, PaperCode):
            code = qrcode.QRCode(box_size=thing.module, border=3)
            code.add_data(thing.data)
            drawn = code.make_image(fill_color=ink, back_color=white).get_image().convert("RGB")
            strip = Image.new("RGB", (width, drawn.height), white)
            strip.paste(drawn, ((width - drawn.width) // 2, 0))
        elif isinstance(thing, PaperPicture):
            dots = Image.frombytes("1", (thing.width, thing.height), thing.rows, "raw", "1;I").convert("RGB")
            strip = Image.new("RGB", (width, dots.height), white)
            strip.paste(dots, (step if thing.align == "left" else (width - dots.width) // 2, 0))
        elif isinstance(thing, PaperBarcode):
            strip = _bars_picture(thing, width, regular)
        else:
            strip = Image.new("RGB", (width, step), white)
            draw = ImageDraw.Draw(strip)
            if isinstance(thing, PaperCut):
                draw.line((0, step // 2, width, step // 2), fill="#A0A7B0", width=1 + thing.full)
            else:
                draw.text((step, 1), aligned_text(thing, columns), font=heavy if thing.bold else regular, fill=ink)
                if thing.tall:
                    strip = strip.resize((width, 2 * step), Image.Resampling.BICUBIC)
        strips.append(strip)
    roll = Image.new("RGB", (width, sum(strip.height for strip in strips) + 2 * step), white)
    top = step
    for strip in strips:
        roll.paste(strip, (0, top))
        top += strip.height
    return roll


def _bars_picture(code: PaperBarcode, width: int, font: ImageFont.FreeTypeFont) -> Image.Image:
    """A bar code on the roll: bars that stand for it, and the letters below."""
    from PIL import Image, ImageDraw

    strip = Image.new("RGB", (width, code.height + 32), "#FFFEFA")
    draw = ImageDraw.Draw(strip)
    bits = "".join(f"{byte:08b}" for byte in code.data.encode())
    left = max(0, (width - len(bits) * code.module) // 2)
    for at, bit in enumerate(bits):
        if bit == "1":
            draw.rectangle((left + at * code.module, 4, left + (at + 1) * code.module - 1, code.height), fill="#22262C")
    if code.letters:
        draw.text((width // 2, code.height + 4), code.data, font=font, fill="#22262C", anchor="ma")
    return strip
