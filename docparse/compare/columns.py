"""The columns of a comparison: what each plan is called, and in which order the plans stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from docparse.compare.records import PlanColumn
from docparse.compare.territory import territory_of
from docparse.model import Plan
from docparse.rulebook import load_rules, pattern
from docparse.text import fold


def is_central(plan: Plan) -> bool:
    """Whether the plan was issued by a central body."""
    return plan.metadata.province is None and is_central_body(plan.metadata.issuer)


def is_central_body(name: str | None) -> bool:
    """Whether ``name`` is that of a ministry or of a body above all of them."""
    return bool(pattern("comparison", "central-body").match(fold(name or "")))


def only_central(plans: Sequence[Plan]) -> int | None:
    """Position of the central plan, null where there is none or more than one."""
    found = [index for index, plan in enumerate(plans) if is_central(plan)]
    return found[0] if len(found) == 1 and len(plans) > 1 else None


def labels(plans: Sequence[Plan]) -> list[str]:
    """A short name for each plan: place (or body) and year, with the number where two would be alike."""
    names = [f"{_body(plan)} {_year(plan)}".strip() for plan in plans]
    again = Counter(names)
    told = [
        f"{name} ({plan.reference})" if again[name] > 1 else name
        for name, plan in zip(names, plans, strict=True)
    ]
    seen: Counter[str] = Counter()
    for index, name in enumerate(told):
        seen[name] += 1
        if seen[name] > 1:
            told[index] = f"{name} [{seen[name]}]"
    return told


def _body(plan: Plan) -> str:
    metadata = plan.metadata
    issuer = metadata.issuer or ""
    if metadata.province and (not issuer or pattern("comparison", "province-body").match(fold(issuer))):
        return metadata.province
    for rule in load_rules("comparison"):
        if rule.extra.get("use") == "column-name":
            issuer = rule.pattern.sub(rule.value, issuer)
    return " ".join(issuer.split()) or plan.id


def _year(plan: Plan) -> str:
    metadata = plan.metadata
    return metadata.issued_on[:4] if metadata.issued_on else str(metadata.period_start or "")


def column(
    plan: Plan, label: str, central: bool, distance: float | None, covered: int | None, weak: int | None
) -> PlanColumn:
    """The column of ``plan``."""
    metadata, source = plan.metadata, plan.source
    return PlanColumn(
        plan=plan.id,
        label=label,
        number=metadata.number,
        issuer=metadata.issuer,
        subject=metadata.subject,
        issued_on=metadata.issued_on,
        period=(metadata.period_start, metadata.period_end),
        place=metadata.province,
        territory=territory_of(metadata.province),
        file=source.name,
        sha256=source.sha256,
        pages=source.pages,
        truncated=source.truncated,
        ocr=source.ocr,
        central=central,
        tasks=len(plan.tasks),
        targets=len(plan.targets),
        baselines=len(plan.baselines),
        distance=distance,
        covered=covered,
        weak=weak,
    )


def ordered(columns: Sequence[PlanColumn], given: Sequence[int]) -> list[int]:
    """Positions of the columns: the central plan, then the nearest; one territory stays together.

    ``given`` are the places of the plans among those that were given: they decide between equals.
    """
    unknown = float("inf")

    def own(index: int) -> float:
        distance = columns[index].distance
        return unknown if distance is None else distance

    def rank(index: int) -> tuple[bool, float, int, float, int]:
        territory = columns[index].territory
        same = [i for i, c in enumerate(columns) if c.territory == territory and not c.central]
        family = same if territory and not columns[index].central else [index]
        placed = min(given[i] for i in family)
        return not columns[index].central, min(map(own, family)), placed, own(index), given[index]

    return sorted(range(len(columns)), key=rank)
