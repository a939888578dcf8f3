"""TCVN3 (ABC, the ``.Vn…`` fonts): one byte a letter, seen as the Latin-1 character of that byte.

The table is TCVN 5712:1993 as glibc has it. The fonts have no accented capitals of their own: text set
in ``.VnTimeH`` comes back in small letters, because only the font drew it large.
"""

from __future__ import annotations

import re

_FIRST = 0xA1
# bytes A1 to FF in order; the five dots are combining marks, which no word processor typed
_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđẰ.....àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
_TABLE = {_FIRST + at: letter for at, letter in enumerate(_LETTERS) if letter != "."}
# PDF text layers write the byte AD (ư) as a minus sign; between digits it stays one
_MINUS = re.compile("(?<=[^\\W\\d_])\u2212|\u2212(?=[^\\W\\d_])")


def tcvn3_to_unicode(text: str) -> str:
    """``kÕ ho¹ch`` -> ``kế hoạch``; characters that are no TCVN3 letters stay as they are."""
    return _MINUS.sub("\u00ad", text).translate(_TABLE)
