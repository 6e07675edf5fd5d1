"""What a person chose on the screen, kept beside the settings: language, colours, sounds."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

import msgspec

from cashier_app.config import Settings
from cashier_app.ui import language, sounds, theme

log = logging.getLogger(__name__)

NAME = "screen.json"


class Preferences(msgspec.Struct, frozen=True, omit_defaults=True):
    """None: as the settings say."""

    language: Literal["ru", "en"] | None = None
    theme: Literal["light", "dark"] | None = None
    sounds: bool | None = None
    large_type: bool | None = None


def read(folder: Path) -> Preferences:
    """What was chosen last; nothing where the file is missing or spoilt, which is no reason not to start."""
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=Preferences)
    except (OSError, msgspec.MsgspecError) as error:
        if not isinstance(error, FileNotFoundError):
            log.warning("the choices made on the screen cannot be read: %s", error)
        return Preferences()


def keep(folder: Path, preferences: Preferences) -> None:
    """Keep a choice for the next start; a disk that cannot be written only costs the choice."""
    fresh = folder / f"{NAME}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(msgspec.json.encode(preferences))
        fresh.replace(folder / NAME)
    except OSError as error:
        log.warning("the choice made on the screen is not kept: %s", error)


class Choices:
    """The choices in force: changed at once, kept for the next start where there is a folder."""

    def __init__(self, settings: Settings, folder: Path | None) -> None:
        self._ui = settings.ui
        self._folder = folder
        self._chosen = read(folder) if folder is not None else Preferences()

    @property
    def theme(self) -> Literal["light", "dark"]:
        """Colours of the screen."""
        return self._chosen.theme or self._ui.theme

    @property
    def language(self) -> Literal["ru", "en"]:
        """Language of the screen."""
        return self._chosen.language or self._ui.language

    @property
    def sounds(self) -> bool:
        """Whether scans are heard."""
        return self._ui.sounds if self._chosen.sounds is None else self._chosen.sounds

    @property
    def large_type(self) -> bool:
        """Whether small letters are shown larger."""
        return self._ui.large_type if self._chosen.large_type is None else self._chosen.large_type

    def choose_large_type(self, chosen: bool) -> None:
        """Show larger letters from now on, or as large as before."""
        self._keep(msgspec.structs.replace(self._chosen, large_type=chosen))
        theme.apply(self.theme, large=chosen)

    def choose_language(self, chosen: Literal["ru", "en"]) -> None:
        """Speak another language from now on."""
        self._keep(msgspec.structs.replace(self._chosen, language=chosen))
        language.set_language(chosen)

    def choose_theme(self, chosen: Literal["light", "dark"]) -> None:
        """Show other colours from now on."""
        self._keep(msgspec.structs.replace(self._chosen, theme=chosen))
        theme.apply(chosen)

    def choose_sounds(self, enabled: bool) -> None:
        """Be heard or be silent from now on."""
        self._keep(msgspec.structs.replace(self._chosen, sounds=enabled))
        sounds.set_enabled(enabled)

    def settings_changed(self, settings: Settings) -> None:
        """Follow what was changed in the settings: it takes the place of what was chosen here."""
        before, self._ui = self._ui, settings.ui
        if before.language != settings.ui.language:
            self.choose_language(settings.ui.language)
        if before.theme != settings.ui.theme:
            self.choose_theme(settings.ui.theme)
        if before.large_type != settings.ui.large_type:
            self.choose_large_type(settings.ui.large_type)
        if before.sounds != settings.ui.sounds:
            self.choose_sounds(settings.ui.sounds)

    def _keep(self, preferences: Preferences) -> None:
        self._chosen = preferences
        if self._folder is not None:
            keep(self._folder, preferences)
