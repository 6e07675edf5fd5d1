"""Words by which goods are found: of a name, of what a cashier types, and of what she may have meant.

A name and a search are folded alike: any case, ё as е, a Latin letter that has slipped into a Russian word as its
Cyrillic twin, 0,5 as 0.5.  Pure text; `storage.repositories.goods_search` asks the index with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

#: Stands before the word that a name begins with, in the index alone: nobody can type it.
FIRST: Final = "\ue000"
#: Words of a shorter search are not corrected: too much lies one letter away from them.
SHORTEST_CORRECTED: Final = 4
#: A name is indexed by at most so many words.
MOST_WORDS: Final = 40

_LATIN_TWINS: Final = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_CYRILLIC: Final = re.compile("[а-я]")
_LATIN: Final = re.compile("[a-z]")
#: A place in a word where another one begins: `кока-кола`, `д/стирки`, but not within a figure such as `3,2`.
_INNER: Final = re.compile(r"(?<=[\W_])(?=[^\W_])")
_DECIMAL_COMMA: Final = re.compile(r"(?<=[0-9]),(?=[0-9])")
_FIGURE: Final = re.compile(r"[0-9][.,/*-]*$")
#: Signs that belong to no letter of a language, and are kept within a word all the same.
_SIGNS: Final = frozenset("%№&+-.,/*°#'\"()[]{}<>=_:;!?$€₽@|\\^~`§±×«»„“”’–—…½¼¾²³")
_AROUND: Final = "".join(_SIGNS)

_KEYS_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_KEYS_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN: Final = str.maketrans(_KEYS_LATIN + _KEYS_LATIN.upper(), _KEYS_RUSSIAN + _KEYS_RUSSIAN)
_TO_LATIN: Final = str.maketrans(_KEYS_RUSSIAN, _KEYS_LATIN)
_RUSSIAN_ALPHABET: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LATIN_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"


def fold(text: str) -> str:
    """A name as it is searched and sorted: lower case, ё as е, single spaces."""
    return " ".join(text.casefold().replace("ё", "е").split())


def typed_words(text: str) -> list[str]:
    """What is searched for, as words of the index; the same word once, signs alone only where nothing else is typed."""
    found = (_indexed(chunk) for chunk in fold(text).split())
    words = list(dict.fromkeys(words[0] for words in found if words))
    telling = [word for word in words if any(map(str.isalnum, word))]
    return telling or words


def index_words(name: str, brand: str = "", article: str = "") -> str:
    """The words of a product as they are indexed, separated by spaces: the first one marked, and then all of them.

    A word with a dash or a slash is found by each of its parts: `кока-кола` by `кола`, `д/стирки` by `стирки`.
    """
    words: dict[str, None] = {}
    for chunk in fold(f"{name} {brand} {article}").split():
        found = _indexed(chunk)
        if found and len(words) < MOST_WORDS:
            if not words:
                words[FIRST + found[0]] = None
            words.update(dict.fromkeys(found))
    return " ".join(words)


@lru_cache(maxsize=16_384)
def _indexed(chunk: str) -> tuple[str, ...]:
    """A word without the signs around it, and what begins within it; nothing for one that is none.

    Kept for the words seen last: a catalogue has a thousand goods with the same one.
    """
    plain = _plain(chunk)
    return (plain, *_parts(plain)) if plain else ()


def _plain(chunk: str) -> str:
    """A word without the signs around it, of letters that are told apart; signs alone stay."""
    if not chunk.isalnum():
        chunk = "".join(sign for sign in chunk if sign in _SIGNS or sign.isalnum())
        chunk = _DECIMAL_COMMA.sub(".", chunk.strip(_AROUND) or chunk.rstrip(",.;:"))
    if not chunk.isascii() and _CYRILLIC.search(chunk) and _LATIN.search(chunk):
        twin = chunk.translate(_LATIN_TWINS)
        return chunk if _LATIN.search(twin) else twin
    return chunk


def _parts(word: str) -> Iterator[str]:
    """What begins within a word."""
    if word.isalnum():
        return
    for place in _INNER.finditer(word):
        at = place.start()
        if at and not (word[at].isdigit() and _FIGURE.search(word[:at])):
            yield word[at:]


def other_layout(text: str) -> str:
    """A text as the same keys write it with the keyboard's other language; "" where nothing comes of it."""
    folded = text.casefold()
    if _CYRILLIC.search(folded.replace("ё", "е")):
        other = folded.translate(_TO_LATIN)
    elif _LATIN.search(folded):
        other = folded.translate(_TO_RUSSIAN)
    else:
        return ""
    return other if other != folded else ""


def one_mistake(word: str) -> Iterator[str]:
    """What a word may have been before one letter was left out, doubled, struck wrongly or swapped with the next.

    The first letter is taken as it is; a figure is never corrected.
    """
    if len(word) < SHORTEST_CORRECTED or not word.isalpha():
        return
    alphabet = _RUSSIAN_ALPHABET if _CYRILLIC.search(word) else _LATIN_ALPHABET
    for at in range(1, len(word)):
        before, after = word[:at], word[at + 1 :]
        yield before + after
        if after:
            yield before + after[0] + word[at] + after[1:]
        for letter in alphabet:
            if letter != word[at]:
                yield before + letter + after
            yield before + letter + word[at:]


class Vocabulary:
    """All words of the index in one piece of memory, in their order: asked which words have a beginning or a part."""

    def __init__(self, words: list[str]) -> None:
        """`words` are sorted by their UTF-8 bytes, as an index gives them."""
        self._text = ("\n" + "\n".join(words) + "\n").encode()

    def has_beginning(self, beginning: str) -> bool:
        """Whether any word begins so."""
        return self._text.startswith(b"\n" + beginning.encode(), self._place(beginning))

    def beginning(self, beginning: str, most: int) -> list[str] | None:
        """The words that begin so; None where there are more than so many."""
        wanted, at = b"\n" + beginning.encode(), self._place(beginning)
        found: list[str] = []
        while self._text.startswith(wanted, at):
            end = self._text.find(b"\n", at + 1)
            if len(found) == most:
                return None
            found.append(self._text[at + 1 : end].decode())
            at = end
        return found

    def _place(self, beginning: str) -> int:
        """Where the first word stands that is not before this one."""
        wanted = b"\n" + beginning.encode()
        low, high = 0, len(self._text) - 1
        while low < high:
            middle = self._text.rfind(b"\n", low, (low + high) // 2 + 1)
            if middle < 0:
                middle = low
            end = self._text.find(b"\n", middle + 1)
            if self._text[middle:end] < wanted:
                low = end
            else:
                high = middle
        return low

    def containing(self, part: str, most: int) -> list[str]:
        """Words with this part, at most so many, the shortest of them where there are more."""
        wanted, found, at = part.encode(), [], 0
        text = self._text
        while (at := text.find(wanted, at)) >= 0:
            begin, end = text.rfind(b"\n", 0, at) + 1, text.find(b"\n", at)
            found.append(text[begin:end])
            at = end
        if len(found) > most:
            found = sorted(found, key=len)[:most]
        return [word.decode() for word in found]
