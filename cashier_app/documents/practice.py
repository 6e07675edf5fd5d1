"""Slips of the practice till: nobody shall take one for a receipt."""

from __future__ import annotations

from cashier_app.core.words import Words
from cashier_app.documents.document import Cut, Document, DrawerPulse, Text


def as_practice(document: Document, words: Words) -> Document:
    """The same slip marked as practice at both ends, once; what only opens a drawer prints nothing and stays."""
    marks = (
        Text(words.translate("receipt", "PRACTICE RECEIPT"), align="center", bold=True, tall=True),
        Text(words.translate("receipt", "Nothing was sold and nothing was paid"), align="center"),
    )
    blocks = document.blocks
    if all(isinstance(block, DrawerPulse) for block in blocks) or marks[0] in blocks:
        return document
    end = len(blocks) - 1 if isinstance(blocks[-1], Cut) else len(blocks)
    return Document(blocks=(*marks, *blocks[:end], *marks, *blocks[end:]), title=document.title)
