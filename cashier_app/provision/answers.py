"""What an answers file may say, declared once: sections of its own, and beside them every setting as it is.

`cashier-app provision --describe` prints all of it.  The settings are those of `cashier_app.config`.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta

from cashier_app.config import Section
from cashier_app.core.errors import QT_TRANSLATE_NOOP

Machine: TypeAlias = Literal["till", "store_node", "server"]

#: Keys of settings that name files: a name that is not absolute is looked for beside the answers file, and copied to
#: the settings.
FILES: Final = (
    "shop.logo",
    "shop.template",
    "server.ca_file",
    "server.node_ca_file",
    "node.certificate",
    "node.private_key",
)
#: Files that nobody else may read.
PRIVATE_FILES: Final = ("node.private_key",)
#: What may come from elsewhere than the file, in the order in which lines of the standard input are taken.
SECRETS: Final = ("join.code", "store_node.code", "administrator.pin")


class Install(Section, frozen=True, kw_only=True):
    """What this machine becomes."""

    machine: Annotated[
        tuple[Machine, ...],
        Meta(
            examples=[["till", "store_node"]],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "What this machine becomes: a till, the node of a shop with several tills, the loyalty server; "
                "several of them in one list",
            ),
        ),
    ] = ("till",)


class Join(Section, frozen=True, kw_only=True):
    """How the till joins the server of `[server] url`."""

    code: Annotated[
        str,
        Meta(
            max_length=200,
            examples=["env:PAIRING_CODE"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "What “cashier-app server pair” has printed; env:NAME takes it from a variable, stdin from a line of "
                "the standard input; empty: the till joins nothing",
            ),
        ),
    ] = ""


class StoreNode(Section, frozen=True, kw_only=True):
    """How the store node joins the server of `[node] upstream`."""

    code: Annotated[
        str,
        Meta(
            max_length=200,
            examples=["stdin"],
            description=QT_TRANSLATE_NOOP(
                "settings", "What “cashier-app server pair --store-node” has printed there; env:NAME or stdin as above"
            ),
        ),
    ] = ""
    ca_file: Annotated[
        str,
        Meta(
            max_length=1000,
            examples=["ca.pem"],
            description=QT_TRANSLATE_NOOP(
                "settings", "Certificate (PEM) that the central server must be signed by; empty: the system's list"
            ),
        ),
    ] = ""


class Administrator(Section, frozen=True, kw_only=True):
    """The first person at the till."""

    name: Annotated[
        str,
        Meta(
            max_length=60,
            examples=["Иванова Мария"],
            description=QT_TRANSLATE_NOOP(
                "settings", "Name of the first administrator; empty: the till asks at its first start"
            ),
        ),
    ] = ""
    pin: Annotated[
        str,
        Meta(
            max_length=200,
            examples=["env:ADMINISTRATOR_PIN"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "PIN for the first log-in, 4 to 8 digits, after which the till asks for another; env:NAME or stdin "
                "as above",
            ),
        ),
    ] = ""
    pin_hash: Annotated[
        str,
        Meta(
            max_length=300,
            examples=["$argon2id$v=19$m=19456,t=2,p=1$…"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Instead of a PIN what is kept of one: “cashier-app provision --hash-pin” prints it",
            ),
        ),
    ] = ""
    change_pin: Annotated[
        bool,
        Meta(
            description=QT_TRANSLATE_NOOP(
                "settings", "Whether the till asks for another PIN at the first log-in (always where pin is given)"
            )
        ),
    ] = False


class Catalogue(Section, frozen=True, kw_only=True):
    """Goods for the till, as `cashier-app import catalogue` takes them."""

    file: Annotated[
        str,
        Meta(
            max_length=1000,
            examples=["goods.csv"],
            description=QT_TRANSLATE_NOOP(
                "settings",
                "Goods: a CSV file (.gz too), a CommerceML file, or a folder or zip of them; a name that is not "
                "absolute is looked for beside this file",
            ),
        ),
    ] = ""
    price: Annotated[
        str, Meta(max_length=100, description=QT_TRANSLATE_NOOP("settings", "CSV: the column with the price"))
    ] = ""
    member_price: Annotated[
        str,
        Meta(max_length=100, description=QT_TRANSLATE_NOOP("settings", "CSV: the column with the price for members")),
    ] = ""
    price_type: Annotated[
        str,
        Meta(
            max_length=100,
            description=QT_TRANSLATE_NOOP("settings", "CommerceML: the price type; else retail, else the first"),
        ),
    ] = ""
    member_price_type: Annotated[
        str,
        Meta(
            max_length=100,
            description=QT_TRANSLATE_NOOP("settings", "CommerceML: the price type of prices for members"),
        ),
    ] = ""
    encoding: Annotated[
        str,
        Meta(
            max_length=40,
            examples=["cp1251"],
            description=QT_TRANSLATE_NOOP("settings", "CSV: the encoding, where it is not found out rightly"),
        ),
    ] = ""


class ProgrammeFile(Section, frozen=True, kw_only=True):
    """The loyalty programme that the server publishes."""

    file: Annotated[
        str,
        Meta(
            max_length=1000,
            examples=["programme.json"],
            description=QT_TRANSLATE_NOOP("settings", "The programme, JSON, beside this file; empty: none"),
        ),
    ] = ""
    author: Annotated[
        str,
        Meta(
            max_length=60,
            description=QT_TRANSLATE_NOOP(
                "settings", "Who publishes it, kept with the version; empty: the user of this machine"
            ),
        ),
    ] = ""


class Answers(Section, frozen=True, kw_only=True):
    """The sections that are no settings."""

    install: Install = Install()
    join: Join = Join()
    store_node: StoreNode = StoreNode()
    administrator: Administrator = Administrator()
    catalogue: Catalogue = Catalogue()
    programme: ProgrammeFile = ProgrammeFile()
