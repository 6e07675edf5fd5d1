"""What takes minutes, root and the network is played by soak alone (`PACKAGES=1`, `WINDOWS_WHOLE=1`)."""

from __future__ import annotations

import os

collect_ignore: list[str] = []
if not {"PACKAGES", "PACKAGES_FROZEN"} & set(os.environ):
    collect_ignore.append("test_chroot.py")
if not os.environ.get("WINDOWS_WHOLE"):
    collect_ignore.append("test_windows_whole.py")
