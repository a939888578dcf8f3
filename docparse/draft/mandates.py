"""Acts that lay down what a body does (its functions, tasks, powers): they are over when the body is.

No table has to know them: the title names the body. The draft leaves them out, ``docparse check`` tells of
them, by the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.draft.succession import Succession
from docparse.successors import AgencyEnd
from docparse.text import fold

_OF = re.compile(
    r"(?:chức năng|nhiệm vụ|quyền hạn|cơ cấu tổ chức|tổ chức và hoạt động|tổ chức bộ máy)"
    r"[^;“”\n]{0,80} (?:của|thuộc) $"
)


def ended_mandates(text: str, succession: Succession) -> Iterator[tuple[AgencyEnd, int, int]]:
    """Bodies that are gone, where ``text`` (a title, a căn cứ) lays down what they do: (body, start, end)."""
    key = fold(text)
    for body, start, end in succession.ended_mentions(text):
        if _OF.search(key[:start]):
            yield body, start, end


def why_over(body: AgencyEnd) -> str:
    """Why an act on the work of ``body`` holds no longer, and what to look for instead."""
    return (
        f"quy định chức năng, nhiệm vụ của {body.name}, cơ quan không còn từ sau ngày {body.ended:%d/%m/%Y}; "
        f"cần căn cứ này thì dẫn văn bản hiện hành về {body.successor}"
    )
