"""Where the command line begins: the till's first frame before anything else is even read from the disk.

Half of the time until the log-in screen can be used goes into reading libraries.  So that the
cashier sees at once that the till is starting, the picture of that screen from the last start is
shown first, as telephones do it; `cashier_app.ui.launch` keeps it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

NAME = "cashier-app"


def main() -> int:
    """Run one command (see `cashier_app.cli`), the till's picture first; the process's exit code."""
    if "run" in sys.argv[1:] and not {"-h", "--help"}.intersection(sys.argv):
        from cashier_app.ui import launch

        launch.show_picture(picture_file(sys.argv[1:], os.environ.get("CASHIER_HOME", "")))
    from cashier_app.cli import main as run_command

    return run_command()


def picture_file(arguments: Sequence[str], home: str) -> Path:
    """Where the picture lies: beside the data that `config.Places` would choose for the same command line."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--home="):
            home = argument.partition("=")[2]
        elif argument == "--home" and index + 1 < len(arguments):
            home = arguments[index + 1]
    if home:
        return Path(home).expanduser().absolute() / "data" / "first-frame.png"
    import platformdirs

    return Path(platformdirs.user_data_dir(NAME, appauthor=False)) / "first-frame.png"


if __name__ == "__main__":
    sys.exit(main())
