"""What the drafting tool knows, as data: levels of government, acts, cities, and how they are named.

The tables stand in ``docparse/draft/data``; who follows whom among the agencies in
:mod:`docparse.successors`. Patterns run on folded text
(:func:`docparse.text.fold`), which has the same offsets as the printed one. Each row carries its legal
basis and whether the reference tables call the fact verified.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from docparse.draft.rewriting import follows_name, spelled
from docparse.rulebook import load_table
from docparse.successors import successor_of
from docparse.text import fold

ActTreatment = Literal["replace", "background", "drop"]

_BARE_FROM = 3  # the first month that is written without a zero
_MINISTRY = "bộ "
_SENTENCE = 300  # characters before a match in which the rest of its sentence is looked for


@dataclass(frozen=True, slots=True)
class WordRule:
    r"""Words that are written otherwise from ``since`` on; ``new`` takes up groups as ``\1``.

    ``unnamed`` bars a match that a proper name follows (``UBND huyện Bình Khê``); ``behind`` must be found
    before it in the same sentence. ``note`` says why the words, once written otherwise, need a look.
    """

    id: str
    pattern: re.Pattern[str]
    new: str
    since: dt.date
    basis: str
    verified: bool
    unnamed: bool = False
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    behind: re.Pattern[str] | None = None
    note: str = ""

    def holds(self, text: str, key: str, start: int, end: int) -> bool:
        """Whether a match at these offsets of ``text`` (``key`` is its folded form) is meant by the rule."""
        if self.unnamed and follows_name(text, end):
            return False
        return self.behind is None or self.behind.search(key, max(0, start - _SENTENCE), start) is not None


@dataclass(frozen=True, slots=True)
class Act:
    """A legal act. ``ended`` is the last day that it holds; null while it is in force."""

    number: str
    type: str
    title: str = ""
    date: dt.date | None = None
    in_force: dt.date | None = None
    ended: dt.date | None = None
    issuer: str = ""
    treat: ActTreatment = "replace"
    successors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    basis: str = ""
    verified: bool = False
    suggest: bool = False
    sector: str = ""

    def over(self, day: dt.date) -> bool:
        """Whether the act no longer holds on ``day``."""
        return self.ended is not None and self.ended < day

    def cited(self) -> str:
        """The act as a căn cứ or a first mention cites it: laws by name, others by number and date."""
        if self.type in ("Luật", "Bộ luật") and self.title:
            day = f" ngày {long_date(self.date)}" if self.date else ""
            return f"{self.title}{day}"
        parts = [f"{self.type} số {self.number}"]
        if self.date:
            parts.append(f"ngày {long_date(self.date)}")
        if self.issuer:
            parts.append(f"của {self.issuer}")
        if self.title:
            parts.append(self.title)
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class City:
    """A province that became a city on ``since``."""

    name: str
    since: dt.date
    basis: str


def long_date(day: dt.date) -> str:
    """``02 tháng 01 năm 2026``: a zero before days under 10 and before the months 1 and 2 only."""
    return f"{day.day:02d} tháng {month_of_date(day.month)} năm {day.year}"


def month_of_date(month: int) -> str:
    """``01``, ``02``, ``3``: months are written with a zero where one could be made 10, 11 or 12."""
    return f"{month:02d}" if month < _BARE_FROM else str(month)


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed data file ``name`` (without ``.toml``)."""
    resource = files("docparse.draft").joinpath(f"data/{name}.toml")
    return tomllib.loads(resource.read_text(encoding="utf-8"))


@cache
def acts() -> tuple[Act, ...]:
    """Every act of the table."""
    return tuple(_act(row) for row in table("acts")["act"])


def _act(row: dict[str, Any]) -> Act:
    lists = {key: tuple(row.get(key, ())) for key in ("successors", "names")}
    return Act(**{**row, **lists})


def find_act(number: str, date: dt.date | None = None) -> Act | None:
    """The act with this number; where ``date`` is known on both sides it must agree.

    A number comes back every year (131/QĐ-TTg is two acts), so a date that differs is another act.
    """
    key = fold(number)
    for act in acts():
        if fold(act.number) == key and (date is None or act.date is None or act.date == date):
            return act
    return None


@cache
def ministry_fields(ministry: str | None = None) -> str:
    """A pattern over folded text for the field of ``ministry`` and of its successor; of any by default.

    Matches nothing for an issuer that is no ministry with a known field (``Văn phòng Chính phủ``).
    """
    data = table("equivalents")
    names = [*data["departments"], *data["without_department"]] if ministry is None else [ministry]
    names += filter(None, map(successor_of, names))
    wanted = {fold(name).removeprefix(_MINISTRY) for name in names if fold(name).startswith(_MINISTRY)}
    rows = [row for row in load_table("agencies")["fields"]["names"] if wanted.intersection(map(fold, row))]
    return spelled([spelling for row in rows for spelling in row]).pattern if rows else "(?!)"


@cache
def word_rules(name: str, ministry: str | None = None) -> tuple[WordRule, ...]:
    """The rules of the table ``levels``, ``services`` or ``equivalents``, in order.

    ``ministry`` issued the plan that they are for; by default that of the table's examples.
    """
    data = table(name)
    field = ministry_fields(ministry or data.get("example_issuer"))
    return tuple(
        WordRule(
            row["id"],
            re.compile(rf"(?<![\w&])(?:{row['pattern'].replace('{field}', field)})(?![\w&])"),
            row["new"],
            data.get("since", dt.date.min),
            data.get("basis", "Suy ra từ chức năng tương ứng; cần người soạn thảo xác nhận"),
            row.get("verified", data.get("verified", name == "levels")),
            row.get("unnamed", False),
            tuple(row.get("examples", ())),
            tuple(row.get("counter_examples", ())),
            re.compile(rf"(?:{row['behind']})[^.;\n]*$") if "behind" in row else None,
            row.get("note", ""),
        )
        for row in data["rule"]
    )


@cache
def cities() -> dict[str, City]:
    """Provinces that became cities, by name."""
    return {row["name"]: City(**row) for row in table("places")["city"]}
