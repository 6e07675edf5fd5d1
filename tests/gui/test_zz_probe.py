import time, msgspec
import pytest
from PySide6.QtCore import Qt
from cashier_app.config import Printer
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.ui.equipment import Equipment
from cashier_app.ui.payment import PaymentScreen
from tests.gui import shop
from tests.gui.hand import at_the_till
Key=Qt.Key
@pytest.mark.parametrize("fault",["none","off","paper","cover","paper mid","cover mid","cut mid","mute","stall mid"])
def test_p(till_template,tmp_path,qtbot,expect_log,fault):
    expect_log("printer")
    sim=PrinterSimulator.over_tcp()
    with at_the_till(till_template,tmp_path/"till",qtbot) as hand:
        s=msgspec.structs.replace(hand.shell.desk.settings, printers=(Printer(address=sim.address),))
        hand.equip(printers=s.printers)
        eq=Equipment(hand.till,s,hand.shell); eq.start()
        lamp=hand.shell.strip.lamps["printer"]
        qtbot.wait(500)
        if fault=="off": sim.power_off()
        if fault=="paper": sim.remove_paper()
        if fault=="cover": sim.open_cover()
        if fault=="mute": sim.mute()
        if fault=="paper mid": sim.fault_at(400,"paper_out")
        if fault=="cover mid": sim.fault_at(400,"cover_open")
        if fault=="cut mid": sim.fault_at(400,"cut_off")
        if fault=="stall mid": sim.fault_at(400,"stall")
        hand.scan(*shop.GOODS); hand.key(Key.Key_F12,Key.Key_F1)
        done=hand.shell.current.done
        last=None; t=time.monotonic()
        while time.monotonic()-t<11:
            qtbot.wait(50)
            now=(done.slip_state.text(), lamp.caption, lamp.state, done.printed.reason, done.copy.reason)
            if now!=last: print(f"{fault} {time.monotonic()-t:.1f}", now); last=now
        hand.shell.grab().save(f"/tmp/faults/probe/done-{fault.replace(' ','-')}.png")
        eq.stop(1.0)
    sim.stop()
