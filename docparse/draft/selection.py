"""Which entries go into the draft: by rule, or as ticked in a pick list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docparse.draft.matching import Entry, Fact
from docparse.draft.profile import Profile
from docparse.draft.sources import Source


@dataclass(frozen=True)
class Selection:
    """The entries that were taken and those that were not; a fact of a source finds its entry."""

    taken: tuple[Entry, ...]
    left: tuple[Entry, ...]
    _of: dict[tuple[str, str], Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.taken:
            for member in entry.members:
                self._of[member.plan, member.fact.id] = entry

    def entry(self, plan: str, fact: Fact) -> Entry | None:
        """The entry that a fact of a source belongs to; null where it was not taken."""
        return self._of.get((plan, fact.id))


def select(
    entries: Sequence[Entry], sources: Sequence[Source], profile: Profile, picks: frozenset[str] | None = None
) -> Selection:
    """Take entries by the rules of the profile; ``picks`` (keys of entries) overrules them."""
    central = {s.id for s in sources if s.central and profile.level != "ministry"}
    chosen = picks if picks is not None else {e.key for e in entries if _by_rule(e, profile, central)}
    return Selection(
        tuple(e for e in entries if e.key in chosen), tuple(e for e in entries if e.key not in chosen)
    )


def _by_rule(entry: Entry, profile: Profile, central: set[str]) -> bool:
    """By the plans that have the matter, be it in other words."""
    plans = {m.plan for m in entry.members}
    if profile.compose.central == "all" and plans & central:
        return True
    if profile.compose.central == "none" and plans <= central:
        return False
    peers = len((plans | entry.near) - central)
    return peers > 0 and peers >= profile.compose.peers.at_least


def skeleton_of(sources: Sequence[Source], profile: Profile) -> Source:
    """The source whose outline the draft follows: the one named, else the fullest of the same level."""
    named = profile.compose.skeleton
    if named != "auto":
        return next((s for s in sources if s.id == named), sources[0])
    same = [s for s in sources if s.level == profile.level]
    pool = same or [s for s in sources if not s.central] or list(sources)
    return max(pool, key=lambda s: (len(s.lines), len(s.plan.tasks)))
