"""Knowledge as data: rows of rules, each with what it must and what it must not match.

A rule file is a TOML file in ``extractors/rules`` with one array of tables. The patterns are written
against folded text (:func:`docparse.text.fold`): lower case, straight hyphens, old-style tones.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: ``pattern`` finds, ``value`` is what it means; further keys are in ``extra``."""

    id: str
    pattern: re.Pattern[str]
    value: str
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@cache
def load_table(name: str) -> dict[str, Any]:
    """The parsed rule file ``name`` (without ``.toml``), as it stands."""
    resource = files("extractors.rules").joinpath(f"{name}.toml")
    return tomllib.loads(resource.read_text(encoding="utf-8"))


@cache
def load_rules(name: str, key: str = "rule") -> tuple[Rule, ...]:
    """The rules of the file ``name``, in order; raises ``ValueError`` on a malformed row."""
    rules = []
    for row in load_table(name)[key]:
        rest = {k: v for k, v in row.items() if k not in ("id", "pattern", "value", "examples", "counter_examples")}
        try:
            pattern = re.compile(row["pattern"], re.VERBOSE if rest.pop("verbose", False) else 0)
        except re.error as error:
            raise ValueError(f"{name}.toml, rule {row['id']}: {error}") from error
        rules.append(
            Rule(
                row["id"],
                pattern,
                row.get("value", row["id"]),
                tuple(row.get("examples", ())),
                tuple(row.get("counter_examples", ())),
                rest,
            )
        )
    return tuple(rules)
