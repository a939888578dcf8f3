"""Texts that XML can hold: a control character or half a surrogate pair makes a file that nobody opens."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holdable(text: str) -> str:
    """``text`` with U+FFFD for every character that XML 1.0 does not allow."""
    return _NOT_XML.sub("\ufffd", text)
