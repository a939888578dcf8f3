"""Who has taken over the work of an agency that no longer exists (``extractors/rules/successions.toml``).

Sở and Bộ were joined in March 2025, the district level ended on 30 June 2025, the 63 provinces became 34 on
the day after.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from docparse.gazetteer import Province, provinces
from docparse.rulebook import load_rules, load_table
from docparse.text import fold

_RULES = "successions"


@dataclass(frozen=True, slots=True)
class Heir:
    """A body that took over part of the work of another: that which ``pattern`` finds in folded words."""

    successor: str
    short: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyEnd:
    """An agency that ended on ``ended`` (its last day), and its successor as plans write it.

    ``heirs`` have parts of its work, where that was divided; ``successor`` the rest.
    """

    id: str
    name: str
    spellings: tuple[str, ...]
    ended: dt.date
    successor: str
    short: str
    basis: str
    verified: bool
    note: str = ""
    heirs: tuple[Heir, ...] = ()

    def for_duty(self, words: str) -> AgencyEnd:
        """The row with the heir that has the work told by folded ``words``; itself unless it is just one."""
        found = [heir for heir in self.heirs if heir.pattern.search(words)]
        return replace(self, successor=found[0].successor, short=found[0].short) if len(found) == 1 else self


@cache
def agency_ends() -> tuple[AgencyEnd, ...]:
    """Every agency that ended, in the order of the table."""
    return tuple(
        AgencyEnd(
            **{
                **row,
                "spellings": tuple(row["spellings"]),
                "heirs": tuple(map(_heir, row.get("heirs", ()))),
            }
        )
        for row in load_table(_RULES)["agency"]
    )


def _heir(row: dict[str, Any]) -> Heir:
    return Heir(
        row["successor"],
        row["short"],
        re.compile(rf"(?<!\w)(?:{row['pattern']})(?!\w)"),
        tuple(row["examples"]),
        tuple(row["counter_examples"]),
    )


def successor_of(name: str) -> str | None:
    """The body that has the work of ``name`` (a canonical name) today; null where it still exists.

    Of a body whose work was divided, the one that got most of it. A district has no successor of its own:
    its communes are not known here, so that ``Ủy ban nhân dân huyện Bình Khê`` gives null.
    """
    key = fold(name)
    ended = _by_name().get(key)
    if ended is not None:
        return ended.successor
    for rule in load_rules(_RULES):
        match = rule.pattern.fullmatch(key)
        if match is not None:
            new = match.expand(rule.value)
            return new[0].upper() + new[1:]
    return _with_place_of_today(name, key)


def _with_place_of_today(name: str, key: str) -> str | None:
    """``Công an tỉnh Quảng Bình`` -> ``Công an tỉnh Quảng Trị``: the body of the province that is left."""
    place, merged = _places()
    match = place.search(key)
    if match is None:
        return None
    province = merged[match[1]]
    body = name[: match.start()]
    kind = "thành phố" if province.kind_now.startswith("thành phố") else "tỉnh"
    return f"{successor_of(body) or body} {kind} {province.successor}"


@cache
def _by_name() -> dict[str, AgencyEnd]:
    return {fold(spelling): row for row in agency_ends() for spelling in (row.name, *row.spellings)}


@cache
def _places() -> tuple[re.Pattern[str], dict[str, Province]]:
    """How a name ends that bears a province which is part of another; those provinces by folded name."""
    merged = {fold(row.name): row for row in provinces() if row.successor != row.name}
    names = "|".join(map(re.escape, sorted(merged, key=len, reverse=True)))
    return re.compile(rf" tỉnh ({names})$"), merged
