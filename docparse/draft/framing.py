"""What stands around the body: letterhead, opening and closing words, recipients, signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docparse.draft.figures import PLACEHOLDER
from docparse.draft.knowledge import long_date, table
from docparse.draft.manuscript import Letterhead, Piece, Status
from docparse.draft.places import draft_kind, province_of
from docparse.draft.profile import Profile
from docparse.draft.succession import goes_with_kind, kind_of, unit_name
from docparse.text import fold

_UNIT_WORDS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
_COMMITTEE_LEVELS = ("province", "district", "commune")
_OPEN_NAME = "[họ và tên cần điền]"
_HARD_SPACE = "\u00a0"
_ROOM_FOR_NUMBER = _HARD_SPACE * 8
_ROOM_FOR_DAY = _HARD_SPACE * 5


class Frame:
    """The fixed parts of a plan of ``profile`` with this subject (trích yếu).

    ``ministries`` lead the programmes that the plan carries out; they receive it.
    """

    def __init__(self, profile: Profile, subject: str, ministries: Sequence[str] = ()) -> None:
        self.profile = profile
        self.ministries = ministries
        self.subject = subject
        self.kind = draft_kind(profile)
        self.data: dict[str, Any] = table("frames")[profile.level]

    @property
    def unit(self) -> str:
        """``tỉnh Quảng Trị``, ``xã Đồng Thạch``; the issuing body itself at the centre."""
        return unit_name(self.kind, self.profile.place) if self.kind else self.issuer

    @property
    def issuer(self) -> str:
        """The issuing body in full."""
        if self.profile.issuer:
            return self.profile.issuer
        if self.profile.level in _COMMITTEE_LEVELS:
            return f"Ủy ban nhân dân {unit_name(self.kind, self.profile.place)}"
        return "[tên cơ quan ban hành: cần điền]"

    def letterhead(self) -> Letterhead:
        """Head and foot of the first and last page."""
        profile, (parent, issuer) = self.profile, self._bodies()
        return Letterhead(
            parent=parent,
            issuer=issuer,
            number=f"Số: {_padded(profile.number)}/{self._symbol(issuer)}",
            place_and_date=f"{profile.seat or self._seat()}, {self._day()}",
            subject=self.subject,
            recipients=self._recipients(),
            authority=self._authority(),
            signer=profile.signer.name or _OPEN_NAME,
            issuer_name=self.issuer,
        )

    def opening(self) -> Piece:
        """The sentence that promulgates the plan."""
        text = f"{self.issuer} ban hành Kế hoạch {_inside(self.subject)} như sau:"
        return Piece("text", text, "legal_basis", status="inferred")

    def closing(self) -> Piece:
        """The closing words: an order to carry the plan out, and where to report difficulties."""
        report = self.profile.drafted_by or "[cơ quan đầu mối cần điền]"
        text = (
            f"Trên đây là Kế hoạch {_inside(self.subject)}. "
            f"Yêu cầu {self._filled('addressed')} triển khai thực hiện. "
            "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị phản ánh về "
            f"{report} để tổng hợp, báo cáo {self._filled('superior')} xem xét, quyết định./."
        )
        status: Status = "placeholder" if PLACEHOLDER.search(text) else "inferred"
        return Piece("text", text, "organization", status=status)

    # ---- lines ----------------------------------------------------------------------------

    def _bodies(self) -> tuple[str | None, tuple[str, ...]]:
        name, parent = self.issuer, self.profile.parent
        place = next((m.group() for w in _UNIT_WORDS if (m := re.search(rf" {w} ", name, re.I))), None)
        if name.startswith("Ủy ban nhân dân") and place:
            head, _, tail = name.partition(place)
            return parent, (head.upper(), f"{place.strip()} {tail}".upper())
        if self.profile.level == "department":
            parent = parent or f"UBND {self.unit}"
            name = re.sub(rf",? {re.escape(self.unit)}$", "", name, flags=re.IGNORECASE)
        return (parent.upper() if parent else None), (name.upper(),)

    def _symbol(self, issuer: tuple[str, ...]) -> str:
        if self.profile.symbol:
            return self.profile.symbol
        if self.profile.level in _COMMITTEE_LEVELS:
            return "KH-UBND"
        return f"KH-{_initials(issuer[0])}"

    def _seat(self) -> str:
        """The name of the place; with its kind where that belongs to it (``Thành phố Hồ Chí Minh``)."""
        return self.unit if self.kind and goes_with_kind(self.profile.place) else self.profile.place

    def _day(self) -> str:
        day = self.profile.issued_on
        if self.profile.show_day:
            return f"ngày {long_date(day)}"
        return f"ngày{_ROOM_FOR_DAY} tháng{_ROOM_FOR_DAY} năm {day.year}"

    def _authority(self) -> tuple[str, ...]:
        signer = self.profile.signer
        body: str = self.data["authority"]
        right = body if signer.authority is None else signer.authority
        # a deputy signs for the head, and both for the committee
        collective = (body,) if body.startswith("TM.") and right.startswith(("KT.", "Q.")) else ()
        return tuple(filter(None, (*collective, right, signer.title or self.data["title"])))

    def _recipients(self) -> tuple[str, ...]:
        usual = [self._fill(line) for line in self.data["recipients"]]
        above = [f"{name} (để b/c)" for name in self.ministries] if self.data.get("ministries") else []
        given = self.profile.recipients or [*above, *usual]
        lines = [line.strip().lstrip("-").rstrip(" ;.").strip() for line in given]
        if not any(fold(line).startswith("lưu") for line in lines):
            drafter = _initials((self.profile.drafted_by or "").partition(",")[0])
            lines.append(f"Lưu: VT, {self.profile.filing or drafter or '[đơn vị soạn thảo cần điền]'}")
        return tuple(
            f"- {line}{'.' if index == len(lines) else ';'}" for index, line in enumerate(lines, start=1)
        )

    def _filled(self, key: str) -> str:
        return self._fill(self.data[key])

    def _fill(self, text: str) -> str:
        province = province_of(self.profile)
        kind = kind_of(province, self.profile.issued_on) if province else ""
        party = "Thành ủy" if kind == "thành phố" else "Tỉnh ủy"
        return text.format(unit=self.unit, kind=self.kind, province_kind=kind or "tỉnh", party=party)


def _inside(subject: str) -> str:
    """The subject inside a sentence: small first letter unless the word is a name."""
    first, _, rest = subject.partition(" ")
    return subject if first.isupper() and len(first) > 1 else f"{first[:1].lower()}{first[1:]} {rest}".strip()


def _initials(body: str) -> str:
    """``Sở Giáo dục và Đào tạo`` -> ``SGDĐT``, as the symbols of acts have it."""
    words = [w for w in re.findall(r"[^\W\d_]+", body) if fold(w) not in ("và", "của")]
    return "".join(w[0].upper() for w in words)


def _padded(number: str | None) -> str:
    """A zero before numbers under 10; room for the clerk's hand without a number."""
    if not number:
        return _ROOM_FOR_NUMBER
    return number.zfill(2) if number.isdigit() else number
