"""A bare Debian in a folder (debootstrap), into which packages are put as on a shop's machine; needs root."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SUITE = "bookworm"


def why_not() -> str:
    """Why no such folder can be made here; "" where it can."""
    if os.geteuid() != 0:
        return "a chroot needs root"
    if missing := [name for name in ("debootstrap", "lintian", "apt-get", "chroot", "mount") if not shutil.which(name)]:
        return f"missing: apt install {' '.join(missing)}"
    return "" if mirror() else f"this machine's apt knows no {SUITE} of Debian"


def mirror() -> str:
    """Where this machine's own apt fetches Debian from."""
    asked = ["apt-get", "indextargets", "--format", "$(CODENAME) $(ORIGIN) $(REPO_URI)", "Created-By: Packages"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    found = re.search(rf"^{SUITE} Debian (\S+)$", told, re.MULTILINE)
    return found[1] if found else ""


class Chroot:
    """The folder of a Debian, and commands in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def command(self, words: Sequence[str], user: str = "root", **variables: str) -> list[str]:
        """The words that run a command in there, as a user with the groups that it has."""
        front = ["chroot"]
        if user != "root":
            groups = self.run("id", "-G", user).strip().replace(" ", ",")
            front += [f"--userspec={user}:{user}", f"--groups={groups}"]
        plain = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/root", **variables}
        return [*front, str(self.root), "env", "-i", *(f"{name}={value}" for name, value in plain.items()), *words]

    def run(self, *words: str, user: str = "root", code: int = 0, **variables: str) -> str:
        """What a command says, which has to end with a code."""
        done = subprocess.run(
            self.command(words, user, **variables), capture_output=True, text=True, check=False, timeout=900
        )
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout[-6000:]}{done.stderr[-6000:]}"
        return done.stdout + done.stderr

    def install(self, *packages: Path) -> str:
        """Put packages in with what they ask for, as `apt install ./FILE` does; what it has told."""
        folder = self.root / "packages"
        folder.mkdir(exist_ok=True)
        for package in packages:
            shutil.copy2(package, folder)
        names = [f"/packages/{package.name}" for package in packages]
        options = ["-y", "-q", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confdef"]
        return self.run("apt-get", "install", *options, *names, DEBIAN_FRONTEND="noninteractive")

    def exists(self, place: str) -> bool:
        """Whether a file is there."""
        return (self.root / place.lstrip("/")).exists()


@contextmanager
def debian(root: Path) -> Iterator[Chroot]:
    """A minimal Debian with its own processes' and devices' files; gone when the block ends."""
    subprocess.run(["debootstrap", "--variant=minbase", SUITE, str(root), mirror()], check=True, capture_output=True)
    shutil.copy2("/etc/resolv.conf", root / "etc/resolv.conf")
    # no service is to be begun in there, whatever a package of Debian's own wishes
    policy = root / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    policy.chmod(0o755)
    mounts = [("/proc", "proc"), ("/sys", "sys"), ("/dev", "dev"), ("/dev/pts", "dev/pts")]
    mounted: list[Path] = []
    try:
        for source, place in mounts:
            subprocess.run(["mount", "--bind", source, str(root / place)], check=True)
            mounted.append(root / place)
        made = Chroot(root)
        made.run("apt-get", "update", "-q")
        yield made
    finally:
        for place_ in reversed(mounted):
            subprocess.run(["umount", "--lazy", str(place_)], check=False)
        if not any(os.path.ismount(root / place) for _, place in mounts):
            shutil.rmtree(root, ignore_errors=True)
