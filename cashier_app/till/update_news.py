"""How it stands with newer versions of the program, as a person is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.updates import numbers

if TYPE_CHECKING:
    from cashier_app.updates.state import State, Why

_WHY: Final[dict[Why, str]] = {
    "ended": QT_TRANSLATE_NOOP("update", "it ended before anybody could scan (exit code {detail})"),
    "hung": QT_TRANSLATE_NOOP("update", "nobody could scan with it within {detail}"),
    "starts": QT_TRANSLATE_NOOP("update", "it was started {detail} times and was never ready"),
    "said": QT_TRANSLATE_NOOP("update", "it could not open: {detail}"),
    "unstartable": QT_TRANSLATE_NOOP("update", "it cannot be started: {detail}"),
    "person": QT_TRANSLATE_NOOP("update", "a person went back from it"),
}


class News(msgspec.Struct, frozen=True):
    """A version is ready, or chosen for the next start, or was given up; `by_itself`: nobody has to act."""

    kind: Literal["none", "ready", "chosen", "failed"] = "none"
    version: str = ""
    why: str = ""
    detail: str = ""
    by_itself: bool = True
    #: It was given up since somebody was told last: it goes into the journal.
    fresh: bool = False


def news_of(state: State, current: str, by_itself: bool = True) -> News:
    """What a person should know of what is remembered, `current` being in force."""
    if state.trial is not None:
        return News("chosen", state.trial.version, by_itself=by_itself)
    if state.ready and state.ready not in state.failed:
        return News("ready", state.ready, by_itself=by_itself)
    given_up = [(failed.at, version) for version, failed in state.failed.items() if failed.why != "person"]
    if given_up:
        _, version = max(given_up)
        if numbers.order(version) > numbers.order(current):
            failed = state.failed[version]
            return News("failed", version, failed.why, failed.detail, by_itself, not failed.told)
    return News()


def why_words(words: Words, why: str, detail: str) -> str:
    """Why a version was given up."""
    known = {str(key): text for key, text in _WHY.items()}
    return words.translate("update", known[why]).format(detail=detail) if why in known else why


def told(news: News, words: Words) -> tuple[str, str]:
    """What happened, and what a person does about it."""
    if news.kind == "failed":
        text = words.translate(
            "attention", "Version {version} of the program did not work: the till went back by itself"
        )
        way_out = words.translate("attention", "Nothing is lost, sell on. For whoever looks after the till: {why}")
        why = why_words(words, news.why, news.detail)
        return text.format(version=news.version), way_out.format(why=why)
    if news.kind == "chosen":
        text = words.translate("attention", "Version {version} of the program is put in at the next start")
        return text.format(version=news.version), words.translate(
            "attention", "Nothing has to be done: it waits for the end of the shift"
        )
    text = words.translate("attention", "Version {version} of the program is ready")
    if news.by_itself:
        way_out = words.translate("attention", "It is put in by itself after the shift; a manager can do it now")
    else:
        way_out = words.translate("attention", "A manager puts it in when nobody is at the counter")
    return text.format(version=news.version), way_out
