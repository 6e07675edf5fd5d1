"""The words by which a person handles a simulated device on the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Word(NamedTuple):
    """A word to type, what it does, in words, and the deed; `takes` names what is typed behind it."""

    name: str
    about: str
    deed: Callable[..., object]
    takes: str = ""


def say(text: str) -> None:
    """Show a text at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def told(words: Sequence[Word]) -> str:
    """All the words with what they do, a line each."""
    heads = [f"{word.name} {word.takes}".strip() for word in words] + ["help", "quit"]
    abouts = [word.about for word in words] + ["these words", "the end"]
    width = max(map(len, heads))
    return "".join(f"  {head:<{width}}  {about}\n" for head, about in zip(heads, abouts, strict=True))


def obey(words: Sequence[Word], otherwise: Callable[[str], object] | None = None, mark: str = "") -> None:
    """Do what is typed until `quit` or the end of the input; `otherwise` takes what is no word.

    With a `mark` every word begins with it, so that anything else can be typed.
    """
    known = {mark + word.name: word for word in words}
    try:
        for line in sys.stdin:
            name, _, rest = line.strip().partition(" ")
            if name == mark + "quit":
                return
            if name == mark + "help":
                say(told(words))
            elif name in known:
                _do(known[name], rest)
            elif otherwise is not None and line.strip():
                _do(Word(name, "", otherwise, "what"), line.rstrip("\r\n"))
            elif name:
                say(f"{name!r} is no word here; {mark}help tells them\n")
    except KeyboardInterrupt:
        return


def _do(word: Word, rest: str) -> None:
    """One deed; what it refuses is told."""
    try:
        if word.takes:
            word.deed(rest)
        else:
            word.deed()
    except (OSError, ValueError) as error:
        say(f"{word.name}: {error}\n")
