"""Which part of the document each paragraph belongs to: head, title, preamble, body, signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from docparse.document import Paragraph
from docparse.outline.markers import read_form
from docparse.rulebook import Rule, load_rules
from docparse.structure import Zone
from docparse.text import CAPITALS, SMALL, fold
from docparse.titles import restored

_OPENING_WORDS = re.compile(r"(như sau|sau đây|nội dung sau|cụ thể|như sau đây) ?[:.;]?$")
# a cell on one line: `THỦ TƯỚNG Nguyễn Văn An`
_SIGNED = re.compile(rf"(?P<office>[{CAPITALS} ]{{6,}}?) (?:[{CAPITALS}][{SMALL}]+ ?){{2,5}}")
_MAX_HEAD = 40  # paragraphs; a letterhead is never longer, chrome of a portal included
_MAX_ISSUER = 3  # paragraphs above the motto in which the issuer is named
_MAX_SUBJECT = 8  # paragraphs of subject under the kind of document
_MAX_SIGNATURE_LINE = 90  # characters; longer lines are text, not recipients or signers
_MAX_TITLE = 500  # characters of a kind of document with its subject behind it
_MIN_RUNNING = 120  # characters from which a paragraph behind a gap is running text
_IN_CAPITALS = 0.7  # share of the letters of a line


@cache
def _rule(rule_id: str) -> Rule:
    return next(rule for rule in load_rules("zones") if rule.id == rule_id)


def matches(rule_id: str, key: str) -> bool:
    """Whether the folded paragraph ``key`` is a line of this kind."""
    return _rule(rule_id).pattern.search(key) is not None


def is_title(paragraph: Paragraph, key: str) -> bool:
    """The line that names the kind of document: capitals, or bold and centred."""
    prominent = paragraph.text.isupper() or (paragraph.style.align == "center" and paragraph.style.bold)
    if matches("title", key):
        return prominent or paragraph.style.heading is not None
    if not matches("title-with-subject", key):
        return False
    words = paragraph.text.split()
    return len(words) > 2 and " ".join(words[:2]).isupper() and len(paragraph.text) < _MAX_TITLE


def assign_zones(
    paragraphs: Sequence[Paragraph], opens_unit: Sequence[bool], scanned: bool = False
) -> list[Zone]:
    """The zone of each paragraph.

    ``opens_unit`` tells which begin with a plausible marker; in a ``scanned`` document titles are
    known without some of their accents.
    """
    keys = [fold(p.text) for p in paragraphs]
    return _Walk(paragraphs, opens_unit, [restored(key) for key in keys] if scanned else keys).run()


def _is_in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(map(str.isupper, letters)) > _IN_CAPITALS * len(letters) > 2 and not text.startswith(
        ("#", "http")
    )


class _Walk:
    """One pass from top to bottom with the zone reached so far as its only memory."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], opens_unit: Sequence[bool], keys: Sequence[str]
    ) -> None:
        self.paragraphs = paragraphs
        self.opens_unit = opens_unit
        self.keys = keys
        self.zone: Zone = "head"
        self.subject_lines = 0
        self.headline = False

    def run(self) -> list[Zone]:
        first_title = next((i for i, p in enumerate(self.paragraphs) if is_title(p, self.keys[i])), None)
        if first_title is None and self._has_head():
            self.zone = "head"
        elif first_title is None:
            self.headline = self._opens_with_headline()
            self.zone = "head" if self.headline else "body"
        zones: list[Zone] = []
        for index in range(len(self.paragraphs)):
            before = self.zone
            self.zone = self._next(index)
            zones.append(self.zone)
            if self.zone == "cut":
                self.zone = zones[-2] if len(zones) > 1 else "body"
            elif before == "title" and self.zone == "head":
                self.zone = before  # what a letterhead has, below the title
        return self._mark_portal(zones)

    def _has_head(self) -> bool:
        return any(
            matches("national-motto", key) or matches("number-line", key) for key in self.keys[:_MAX_HEAD]
        )

    def _opens_with_headline(self) -> bool:
        """A page of the web: ``Kế hoạch tổ chức … năm 2022`` as its heading, and nothing above it."""
        first = self.paragraphs[0] if self.paragraphs else None
        if first is None:
            return False
        titled = first.style.heading is not None and matches("title-with-subject", self.keys[0])
        return titled or matches("headline", self.keys[0])

    def _next(self, index: int) -> Zone:
        key, paragraph = self.keys[index], self.paragraphs[index]
        if matches("break-off", key):
            return "cut"
        if self.zone in ("appendix", "portal", "cut"):
            return self._behind_body(index, key)
        step = getattr(self, "_from_" + self.zone)
        zone: Zone = step(index, key, paragraph)
        return zone

    def _behind_body(self, index: int, key: str) -> Zone:
        """An appendix goes on to the end of the document or to what the portal prints below it."""
        if self.zone == "cut":
            return "body"
        if self.zone == "portal":
            return "appendix" if self._opens_appendix(index) else "portal"
        chrome = matches("portal-property", key) or matches("portal-chrome", key)
        return "portal" if chrome else "appendix"

    def _from_head(self, index: int, key: str, paragraph: Paragraph) -> Zone:
        if is_title(paragraph, key) or (index == 0 and self.headline):
            self.subject_lines = 0
            return "title"
        if index > _MAX_HEAD or self._starts_body(index, key):
            return "body"
        if re.match(r"kính gửi|căn cứ (luật|nghị|quyết|chỉ|kế|thông|kết|chương|công|ý)", key):
            return "preamble"
        return "head"

    def _from_title(self, index: int, key: str, paragraph: Paragraph) -> Zone:
        if self._starts_body(index, key):
            return "body"
        if matches("enclosure", key):
            return "title"
        if matches("number-line", key) or matches("portal-property", key):
            return "head"
        self.subject_lines += 1
        if self.subject_lines > 1 and matches("promulgator", key):
            return "preamble"
        if self.subject_lines > _MAX_SUBJECT or self._starts_preamble(index, key, paragraph):
            return "preamble"
        return "title"

    def _starts_preamble(self, index: int, key: str, paragraph: Paragraph) -> bool:
        """The subject ends where running text begins; it may itself begin with ``Thực hiện …``."""
        if self.subject_lines == 1 and index and self.keys[index - 1].split(" ", 2)[:2] == ["kế", "hoạch"]:
            alone = matches("title", self.keys[index - 1])
            if alone and not key.startswith("căn cứ"):
                return False
        if paragraph.text.isupper() or paragraph.style.align == "center" or paragraph.text[:1].islower():
            return False
        if self.headline and len(paragraph.text) > _MIN_RUNNING and paragraph.text.rstrip().endswith("."):
            return True  # a page of the web has no letterhead, and its text may come at once
        if _OPENING_WORDS.search(key) or key.endswith(";"):
            return True
        if matches("preamble", key):
            return True
        return paragraph.style.gap and len(paragraph.text) > _MIN_RUNNING and paragraph.text[:1].isupper()

    def _from_preamble(self, index: int, key: str, paragraph: Paragraph) -> Zone:
        if self._starts_body(index, key):
            return "body"
        return self._from_body(index, key, paragraph, stay="preamble")

    def _from_body(self, index: int, key: str, paragraph: Paragraph, stay: Zone = "body") -> Zone:
        if matches("recipients", key):
            return "recipients"
        if matches("authority", key) and len(key) < _MAX_SIGNATURE_LINE:
            return "signature"
        if matches("office", key) and paragraph.text.isupper():
            return "signature"
        if is_title(paragraph, key) and self._begins_again(index):
            self.subject_lines = 0
            return "title"
        if self._opens_appendix(index):
            return "appendix"
        return stay

    def _from_recipients(self, index: int, key: str, paragraph: Paragraph) -> Zone:
        if self._opens_form(index):
            return "appendix"
        if self._opens_attachment(index):
            return "title"
        following = self._from_body(index, key, paragraph, stay="recipients")
        if following != "recipients":
            return following
        if matches("portal-property", key) or matches("portal-chrome", key):
            return "portal"
        if matches("national-motto", key):
            return "head"
        signed = _SIGNED.fullmatch(paragraph.text)
        return "signature" if signed and matches("office", fold(signed["office"])) else "recipients"

    def _from_signature(self, index: int, key: str, paragraph: Paragraph) -> Zone:
        if matches("portal-property", key) or matches("portal-chrome", key):
            return "portal"
        if matches("national-motto", key):
            return "head"
        if self._opens_form(index):
            return "appendix"
        if self._opens_attachment(index):
            return "title"
        following = self._from_body(index, key, paragraph, stay="signature")
        if following == "signature" and self.opens_unit[index] and len(key) > _MAX_SIGNATURE_LINE:
            return "body"
        return following

    def _opens_attachment(self, index: int) -> bool:
        """Below the signature a title opens what the document encloses."""
        if is_title(self.paragraphs[index], self.keys[index]):
            self.subject_lines = 0
            return True
        return False

    def _begins_again(self, index: int) -> bool:
        """A second title opens an attached plan when a head or enclosure line stands near it."""
        near = self.keys[index + 1 : index + 1 + _MAX_SUBJECT]
        return any(matches("enclosure", key) for key in near)

    def _starts_body(self, index: int, key: str) -> bool:
        if not self.opens_unit[index]:
            return False
        return not matches("number-line", key)

    def _opens_appendix(self, index: int) -> bool:
        return self.opens_unit[index] and self.keys[index].startswith("phụ lục")

    def _opens_form(self, index: int) -> bool:
        """``Biểu số 01`` behind the signature; above it such a line names a table."""
        return read_form(self.paragraphs[index].text) is not None

    def _mark_portal(self, zones: list[Zone]) -> list[Zone]:
        """Lines above the letterhead that a portal printed, and properties wherever they stand there."""
        head_end = next((i for i, z in enumerate(zones) if z != "head"), len(zones))
        starts = [i for i in range(head_end) if self._opens_letterhead(i)]
        begin = self._first_of_letterhead(starts[0]) if starts else None
        for index in range(head_end):
            above = begin is not None and index < begin
            key = self.keys[index]
            if above or matches("portal-property", key) or matches("portal-chrome", key):
                zones[index] = "portal"
        return zones

    def _first_of_letterhead(self, index: int) -> int:
        """Lines in capitals right above the motto or the number name the issuer, however damaged."""
        if matches("issuer", self.keys[index]) and not matches("national-motto", self.keys[index]):
            return index
        first = index
        while first and index - first < _MAX_ISSUER and _is_in_capitals(self.paragraphs[first - 1].text):
            first -= 1
        return first

    def _opens_letterhead(self, index: int) -> bool:
        """Issuing body in capitals, national motto, or number line: the document itself begins."""
        key, text = self.keys[index], self.paragraphs[index].text
        if matches("national-motto", key) or matches("number-line", key):
            return True
        return text.isupper() and matches("issuer", key)
