"""Entries of a profile that no source answers to: the official should know, for nothing came of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docparse.draft.adapting import is_meant
from docparse.draft.profile import Profile
from docparse.draft.sources import Source
from docparse.text import fold


def unused_entries(profile: Profile, sources: Sequence[Source]) -> list[str]:
    """One sentence for each entry under ``targets``, ``budget`` and ``agencies`` that matched nothing."""
    return [*_targets(profile, sources), *_budget(profile, sources), *_agencies(profile, sources)]


def _targets(profile: Profile, sources: Sequence[Source]) -> Iterator[str]:
    indicators = [i for s in sources for i in s.plan.targets]
    for index, entry in enumerate(profile.targets, start=1):
        if not any(is_meant(entry, indicator) for indicator in indicators):
            yield f"targets.{index}: không chỉ tiêu nào của nguồn khớp “{entry.match}”."


def _budget(profile: Profile, sources: Sequence[Source]) -> Iterator[str]:
    rows = [fold(task.text) for s in sources for task in s.row_tasks]
    for index, entry in enumerate(profile.budget, start=1):
        if not any(fold(entry.match) in text for text in rows):
            yield f"budget.{index}: không nhiệm vụ nào trong bảng của nguồn có chữ “{entry.match}”."


def _agencies(profile: Profile, sources: Sequence[Source]) -> Iterator[str]:
    texts = [fold(s.plan.text) for s in sources]
    for old in profile.agencies:
        if not any(fold(old) in text for text in texts):
            yield f"agencies: không nguồn nào nhắc “{old}”."
