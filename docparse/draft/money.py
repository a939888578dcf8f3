"""Units of money: one for the whole draft, whatever the sources and the profile count in."""

from __future__ import annotations

from collections.abc import Iterable

from docparse.draft.profile import Profile
from docparse.draft.sources import Source
from docparse.model import DONG

#: the unit of entries of the profile that name none
DEFAULT_UNIT = "tỷ đồng"


def scale(unit: str | None, wanted: str) -> float:
    """What amounts in ``unit`` are multiplied by to be amounts in ``wanted``; 1 where no unit is told."""
    return DONG[unit] / DONG[wanted] if unit in DONG else 1.0


def common_unit(printed: Iterable[str | None], left_open: Iterable[str | None]) -> str:
    """The smallest unit of the amounts that are ``printed``, so that none of them loses digits.

    Without any, the first unit of those that are ``left_open``.
    """
    known = [unit for unit in printed if unit in DONG]
    if known:
        return min(known, key=lambda unit: DONG[unit])
    return next((unit for unit in left_open if unit in DONG), DEFAULT_UNIT)


def units_of(source: Source) -> list[str | None]:
    """The units that the table rows of a source count money in, each once; null where none is told."""
    return list(dict.fromkeys(task.budget.unit for task in source.row_tasks if task.budget is not None))


def units_told(profile: Profile, sources: Iterable[Source], unit: str | None) -> list[str]:
    """One sentence where the sources count money in other units than the ``unit`` of the draft, or in none.

    Entries of the profile without a unit are told of where they could be meant in that of a source.
    """
    units = {s.reference: units_of(s) for s in sources}
    if unit is None or not {u for found in units.values() for u in found} - {unit}:
        return []
    listed = "; ".join(
        f"{name}: {', '.join(u or 'không ghi' for u in found)}" for name, found in units.items() if found
    )
    unsaid = [str(i) for i, entry in enumerate(profile.budget, start=1) if entry.unit is None]
    meant = (
        f" Mục budget {', '.join(unsaid)} của hồ sơ không ghi unit: hiểu là {DEFAULT_UNIT}." if unsaid else ""
    )
    return [f"Đơn vị tiền của nguồn ({listed}) khác nhau hoặc khác dự thảo: dự thảo ghi theo {unit}.{meant}"]
