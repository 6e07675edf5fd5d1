"""`python -m tests.soak [--minutes N]`: the tests that live on chance, again and again with other seeds.

A round plays the simulation on fresh seeds, explores the properties further than a change has time for, trades for
days under each policy of offline redemption, throws more at scanners and at the server's interface, breaks a printer at
every byte of a receipt in every way, kills a selling till more often, cuts its power a thousand times, looks at every
screen in every size and language, sells a whole day of real sales, lives a day of two shops with a fault every minute,
lets a chain of shops live longer on bad wires while its processes are killed, puts the packages into a bare Debian and
takes them out again, and puts faults into the loyalty engine,
of which its tests have to notice most.  It stops at the first failure, whose output says how to repeat it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Seeds of the simulation a round; round n begins with seed 1000 n, behind those of every change.
SEEDS = 200
#: Seeds of chains of shops with all their faults, on all cores; round n begins behind so many times n.
SHOPS = 5000
#: How often a round kills each process of the chain of shops, on either database.
KILLS = 10
#: Days of trade in twenty shops under each policy of offline redemption.
DAYS = 3
#: Spoiled scans a round.
SPOILED = 1_000_000
#: Faults in the loyalty engine a round, and how many of them its tests have to notice, in percent.
FAULTS, NOTICED = 500, 90
PYTEST = ["pytest", "-q", "-x", "--timeout=3600"]


def round_of(number: int) -> list[tuple[list[str], dict[str, str]]]:
    """What one round runs: a module with its arguments, and variables."""
    simulation = {"SIMULATION_FIRST": str(1000 * number), "SIMULATION_SEEDS": str(SEEDS)}
    explore = {"HYPOTHESIS_PROFILE": "explore"}
    return [
        ([*PYTEST, "tests/simulation"], simulation),
        (["cashier_app", "simulate", f"--first={SHOPS * number}", f"--seeds={SHOPS}"], {}),
        ([*PYTEST, "tests/unit", f"--hypothesis-seed={number}"], explore),
        (
            [*PYTEST, "tests/unit/devices/test_scan_fuzz.py"],
            {"FUZZ_SCANS": str(SPOILED), "FUZZ_SEED": str(number)},
        ),
        (
            [*PYTEST, "tests/integration/server/test_schema.py", f"--hypothesis-seed={number}"],
            {"SCHEMA_EXAMPLES": "500", **explore},
        ),
        ([*PYTEST, "tests/integration", "-k", "kill or crash or property"], {"SOAK_KILLS": "1000", **explore}),
        ([*PYTEST, "tests/power"], {"SOAK_KILLS": "1000", "POWER_SEED": str(number)}),
        ([*PYTEST, "-s", "tests/integration/processes"], {"CHAIN_ROUNDS": str(KILLS), "CHAIN_SEED": str(number)}),
        (
            [
                *PYTEST,
                "-s",
                "tests/integration/devices/test_every_byte.py",
                "tests/integration/devices/test_faults_on_real_lines.py",
            ],
            {"SOAK_PRINTERS": "1"},
        ),
        ([*PYTEST, "tests/packages/test_windows_whole.py"], {"WINDOWS_WHOLE": "1"}),
        ([*PYTEST, "tests/gui/test_states.py"], {"EVERY_LOOK": "1"}),
        ([*PYTEST, "-s", "tests/simulation/test_day.py"], {"DAY_MINUTES": "1440", "DAY_SEED": str(number)}),
        (
            [*PYTEST, "tests/integration/till/test_working_day.py", "tests/gui/test_working_day.py"],
            {"WORKING_DAY": "1500", "WORKING_DAY_WINDOW": "100"},
        ),
        ([*PYTEST, "-s", "tests/packages/test_chroot.py"], {"PACKAGES": "1"}),
        (["cashier_app", "simulate", "--policies", f"--days={DAYS}", f"--seed={number}"], {}),
        (["tests.mutation", f"--sample={FAULTS}", f"--seed={number}", f"--at-least={NOTICED}"], {}),
    ]


def run(arguments: list[str], variables: dict[str, str]) -> int:
    """One program; its exit code, an empty selection of tests being none of its failures."""
    shown = " ".join([*(f"{name}={value}" for name, value in variables.items()), "python -m", *arguments])
    print(f"--- {shown}", flush=True)
    command = [sys.executable, "-m", *arguments]
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=False).returncode
    return 0 if code == FOUND_NOTHING else code


#: pytest's exit code for a selection without tests.
FOUND_NOTHING = 5


def main() -> int:
    """Rounds until the time is up or something fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so many; else never")
    parser.add_argument("--first", type=int, default=1, help="number of the first round")
    arguments = parser.parse_args()
    until = time.monotonic() + 60 * arguments.minutes
    number = arguments.first
    while time.monotonic() < until:
        print(f"=== round {number}", flush=True)
        for words, variables in round_of(number):
            if run(words, variables):
                print(f"=== round {number} failed", flush=True)
                return 1
            if time.monotonic() > until:
                break
        number += 1
    print(f"=== {number - arguments.first} round(s) without a failure", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
