"""The screens by name, each imported when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from cashier_app.ui.screen import Desk, Screen

#: Name of the screen → its module within `cashier_app.ui`, and its class.
SCREENS: Final = {
    "login": ("login", "LoginScreen"),
    "first_person": ("first_person", "FirstPersonScreen"),
    "shift_opening": ("shift_opening", "ShiftOpeningScreen"),
    "opening_count": ("opening_count", "OpeningCountScreen"),
    "switching": ("switching", "SwitchingScreen"),
    "selling": ("selling", "SellingScreen"),
    "goods": ("goods", "GoodsScreen"),
    "quick_goods": ("quick_goods", "QuickGoodsScreen"),
    "discount": ("discount", "DiscountScreen"),
    "buyer": ("buyer", "BuyerScreen"),
    "history": ("history", "HistoryScreen"),
    "cards": ("member_cards", "MemberCardsScreen"),
    "codes": ("codes", "CodesScreen"),
    "registering": ("registering", "RegisteringScreen"),
    "permission": ("permission", "PermissionScreen"),
    "menu": ("menu", "MenuScreen"),
    "payment": ("payment", "PaymentScreen"),
    "return": ("returning", "ReturnScreen"),
    "gift_card": ("gift_balance", "GiftBalanceScreen"),
    "parked": ("parked", "ParkedScreen"),
    "shift": ("shift", "ShiftScreen"),
    "cash": ("cash", "CashScreen"),
    "closing": ("closing", "ClosingScreen"),
    "reports": ("reports", "ReportsScreen"),
    "manager_reports": ("manager_reports", "ManagerReportsScreen"),
    "journal": ("journal", "JournalScreen"),
    "receipt_text": ("receipt_text", "ReceiptTextScreen"),
    "people": ("people", "PeopleScreen"),
    "rights": ("rights", "RightsScreen"),
    "pin": ("pin", "PinScreen"),
    "own_pin": ("pin", "OwnPinScreen"),
    "about": ("about", "AboutScreen"),
    "diagnosis": ("diagnosis", "DiagnosisScreen"),
    "devices": ("devices", "DevicesScreen"),
    "training": ("training", "TrainingScreen"),
    "notices": ("notices", "NoticesScreen"),
    "settings": ("settings", "SettingsScreen"),
    "scanner_trial": ("scanner_trial", "ScannerTrialScreen"),
}


def make_screen(name: str, desk: Desk) -> Screen:
    """Import and build a screen; `KeyError` for a name that is not in the list."""
    module, kind = SCREENS[name]
    made = getattr(import_module(f"cashier_app.ui.{module}"), kind)(desk)
    assert isinstance(made, Screen)
    made.setObjectName(name)
    return made
