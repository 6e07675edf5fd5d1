"""Message types are worked out before threads share them: in processes of their own, for a failure ends them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

#: Four threads decode every message of the packages named for the first time, all at once, as soon as `begin` is over.
DECODE_AT_ONCE = """
import sys, threading
import msgspec

{begin}

def below(kind):
    for each in kind.__subclasses__():
        yield each
        yield from below(each)

# those defined last first: they contain the others, and take the longest to be worked out
kinds = [kind for kind in below(msgspec.Struct) if kind.__module__.startswith({packages!r})][::-1]
sys.setswitchinterval(1e-6)
start = threading.Barrier(4)

def decode():
    start.wait()
    for kind in kinds:
        for field in kind.__struct_encode_fields__:
            try:
                msgspec.json.decode(b'{{"%s": null}}' % field.encode(), type=kind)
            except (msgspec.ValidationError, TypeError, NameError):
                pass

threads = [threading.Thread(target=decode) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(kinds))
"""

SERVER = """
from pathlib import Path
from cashier_app.clock import SystemClock
from cashier_app.server.api import create_app
from cashier_app.server.database import ServerDatabase

app = create_app(ServerDatabase.open(str(Path({folder!r}) / "server.db"), SystemClock()))
"""

TILL = """
from pathlib import Path
import cashier_app.sync.worker
from cashier_app.clock import SystemClock
from cashier_app.config import Settings
from cashier_app.till.opening import open_till
from cashier_app.words import load_words

till = open_till(Settings(), Path({folder!r}), SystemClock(), load_words("en"))
"""


@pytest.mark.parametrize(
    ("begin", "packages"),
    [
        (SERVER, ("cashier_app",)),
        (TILL, ("cashier_app.sync", "cashier_app.loyalty", "cashier_app.sales")),
    ],
    ids=["server", "till"],
)
def test_threads_may_decode_anything_at_once_from_the_first_moment(
    begin: str, packages: tuple[str, ...], tmp_path: Path
) -> None:
    program = DECODE_AT_ONCE.format(begin=begin.format(folder=str(tmp_path)), packages=packages)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, f"the process ended with {done.returncode}: {done.stderr}"
    assert int(done.stdout) > 50
