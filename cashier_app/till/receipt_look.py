"""How receipts look: the shop's template, read, tried and kept; the slips of sales and returns are made with it."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.documents.receipt import ReceiptFacts, ShopFacts, receipt_document
from cashier_app.documents.sample import Sample, sample_receipt
from cashier_app.documents.template import MOST_BYTES, BadTemplate, Template, default_template, parse

if TYPE_CHECKING:
    from cashier_app.config import Shop
    from cashier_app.documents.document import Document
    from cashier_app.till.opening import Till
    from cashier_app.till.rights import Permission
    from cashier_app.till.writing import Transaction

log = logging.getLogger(__name__)

#: Key of `meta` under which the template written on the screen stands.
_KEPT: Final = "receipt_template"


class LedByFile(Refused):
    """The settings name a file: what is written on the screen would not be printed."""

    text = QT_TRANSLATE_NOOP("errors", "The head and foot of receipts come from the file {file}")
    way_out = QT_TRANSLATE_NOOP("errors", "Change that file, or take [shop] template out of the settings")


class NoTemplate(Refused):
    """A file of a template that cannot be read."""

    text = QT_TRANSLATE_NOOP("errors", "The receipt's template {file} cannot be read: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Give a text file in UTF-8, see cashier-app receipt words")


def read_template(path: Path) -> str:
    """The text of a template's file; `NoTemplate` if there is none, or it is no text."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1).decode("utf-8-sig")
    except OSError as error:
        raise NoTemplate(file=path, reason=error) from error
    except UnicodeDecodeError as error:
        raise NoTemplate(file=path, reason="UTF-8") from error


def shop_facts(shop: Shop) -> ShopFacts:
    """The shop, as a template names it."""
    return ShopFacts(shop.name, shop.address, shop.inn)


class ReceiptLook:
    """The template in force; a broken one never holds up a sale: the settings' lines stand in its place."""

    def __init__(self, till: Till) -> None:
        self._till = till
        self.text = ""
        self.template: Template | None = None
        named = till.settings.shop.template
        #: The file that the settings name; what the screen says is then not asked.
        self.file: Path | None = Path(named).expanduser() if named else None
        try:
            self.text = read_template(self.file) if self.file else till.reader.meta(_KEPT) or ""
            self.template = parse(self.text) if self.text else None
        except (BadTemplate, NoTemplate) as error:
            log.warning("receipts come out without the shop's template: %s", error)

    def document(self, facts: ReceiptFacts) -> Document:
        """The slip of a sale or return as this shop prints it."""
        look = msgspec.structs.replace(facts, template=self.template, shop=shop_facts(self._till.settings.shop))
        return receipt_document(look, self._till.words)

    def begin_with(self) -> str:
        """The text to edit: what is in force, or what the settings' lines say in the template's language."""
        shop = self._till.settings.shop
        return self.text or default_template(shop.header, shop.footer, self._till.words)

    def tried(self, text: str, which: Sample) -> Document:
        """A sample receipt under a template that is not kept yet; `BadTemplate` with everything that is wrong."""
        till, shop = self._till, self._till.settings.shop
        facts = sample_receipt(which, till.clock.now(), till.zone, till.words)
        template = parse(text)
        facts = msgspec.structs.replace(
            facts, header=till.header(), footer=shop.footer, template=template, shop=shop_facts(shop)
        )
        return receipt_document(facts, till.words)

    def keep(self, text: str, permission: Permission | None = None) -> Future[None]:
        """Keep a template for every receipt from now on (right `receipt_text`, journalled); empty: the settings' lines.

        Raises `BadTemplate`, `LedByFile`.
        """
        if self.file is not None:
            raise LedByFile(file=self.file)
        template = parse(text) if text.strip() else None
        allowed_by = self._till.people.require("receipt_text", permission)
        user, now = self._till.shifts.who(), self._till.clock.now()

        def job(transaction: Transaction) -> None:
            before = transaction.unit.meta.get(_KEPT) or ""
            transaction.unit.meta.put(_KEPT, text if template is not None else "")
            transaction.journal(
                "receipt_text_changed", user.user_id, allowed_by, now, {"before": before, "after": text}
            )

        def written(_: None) -> None:
            self.text, self.template = (text, template) if template is not None else ("", None)

        return self._till.writer.submit(job, written)
