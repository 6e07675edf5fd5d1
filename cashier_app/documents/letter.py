"""A document as a letter: the electronic receipt as plain text that any mail program shows, with its PDF if wanted."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from cashier_app.documents.document import Document
from cashier_app.documents.plain import plain_text

#: Columns that a telephone shows upright without breaking a line.
COLUMNS = 40


def letter(document: Document, sender: str, to: str, attached: bytes = b"") -> bytes:
    """A message ready to be sent (RFC 5322): the title as its subject, the slip as text, no HTML, `attached` a PDF.

    An address that is not known yet is left to whoever sends it.

    `ValueError` for an address with a line break, which would add headers of somebody's own.
    """
    message = EmailMessage(policy=SMTP)
    if sender:
        message["From"] = sender
    if to:
        message["To"] = to
    message["Subject"] = document.title
    message.set_content(plain_text(document, COLUMNS), cte="base64")
    if attached:
        name = "".join(letter if letter.isalnum() else "-" for letter in document.title)
        message.add_attachment(attached, maintype="application", subtype="pdf", filename=f"{name}.pdf")
    return message.as_bytes()
