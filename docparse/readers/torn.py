"""Numbers and words that a scan has torn by a space: ``số 1 234/SXD-KT``, ``BỒI DƯỠN G``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.text import CAPITALS
from docparse.text.mend import Repair, has_letters_of_a_word

# two numbers in a row have a word or a mark between them; a single digit behind the space may be one
# that was written by hand into a gap
_NUMBER = re.compile(
    rf"(?i:(?<=\bsố )|(?<=\bsố: ))(?P<a>[1-9]\d?) (?P<b>\d{{2,3}})(?=/(?:20\d\d/)?[{CAPITALS}])"
)
# a word of two syllables that has lost its last letter, and this letter
_WORD = re.compile(
    r"(?<![^\W_])(?P<first>[^\W\d_]{2,}) (?P<a>[^\W\d_]{2,}) (?P<b>[cghmnptCGHMNPT])(?![^\W_]|[.)&-])"
)


def joined(text: str) -> Iterator[Repair]:
    """What is torn in ``text`` and what it is."""
    for match in _NUMBER.finditer(text):
        yield Repair(match.start(), match.end(), match[0], match["a"] + match["b"])
    for match in _WORD.finditer(text):
        whole = match["a"] + match["b"]
        same_case = match["a"].isupper() == match["b"].isupper()
        cut = not has_letters_of_a_word(match["first"], match["a"])
        if same_case and cut and has_letters_of_a_word(match["first"], whole):
            yield Repair(match.start("a"), match.end(), text[match.start("a") : match.end()], whole)
