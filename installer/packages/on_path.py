"""Puts a folder on the machine's PATH, or takes it away; run by the installer with the program's own Python.

The installer cannot do it itself: its texts end after 1024 letters, and a PATH is longer than that on many machines.
"""

from __future__ import annotations

import sys

KEY = r"SYSTEM\CurrentControlSet\Control\Session Manager\Environment"


def with_folder(path: str, folder: str) -> str:
    """The PATH with the folder at its end; as it was where the folder is on it already."""
    if any(_same(each, folder) for each in path.split(";")):
        return path
    return f"{path.rstrip(';')};{folder}" if path.strip(";") else folder


def without_folder(path: str, folder: str) -> str:
    """The PATH without the folder; everything else stays as somebody wrote it."""
    return ";".join(each for each in path.split(";") if not _same(each, folder))


def _same(one: str, other: str) -> bool:
    return one.strip().strip('"').rstrip("\\").lower() == other.rstrip("\\").lower()


def main(act: str, folder: str) -> int:
    """Change the PATH of the machine in the registry; its kind (with variables in it) stays."""
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, KEY, 0, winreg.KEY_READ | winreg.KEY_WRITE) as key:
            try:
                path, kind = winreg.QueryValueEx(key, "Path")
            except FileNotFoundError:
                path, kind = "", winreg.REG_EXPAND_SZ
            changed = with_folder(path, folder) if act == "add" else without_folder(path, folder)
            if changed != path:
                winreg.SetValueEx(key, "Path", 0, kind, changed)
        return 0
    else:  # noqa: RET505 - the registry is Windows'
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
