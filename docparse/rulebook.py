"""Knowledge as data: rows of rules, each with what it must and what it must not match.

A rule file is a TOML file in ``extractors/rules`` with one array of tables. The patterns are written
against folded text (:func:`docparse.text.fold`): lower case, straight hyphens, old-style tones.
A test runs every row against its own examples.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: ``pattern`` finds, ``value`` is what it means; further keys are in ``extra``.

    ``mode`` tells how the pattern is applied: ``match`` (at the start), ``search`` or ``fullmatch``.
    In a row ``{words}`` stands for the alternatives of its list ``words``.
    """

    id: str
    pattern: re.Pattern[str]
    value: str
    mode: str = "match"
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    def applies(self, key: str) -> bool:
        """Whether the rule finds itself in the folded text ``key``, in the way it is used."""
        found = getattr(self.pattern, self.mode)(key)
        return found is not None


def rule_file(name: str) -> Traversable:
    """A file of the package ``extractors.rules``, found without importing the pipeline above it."""
    return files("extractors").joinpath("rules", name)


@cache
def load_table(name: str) -> dict[str, Any]:
    """The parsed rule file ``name`` (without ``.toml``), as it stands."""
    resource = rule_file(f"{name}.toml")
    return tomllib.loads(resource.read_text(encoding="utf-8"))


@cache
def load_rules(name: str, key: str = "rule") -> tuple[Rule, ...]:
    """The rules of the file ``name``, in order; raises ``ValueError`` on a malformed row."""
    table = load_table(name)
    return tuple(_rule(name, row, table.get("mode", "match")) for row in table[key])


@cache
def pattern(name: str, rule_id: str) -> re.Pattern[str]:
    """The pattern of one rule; raises ``KeyError`` where the file has no such rule."""
    for rule in load_rules(name):
        if rule.id == rule_id:
            return rule.pattern
    raise KeyError(f"{name}.toml has no rule {rule_id}")


def opening(pieces: Iterable[str], before: str = r"\w") -> str:
    """The source of a pattern: one of ``pieces`` that does not stand behind a character ``before``.

    Each piece begins with a plain letter, ``before`` is the inside of a character class. What stands before
    is asked behind the first letter: to a pattern that begins with letters the engine skips, one that
    begins with a look-behind it tries at every letter.
    """
    behind: dict[str, list[str]] = defaultdict(list)
    for piece in pieces:
        behind[piece[0]].append(piece[1:])
    parts = (f"{first}(?<![{before}]{first})(?:{'|'.join(rest)})" for first, rest in behind.items())
    return f"(?:{'|'.join(parts)})"


def _rule(name: str, row: dict[str, Any], mode: str) -> Rule:
    source = row["pattern"].replace("{words}", "|".join(row.get("words", ())))
    try:
        compiled = re.compile(source)
    except re.error as error:
        raise ValueError(f"{name}.toml, rule {row['id']}: {error}") from error
    return Rule(
        row["id"],
        compiled,
        row.get("value", row["id"]),
        row.get("mode", mode),
        tuple(row.get("examples", ())),
        tuple(row.get("counter_examples", ())),
        {k: v for k, v in row.items() if k not in _FIELDS},
    )


_FIELDS = frozenset({"id", "pattern", "words", "value", "mode", "examples", "counter_examples"})
