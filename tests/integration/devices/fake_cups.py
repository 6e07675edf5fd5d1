"""Programs `lp`, `lpstat` and `cancel` that behave as CUPS' do, over a folder in the place of its scheduler.

The sentences are those of CUPS 2.4 in the C locale.  Files of the folder: `scheduler` (there while it runs),
`NAME.state` (idle or disabled), `NAME.alerts`, `NAME.stuck` (jobs stay), `NAME.paper` (what came out), and
`NAME-7` for a job that waits.
"""

from __future__ import annotations

import stat
import sys
from pathlib import Path

_PROGRAM = r"""#!{python} -S
import os, sys
from pathlib import Path
folder, name, words = Path({folder!r}), Path(sys.argv[0]).name, sys.argv[1:]
assert os.environ.get("LC_ALL") == "C", "the sentences are read in English"
if not (folder / "scheduler").exists():
    print(name + ": Bad file descriptor" if name == "lpstat" else name + ": Error - scheduler not responding.",
          file=sys.stderr)
    sys.exit(1)
queues = sorted(path.stem for path in folder.glob("*.state"))

def read(file):
    return (folder / file).read_text() if (folder / file).exists() else ""

def work():
    for queue in queues:
        for job in sorted(folder.glob(queue + "-*")):
            if read(queue + ".state") == "idle" and not read(queue + ".stuck"):
                with open(folder / (queue + ".paper"), "ab") as paper:
                    paper.write(job.read_bytes())
                job.unlink()

if name == "lp":
    queue = words[words.index("-d") + 1]
    if queue not in queues:
        sys.exit("lp: Error - The printer or class does not exist.")
    assert words[words.index("-o") + 1] == "raw"
    number = int(read("number") or 0) + 1
    (folder / "number").write_text(str(number))
    job = queue + "-" + str(number)
    (folder / job).write_bytes(sys.stdin.buffer.read())
    print("request id is " + job + " (1 file(s))")
    sys.stdout.flush()
elif name == "cancel":
    (folder / words[0]).unlink()
elif words[:1] == ["-e"]:
    print("\n".join(queues))
elif words[:1] == ["-o"]:
    work()
    for job in sorted(folder.glob(words[1] + "-*")):
        print(job.name + "                till              1024   Sat 21 Nov 2026 09:00:00")
else:
    queue = words[-1]
    if queue not in queues:
        sys.exit('lpstat: Invalid destination name in list "' + queue + '".')
    if read(queue + ".state") == "idle":
        print("printer " + queue + " is idle.  enabled since Sat 21 Nov 2026 09:00:00")
    else:
        print("printer " + queue + " disabled since Sat 21 Nov 2026 09:00:00 -")
        print("\tPaused")
    print("\tForm mounted:\n\tContent types: any\n\tPrinter types: unknown\n\tDescription: till")
    print("\tAlerts: " + (read(queue + ".alerts") or "none"))
"""


class Cups:
    """A scheduler with one queue; put `programs` first on PATH."""

    def __init__(self, folder: Path, queue: str = "till") -> None:
        self._folder = folder / "spool"
        self.programs = folder / "bin"
        self.queue = queue
        self._folder.mkdir()
        self.programs.mkdir()
        for name in ("lp", "lpstat", "cancel"):
            program = self.programs / name
            program.write_text(
                _PROGRAM.replace("{python}", sys.executable).replace("{folder!r}", repr(str(self._folder)))
            )
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
        self.run()
        self.enable()

    def run(self, running: bool = True) -> None:
        (self._folder / "scheduler").touch() if running else (self._folder / "scheduler").unlink()

    def enable(self, enabled: bool = True) -> None:
        (self._folder / f"{self.queue}.state").write_text("idle" if enabled else "disabled")

    def alert(self, reasons: str) -> None:
        (self._folder / f"{self.queue}.alerts").write_text(reasons)

    def stick(self, stuck: bool = True) -> None:
        (self._folder / f"{self.queue}.stuck").write_text("yes" if stuck else "")

    @property
    def paper(self) -> bytes:
        path = self._folder / f"{self.queue}.paper"
        return path.read_bytes() if path.exists() else b""

    @property
    def waiting(self) -> list[str]:
        return sorted(path.name for path in self._folder.glob(f"{self.queue}-*"))
