"""A new plan from a profile and source plans: composed, brought up to date, rendered, accounted for.

::

    result = docparse.draft("quang-tri.yaml", [docparse.read("nguon.docx")])
    result.save("du-thao.docx")
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from docparse.draft.composing import compose
from docparse.draft.matching import entries
from docparse.draft.profile import Profile, profile_schema
from docparse.draft.profilefile import load_profile, parse_profile, profile_of
from docparse.draft.provenance import change_report, changes_of, side_file
from docparse.draft.selection import select
from docparse.draft.sources import Source, read_source
from docparse.draft.starter import starter_profile
from docparse.errors import InvalidProfile, InvalidSources, UnsupportedFormat
from docparse.model import Plan, listed

if TYPE_CHECKING:
    from docparse.draft.manuscript import Manuscript
    from docparse.draft.rewriting import Change

__all__ = ["Draft", "Profile", "draft", "load_profile", "parse_profile", "profile_schema", "starter_profile"]

_SUFFIXES = (".docx", ".md", ".html")
_HASH = 8  # characters of a hash that tell two plans apart


@dataclass(frozen=True)
class Draft:
    """A composed draft: render it, ask where it came from and what was changed."""

    profile: Profile
    manuscript: Manuscript

    def __repr__(self) -> str:
        """One line: the manuscript holds the text of the draft and passages of its sources."""
        pieces = len(self.manuscript.pieces())
        return (
            f"Draft(subject={self.manuscript.head.subject!r}, pieces={pieces}, changes={len(self.changes)})"
        )

    @property
    def changes(self) -> tuple[tuple[str, Change], ...]:
        """(id of the paragraph or row, change) for every change against the sources."""
        return tuple(changes_of(self.manuscript))

    def to_docx(self, *, comments: bool = True, template: str | Path | None = None) -> bytes:
        """The Word file; ``comments`` says of each paragraph where it came from."""
        from docparse.draft.word.rendering import render_word  # python-docx takes its time to load

        path = Path(template) if template is not None else None
        return render_word(self.manuscript, self.profile, comments=comments, template=path)

    def to_markdown(self) -> str:
        """The draft as Markdown."""
        from docparse.draft.plaintext import render_markdown

        return render_markdown(self.manuscript)

    def to_html(self, *, comments: bool = True) -> str:
        """The draft as one HTML file."""
        from docparse.draft.plaintext import render_html

        return render_html(self.manuscript, comments=comments)

    def sources_json(self, written: Sequence[str] = ()) -> str:
        """The side file: every paragraph and row with its sources, changes and notes.

        ``written`` are digests of the files that were written of this draft.
        """
        return side_file(self.manuscript, written)

    def change_report(self) -> str:
        """What was changed against the sources, why, and what was left out (Markdown)."""
        return change_report(self.manuscript)

    def rendered(
        self, suffix: str, *, comments: bool = True, template: str | Path | None = None, name: str = "dự thảo"
    ) -> bytes:
        """The draft as a file that ends in ``suffix``: ``.docx``, ``.md`` or ``.html``, in any case.

        Raises :class:`~docparse.errors.UnsupportedFormat`, about ``name``, for any other.
        """
        kind = suffix.lower()
        if kind == ".docx":
            return self.to_docx(comments=comments, template=template)
        if kind == ".md":
            return self.to_markdown().encode()
        if kind == ".html":
            return self.to_html(comments=comments).encode()
        raise UnsupportedFormat(
            name, f"Không soạn được định dạng “{suffix}”.", f"Dùng một trong: {', '.join(_SUFFIXES)}."
        )

    def save(self, path: str | Path, *, comments: bool = True, template: str | Path | None = None) -> None:
        """Write the draft, and the folder where it is missing; the suffix decides as in :meth:`rendered`."""
        file = Path(path)
        content = self.rendered(file.suffix, comments=comments, template=template, name=str(file))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def draft(
    profile: Profile | str | Path | Mapping[str, Any],
    plans: Plan | Iterable[Plan],
    *,
    picks: str | Path | None = None,
) -> Draft:
    """Compose a draft of ``profile`` (or its file, or its entries) from ``plans``.

    ``picks`` is a pick list made by :func:`docparse.draft.picklist.write_picks` and ticked; it
    overrules the rules of the profile. Raises :class:`~docparse.errors.InvalidProfile` and, for plans that
    no draft can be made of, :class:`~docparse.errors.InvalidSources`; ``TypeError`` for what is no plan.
    """
    from docparse.draft.picklist import read_picks

    settings = _profile(profile)
    sources = _sources(settings, plans)
    chosen = picks or settings.compose.picks
    keys = read_picks(Path(chosen)) if chosen else None
    return Draft(settings, compose(settings, sources, keys))


def choices(profile: Profile | str | Path, plans: Plan | Iterable[Plan]) -> bytes:
    """The pick list (XLSX) of everything that could go into the draft, ticked by the rules."""
    from docparse.draft.picklist import pickable, write_picks

    settings = _profile(profile)
    sources = _sources(settings, plans)
    found = [entry for entry in entries(sources) if pickable(entry, sources, settings)]
    return write_picks(found, select(found, sources, settings), sources)


def _profile(profile: Profile | str | Path | Mapping[str, Any]) -> Profile:
    if isinstance(profile, Profile):
        return profile
    if isinstance(profile, Mapping):
        return profile_of(profile)
    return load_profile(profile)


def _sources(profile: Profile, plans: Plan | Iterable[Plan]) -> list[Source]:
    """The plans as sources, each with an id of its own."""
    found = listed(plans)
    if not found:
        raise InvalidSources("kế hoạch nguồn", "Chưa có kế hoạch nguồn nào.", "Thêm --from TỆP.json.")
    sources = [read_source(plan) for plan in _told_apart(found)]
    named = profile.compose.skeleton
    ids = [s.id for s in sources]
    if named != "auto" and named not in ids:
        raise InvalidProfile(
            "hồ sơ",
            f"Không có kế hoạch nguồn “{named}” (mục compose.skeleton).",
            f"Các mã hiện có: {', '.join(ids)}.",
        )
    return sources


def _told_apart(plans: Sequence[Plan]) -> list[Plan]:
    """The plans; of several that have one id, all but the first with part of their hash behind it.

    An id comes from the name of the file where a document has neither place nor number.
    """
    known: dict[str, str] = {}
    out = []
    for plan in plans:
        if plan.source.sha256 in known.values():
            raise InvalidSources(
                plan.source.name, "Kế hoạch này được đưa vào hai lần.", "Bỏ bớt tệp trùng nội dung."
            )
        own = plan.id if plan.id not in known else f"{plan.id}-{plan.source.sha256[:_HASH]}"
        known[own] = plan.source.sha256
        out.append(plan if own == plan.id else plan.model_copy(update={"id": own}))
    return out


class _Callable(ModuleType):
    """``docparse.draft(profile, plans)`` works although importing this package puts a module there."""

    def __call__(self, *args: Any, **kwargs: Any) -> Draft:
        return draft(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable
