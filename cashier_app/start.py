"""Where the command line begins: a newer version takes over, else the till's first frame before anything else.

Half of the time until the log-in screen can be used goes into reading libraries.  So that the
cashier sees at once that the till is starting, the picture of that screen from the last start is
shown first, as telephones do it; `cashier_app.ui.launch` keeps it.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cashier_app.program import first_word, has_screens

NAME = "cashier-app"


#: `updates.launching.LAUNCHED`: this program has been started as the version in force.
LAUNCHED = "CASHIERAPP_LAUNCHED"
#: `updates.trial.RESTART`
RESTART = 75


def main() -> int:
    """Run one command (see `cashier_app.cli`), the till's picture first; the process's exit code."""
    give_voice()
    data = data_folder(sys.argv[1:], os.environ.get("CASHIER_HOME", ""))
    code = _launched(data)
    if code is not None:
        return code
    if first_word(sys.argv[1:]) == "run" and not {"-h", "--help"}.intersection(sys.argv) and has_screens():
        from cashier_app.ui import launch

        launch.show_picture(data / "first-frame.png")
    from cashier_app.cli import main as run_command

    code = run_command()
    if code == RESTART:
        from cashier_app.updates import launching

        return launching.start_anew()
    return code


def give_voice() -> None:
    """Let every word be said, wherever it goes.

    Started without a console (pythonw of Windows) a program has no output at all, and a file or pipe there takes only
    the letters of one code page: a word that cannot be written must not end a till.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if sys.platform == "win32" and isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="replace")


def _launched(data: Path) -> int | None:
    """The exit code of the version that took over; None: this one is in force, as it is where none ever came."""
    if LAUNCHED in os.environ or not os.path.exists(data / "versions" / "active.json"):
        return None
    from cashier_app import __version__
    from cashier_app.updates import launching
    from cashier_app.updates.state import Versions

    # this program looks after the others, also where none of them starts
    if first_word(sys.argv[1:]) == "update":
        return None
    return launching.launch(Versions(data), __version__, sys.argv[1:])


def data_folder(arguments: Sequence[str], home: str) -> Path:
    """The data's folder that `config.Places` would choose for the same command line."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--home="):
            home = argument.partition("=")[2]
        elif argument == "--home" and index + 1 < len(arguments):
            home = arguments[index + 1]
    if home:
        return Path(home).expanduser().absolute() / "data"
    import platformdirs

    return Path(platformdirs.user_data_dir(NAME, appauthor=False))


if __name__ == "__main__":
    sys.exit(main())
