"""Numbers of acts that a scan has torn by a space: ``số 1 234/SXD-KT`` for ``số 1234/SXD-KT``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.text import CAPITALS
from docparse.text.mend import Repair

# two numbers in a row have a word or a mark between them; a single digit behind the space may be one
# that was written by hand into a gap
_TORN = re.compile(
    rf"(?i:(?<=\bsố )|(?<=\bsố: ))(?P<a>[1-9]\d?) (?P<b>\d{{2,3}})(?=/(?:20\d\d/)?[{CAPITALS}])"
)


def joined_numbers(text: str) -> Iterator[Repair]:
    """The torn numbers of ``text`` and what they are."""
    for match in _TORN.finditer(text):
        yield Repair(match.start(), match.end(), match[0], match["a"] + match["b"])
