"""`python -m installer.packages deb`: the program as packages, into `dist/`."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from cashier_app import __version__
from installer.packages import debian, freezing
from installer.packages.freezing import ROOT


def main() -> int:
    """Freeze both parts, pack them; the exit code."""
    parser = argparse.ArgumentParser(prog="installer/bootstrap.py package", description=__doc__)
    parser.add_argument("kind", choices=["deb"])
    parser.add_argument("--version", default=__version__, help="of the packages; by default the program's own")
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="folder of the packages (dist)")
    parser.add_argument("--compression", default="xz", help="of the packages: xz (small), zstd (seconds)")
    parser.add_argument("--level", type=int, default=6, help="of the compression, 1 to 9")
    parser.add_argument("--frozen", type=Path, help="folder with programs frozen before, instead of freezing them now")
    chosen = parser.parse_args()
    if missing := [program for program in ("dpkg-deb", "objdump", "strip", "chrpath") if not shutil.which(program)]:
        print(f"Missing here: {', '.join(missing)}. In Debian: apt install dpkg binutils chrpath", file=sys.stderr)
        return 1
    chosen.into.mkdir(parents=True, exist_ok=True)
    work = chosen.frozen or chosen.into / "frozen"
    work.mkdir(parents=True, exist_ok=True)
    frozen: dict[freezing.Part, Path] = {}
    parts: tuple[freezing.Part, ...] = ("till", "server")
    for part in parts:
        frozen[part] = work / freezing.PROGRAM[part]
        if not chosen.frozen:
            began = time.monotonic()
            freezing.freeze(part, work)
            print(f"{part}: frozen in {time.monotonic() - began:.0f} s", flush=True)
    began = time.monotonic()
    made = debian.build(frozen, chosen.version, day(), chosen.into, chosen.compression, chosen.level)
    print(f"packed in {time.monotonic() - began:.0f} s")
    for path in made:
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB")
    return 0


def day() -> str:
    """The day of the last change, so that the same sources give the same package; today outside of a checkout."""
    if stamp := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(stamp), UTC).date().isoformat()
    done = subprocess.run(["git", "log", "-1", "--format=%cs"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or datetime.now(UTC).date().isoformat()


if __name__ == "__main__":
    sys.exit(main())
