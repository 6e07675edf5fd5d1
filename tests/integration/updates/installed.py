"""The program that was installed, as far as it starts others; run as a process: `installed.py KILL_AT ARGUMENT…`.

It ends by force before the `KILL_AT`-th time that it changes something on the disk or starts a process; 0: never.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cashier_app.updates import launching
from cashier_app.updates.state import Versions

OWN = "1.0"
#: The exit code of a process that ended by force here.
KILLED = 137


def _watched(function: Callable[..., Any], kill_at: int, count: list[int]) -> Callable[..., Any]:
    def counting(*given: Any, **named: Any) -> Any:
        count[0] += 1
        if count[0] == kill_at:
            os._exit(KILLED)
        return function(*given, **named)

    return counting


def main() -> int:
    """Start what is in force; this program writes down that it began where it is."""
    kill_at, arguments, count = int(sys.argv[1]), sys.argv[2:], [0]
    if kill_at:
        for name in ("replace", "rename", "fsync", "execve"):
            setattr(os, name, _watched(getattr(os, name), kill_at, count))
        launching.subprocess.Popen = _watched(subprocess.Popen, kill_at, count)  # type: ignore[attr-defined]
    home = Path(os.environ["CASHIER_HOME"])
    code = launching.launch(Versions(home / "data"), OWN, arguments)
    if code is None:
        with (home / "begun").open("a") as begun:
            begun.write(" ".join([OWN, *arguments]) + "\n")
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main())
