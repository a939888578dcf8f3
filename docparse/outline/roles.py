"""What a section is for, told by its title."""

from __future__ import annotations

import re
from functools import lru_cache

from docparse.model import SectionRole
from docparse.rulebook import Rule, load_rules, pattern
from docparse.text import fold

FIXED: frozenset[SectionRole] = frozenset({"situation", "legal_basis", "appendix"})
_LEAD_IN = re.compile(r"^(?:(?:các|những|một số|công tác|về|phần|nội dung về)\s+)+")
_MAX_WORDS = 24  # a longer title is a sentence, not a heading
_MAX_LABEL_WORDS = 9


def _title_head(title: str) -> str:
    """The part of a title that names the section: before the colon of ``Mục đích: nâng cao …``."""
    head, colon, _ = title.partition(":")
    return head if colon and len(head.split()) <= _MAX_LABEL_WORDS else title


@lru_cache(maxsize=1024)
def own_role(title: str, top: bool) -> SectionRole | None:
    """The role that ``title`` itself claims, or null.

    ``top`` headings (sections in capitals, first level) may carry any tail after the cue; below
    them only a title that consists of the cue counts, because a task may begin with the same words.
    """
    head = _title_head(title).strip(" .;:-")
    key = fold(head)
    long = len(key.split()) > _MAX_WORDS
    topic = not top and key.startswith("về ")
    order = not top and title.rstrip().endswith((".", ";"))
    key = _LEAD_IN.sub("", key)
    for rule in load_rules("sections"):
        if topic and rule.extra.get("no_topic"):
            continue  # `Về nguồn lực` among the tasks is about people and skills as well
        if order and rule.extra.get("no_order"):
            continue  # `b) Bố trí kinh phí.` below a department
        if (rule.extra.get("sentence") or not long) and _claims(rule, key, top):
            return rule.value  # type: ignore[return-value]
    return None


def _claims(rule: Rule, key: str, top: bool) -> bool:
    match = rule.pattern.match(key)
    if match is None:
        return False
    tail = key[match.end() :].strip(" ,;:.")
    if not tail or rule.extra.get("sentence"):
        return True
    if top and not rule.extra.get("strict"):
        return True
    if "tail" in rule.extra and re.fullmatch(rule.extra["tail"], tail):
        return True
    return _TAIL.fullmatch(tail) is not None


# What may follow a cue below the top level without making the title a sentence of its own.
_TAIL = pattern("sectiontails", "tail")
