"""A printer's serial cable is pulled in the middle of a job: closing its port never fails and leaves nothing open."""

from __future__ import annotations

import os
from pathlib import Path

from cashier_app.devices.simulators.printer import PtyLine
from cashier_app.devices.transports.serial_port import SerialTransport


def test_a_stopped_job_on_a_pulled_cable_closes_its_port(tmp_path: Path) -> None:
    line = PtyLine(tmp_path / "ttyPrinter")
    transport = SerialTransport(line.path)
    transport.open()
    port = transport._opened().fileno()
    line.drop()
    transport.cancel()
    transport.close()
    assert not os.path.exists(f"/proc/self/fd/{port}")
