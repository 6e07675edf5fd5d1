"""Settings: every key that the program declares, by sections; changed, explained and written into the file here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cashier_app import config_fields
from cashier_app.config import Section, Settings
from cashier_app.config_fields import Field
from cashier_app.till import setting_changes
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.listing import Entry, Listing, RowTone
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.setting_editor import Edit, SettingEditor

if TYPE_CHECKING:
    from cashier_app.till.diagnosing import Finding

#: The last entry of the sections: where files lie.
PATHS: Final = "paths"
#: Sections of devices, which another screen finds and tries.
DEVICES: Final = ("scanner", "scanners", "scale", "display", "terminal", "printers")
_FIELDS, _EDITOR = 0, 1


class SettingsScreen(Screen):
    """`entered(section=…)`; the sections at the left, the keys of one at the right, or one key being changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        #: The places that were opened one within the other: `selling`, `selling.card_masks`, …
        self._trail: list[str] = ["shop"]
        self._overruled: dict[str, str] = {}
        self.halves(self._left(), self._right(), share=0.31)

    # --- how it is put together ------------------------------------------------------------------------

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.sections = Listing(lambda: "")
        self.sections.moved.connect(self._open_section)
        head = row()
        head.setContentsMargins(theme.px(16), theme.px(12), theme.px(12), theme.px(10))
        head.addWidget(Label(lambda: translate("settings_screen", "Settings"), "title"), 1)
        for button in (self.sections.up, self.sections.down):
            head.addWidget(button)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.sections, 1)
        return panel

    def _right(self) -> QWidget:
        self.editor = SettingEditor()
        self.editor.changed.connect(self._settle)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._fields_page())
        self.pages.addWidget(self.editor)
        self.leave = TouchButton(self._leave_text, "side", Qt.Key.Key_Escape)
        self.act = TouchButton(self._act_text, "action", Qt.Key.Key_F12)
        self.act.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(self._leave)
        self.act.activated.connect(self._act)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.pages, 1)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.act, 3)
        box.addLayout(foot)
        return right

    def _fields_page(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.title = Label("", "strong", wrap=True)
        self.fields = Listing(lambda: translate("settings_screen", "The list is empty."))
        self.fields.moved.connect(lambda _: self._settle())
        self.fields.touched.connect(lambda _: self._touched())
        head = row()
        head.setContentsMargins(theme.px(18), theme.px(12), theme.px(12), theme.px(10))
        head.addWidget(self.title, 1)
        for button, key in ((self.fields.up, Qt.Key.Key_PageUp), (self.fields.down, Qt.Key.Key_PageDown)):
            button.key = key
            head.addWidget(button)
        self.other = TouchButton(self._other_text, "plain", Qt.Key.Key_F5)
        self.add = TouchButton(lambda: translate("settings_screen", "Add one"), "plain", Qt.Key.Key_Insert)
        self.remove = TouchButton(lambda: translate("settings_screen", "Take out"), "danger", Qt.Key.Key_Delete)
        self.other.activated.connect(self._other)
        self.add.activated.connect(self._add)
        self.remove.activated.connect(self._remove)
        tools = row()
        tools.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(4))
        for button in (self.other, self.add, self.remove):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            tools.addWidget(button, 1)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.fields, 1)
        panel.box.addWidget(Rule())
        panel.box.addLayout(tools)
        return panel

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._overruled = config_fields.overruled()
        self._close_editor()
        self._trail = [str(given.get("section") or self._trail[0])]
        self.fields.set_current("")
        self.refreshed()
        self.sections.set_current(self._trail[0])

    def refreshed(self) -> None:
        spoken = words()
        entries = [Entry(key, name) for key, name in config_fields.section_names(spoken)]
        entries.append(Entry(PATHS, translate("settings_screen", "Files and folders")))
        self.sections.set_entries(entries)
        self.editor.refreshed()
        self._fill()

    def key_pressed(self, event: QKeyEvent) -> bool:
        return super().key_pressed(event) or (self.editing and self.editor.key_pressed(event))

    @property
    def editing(self) -> bool:
        """Whether one key is being changed."""
        return self.pages.currentIndex() == _EDITOR

    @property
    def place(self) -> str:
        """The section or list whose keys or items are shown."""
        return self._trail[-1]

    def _open_section(self, key: str) -> None:
        if key and key != self._trail[0]:
            self._close_editor()
            self._trail = [key]
            self.fields.set_current("")
            self._fill()

    def _close_editor(self) -> None:
        self.pages.setCurrentIndex(_FIELDS)

    def _leave(self) -> None:
        """From the key to its section, from an item to its list, from the section to the screen before."""
        if self.editing:
            self._close_editor()
            self._settle()
        elif len(self._trail) > 1:
            left = self._trail.pop()
            self._fill()
            self.fields.set_current(left)
        else:
            self.desk.back()

    # --- what is shown ---------------------------------------------------------------------------------

    @property
    def _settings(self) -> Settings:
        return self.desk.settings

    def _is_list(self, place: str) -> bool:
        """Whether a place is a list of items, not a section with keys."""
        if place == PATHS or place.endswith("]"):
            return False
        if "." not in place:
            return config_fields.is_list(place)
        return config_fields.field_of(place).kind in ("texts", "numbers", "sections")

    def _fill(self) -> None:
        place, spoken = self.place, words()
        self.title.set_text(self._title)
        if place == PATHS:
            self.fields.set_entries(self._paths())
        elif self._is_list(place):
            items = config_fields.value_at(self._settings, place)
            self.fields.set_entries(
                [
                    Entry(f"{place}[{number}]", config_fields.item_text(item, spoken), str(number + 1))
                    for number, item in enumerate(items)
                ]
            )
        else:
            self.fields.set_entries([self._entry(field) for field in config_fields.fields_of(place)])
        self._settle()

    def _title(self) -> str:
        names = dict(config_fields.section_names(words()))
        if self.place == PATHS:
            return translate("settings_screen", "Where this installation keeps its files")
        first = names.get(self._trail[0].split("[")[0], self._trail[0])
        inner = [place.split(".")[-1].removeprefix(self._trail[0]) for place in self._trail[1:]]
        return " › ".join([first, *inner])

    def _entry(self, field: Field) -> Entry:
        spoken = words()
        value = config_fields.value_at(self._settings, field.path)
        variable = config_fields.variable_over(field.path, self._overruled)
        told = [field.key]
        if variable:
            told.append(variable)
        elif field.required or value != field.default:
            told.append(translate("settings_screen", "changed"))
        text = config_fields.value_text(field.path, value, spoken)
        figure = text if len(text) <= 14 else ""
        if not figure:
            told.append(text)
        tone: RowTone = "barred" if variable else "plain"
        if not variable and not field.required and value != field.default:
            tone = "good"
        return Entry(field.path, field.description(spoken), " · ".join(told), figure, tone=tone)

    def _paths(self) -> list[Entry]:
        places, settings = self.desk.places, self._settings
        if places is None:
            return []
        till = places.till_folder(settings)
        rows = (
            ("file", translate("settings_screen", "Settings file"), places.settings_file),
            (
                "before",
                translate("settings_screen", "The file before the last change"),
                f"{places.settings_file}.before",
            ),
            ("till", translate("settings_screen", "Database of the till"), till),
            ("backups", translate("settings_screen", "Copies of the database"), till / "backups"),
            ("logs", translate("settings_screen", "Logs"), places.logs),
            ("profiles", translate("settings_screen", "Printer profiles of your own"), places.settings_file.parent),
        )
        return [Entry(key, name, str(path)) for key, name, path in rows]

    # --- the keys of the screen ------------------------------------------------------------------------

    def _leave_text(self) -> str:
        if self.editing:
            return translate("settings_screen", "Cancel")
        return translate("settings_screen", "Back")

    def _act_text(self) -> str:
        if self.editing:
            return translate("settings_screen", "Write it")
        return translate("settings_screen", "Change")

    def _other_text(self) -> str:
        if self._trail[0] in DEVICES:
            return translate("settings_screen", "To the devices")
        return translate("settings_screen", "Reach the server now")

    def _settle(self) -> None:
        self.leave.set_text(self._leave_text)
        self.act.set_text(self._act_text)
        self.other.set_text(self._other_text)
        top, place = self._trail[0], self.place
        nowhere: Text = lambda: translate("settings_screen", "Nothing of this section can be tried")  # noqa: E731
        self.other.set_reason("" if top in (*DEVICES, "server") else nowhere)
        listed = self._is_list(place)
        no_list: Text = lambda: translate("settings_screen", "This is no list")  # noqa: E731
        none: Text = lambda: translate("settings_screen", "Touch one of the list first")  # noqa: E731
        variable = self._variable(place)
        decided: Text = lambda: translate("settings_screen", "The variable {name} decides this").format(name=variable)  # noqa: E731
        self.add.set_reason(no_list if not listed else (decided if variable else ""))
        self.remove.set_reason(
            no_list if not listed else (decided if variable else ("" if self.fields.current else none))
        )
        self.act.set_reason(self._why_not())

    def _variable(self, path: str) -> str:
        """The variable of the environment that decides a path."""
        return config_fields.variable_over(path, self._overruled)

    def _why_not(self) -> str:
        if self.editing:
            return self.editor.why_not()
        chosen = self.fields.current
        if self.place == PATHS:
            return translate("settings_screen", "Files are moved with the program switched off")
        if not chosen:
            return translate("settings_screen", "Touch one of the list first")
        variable = self._variable(chosen)
        if variable and not self._opens(chosen):
            return translate("settings_screen", "The variable {name} decides this").format(name=variable)
        return ""

    def _opens(self, path: str) -> bool:
        """Whether a row leads to further rows."""
        if path.endswith("]"):
            return isinstance(config_fields.value_at(self._settings, path), Section)
        return self._is_list(path)

    # --- changing --------------------------------------------------------------------------------------

    def _touched(self) -> None:
        """One touch opens what can be changed; what cannot says why by its button."""
        if not self._why_not():
            self._act()

    def _act(self) -> None:
        if self.editing:
            self._write_typed()
            return
        chosen = self.fields.current
        if self._opens(chosen):
            self._trail.append(chosen)
            self.fields.set_current("")
            self._fill()
        elif chosen.endswith("]"):
            self._edit_item(chosen, config_fields.value_at(self._settings, chosen), new=False)
        else:
            self._edit(config_fields.field_of(chosen), config_fields.value_at(self._settings, chosen), new=False)

    def _edit(self, field: Field, value: object, new: bool) -> None:
        spoken = words()
        default = "" if field.required else config_fields.value_text(field.path, field.default, spoken)
        self._open_editor(
            Edit(
                field.path,
                field.kind,
                field.hint,
                field.choices,
                field.description(spoken),
                field.allowed(spoken),
                default,
                value,
                new=new,
                signed=(field.meta.ge or 0) < 0,
            )
        )

    def _edit_item(self, path: str, value: object, new: bool) -> None:
        """An item of a list of texts or numbers."""
        field = config_fields.field_of(path.rpartition("[")[0])
        kind: config_fields.Kind = "number" if field.kind == "numbers" else "text"
        spoken = words()
        self._open_editor(
            Edit(
                path,
                kind,
                field.item,
                field.item_choices,
                field.description(spoken),
                field.allowed(spoken),
                "",
                value,
                new=new,
            )
        )

    def _open_editor(self, edit: Edit) -> None:
        self.editor.open(edit)
        self.pages.setCurrentIndex(_EDITOR)
        self._settle()
        till = self.desk.open_till

        def came(changes: list[setting_changes.Change]) -> None:
            if self.editor.edit is edit:
                self.editor.set_history(tuple(changes), till.zone)

        self.desk.background.watch(setting_changes.history(till, edit.path), came, owner=self)

    def _add(self) -> None:
        place = self.place
        count = len(config_fields.value_at(self._settings, place))
        top = "." not in place
        if top or config_fields.field_of(place).kind == "sections":
            added = config_fields.addition(self._settings, place)
            self._edit(added.field, None, new=True)
        else:
            self._edit_item(f"{place}[{count}]", "", new=True)

    def _remove(self) -> None:
        path = self.fields.current
        self._write(config_fields.changes_at(self._settings, path, None), lambda: self.fields.set_current(""))

    def _write_typed(self) -> None:
        edit = self.editor.edit
        if edit is None:
            return
        changes = config_fields.changes_at(self._settings, edit.path, self.editor.value)
        self._write(changes, self._close_editor)

    def _write(self, changes: dict[str, object], done: Callable[[], None]) -> None:
        """Look whether it would be taken, journal it (right `settings`), then write it."""
        till, desk = self.desk.open_till, self.desk
        effect = config_fields.effect_of(next(iter(changes)))

        def allowed(_: object) -> None:
            self.attempt(lambda _: desk.change_settings(changes), written)

        def written(_: object) -> None:
            told: dict[config_fields.Effect, Text] = {
                "now": lambda: translate("settings_screen", "It is written and in force"),
                "restart": lambda: translate("settings_screen", "It is written, and in force from the next start"),
                "server": lambda: translate(
                    "settings_screen", "It is written; the loyalty server takes it when it is started again"
                ),
            }
            messages.info(told[effect]())
            done()
            self.refreshed()

        def ask(permission: Any) -> Any:
            if desk.places is not None:
                from cashier_app.config_change import check_change

                check_change(desk.places, changes)
            return setting_changes.allow_settings(till, changes, permission)

        self.attempt(ask, allowed)

    # --- trying ----------------------------------------------------------------------------------------

    def _other(self) -> None:
        if self._trail[0] in DEVICES:
            self.desk.go("devices")
            return
        from cashier_app.till.doctor.servers import of_settings

        server, clock, spoken = self._settings.server, self.desk.open_till.clock, words()
        self.other.set_reason(lambda: translate("settings_screen", "it is being asked"), shown=True)
        self.desk.background.run(
            lambda: of_settings(server, clock, spoken), self._server_answered, self._not_asked, owner=self
        )

    def _server_answered(self, found: list[tuple[str, Finding]]) -> None:
        self._settle()
        ill = [finding for _, finding in found if finding.standing == "error"]
        finding = (ill or [finding for _, finding in found])[0]
        tell = messages.warning if ill else messages.info
        tell(finding.text, finding.way_out)

    def _not_asked(self, error: BaseException) -> None:
        self._settle()
        messages.failure(error)
