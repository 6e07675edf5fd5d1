"""Reads the translators' files, the one source of every word a person sees."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from cashier_app.core.words import Words

LANGUAGES = ("ru", "en")
FOLDER = Path(__file__).parent.parent / "translations"


@cache
def load_words(language: str) -> Words:
    """The words of a language (`ru` or `en`) from `translations/cashier_<language>.ts`.

    A missing file leaves the English sources, so that a broken installation still speaks.
    """
    catalogue: dict[tuple[str, str], tuple[str, ...]] = {}
    path = FOLDER / f"cashier_{language}.ts"
    if path.exists():
        for context in ElementTree.parse(path).getroot().iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                translation = message.find("translation")
                if translation is None:
                    continue
                forms = tuple(form.text or "" for form in translation.iter("numerusform"))
                catalogue[name, message.findtext("source", "")] = forms or (translation.text or "",)
    return Words(language, catalogue)
