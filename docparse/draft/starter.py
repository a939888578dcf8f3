"""A first profile for a province: commented YAML, filled with what the reference tables know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from difflib import get_close_matches

from docparse.draft.knowledge import Act, acts, cities, table
from docparse.draft.succession import kind_of, successor_province
from docparse.errors import InvalidProfile
from docparse.gazetteer import find_province, provinces
from docparse.text import strip_accents

_NEAR = 0.7  # share of letters in common of a name that may have been meant
SCHEMA_ADDRESS = "profile.schema.json"


@dataclass(frozen=True, slots=True)
class Sector:
    """What a first profile says of a field of work; empty for any other field.

    ``name`` is that of the table of acts; ``drafter`` the body that drafts; the rest are examples.
    """

    name: str = ""
    drafter: str = "# drafted_by: Sở …             # cơ quan soạn thảo, chủ trì chung"
    subject: str = "[việc của kế hoạch]"
    baseline: str = "cơ sở có kết nối Internet"
    target: str = "hồ sơ số"
    task: str = "Xây dựng kho dữ liệu dùng chung của"
    lead: str = "Sở …"
    budget: str = "trang thiết bị"
    recipient: str = "Bộ …"


SECTORS = {
    "giao-duc": Sector(
        "giáo dục",
        "drafted_by: Sở Giáo dục và Đào tạo",
        "Chuyển đổi số trong giáo dục và đào tạo",
        "trường phổ thông có kết nối Internet",
        "học bạ số",
        "Xây dựng kho học liệu số dùng chung của",
        "Sở Giáo dục và Đào tạo",
        "phòng học ngoại ngữ",
        "Bộ Giáo dục và Đào tạo",
    ),
    "khac": Sector(),
}


def starter_profile(province: str, day: dt.date, sector: str = "giao-duc") -> str:
    """YAML for a plan of ``province`` issued about ``day``; ``sector`` is a key of :data:`SECTORS`.

    The name of a province that was merged gives its successor, and says so. Raises
    :class:`~docparse.errors.InvalidProfile` for a name that no table knows.
    """
    asked, place = _known(province, day)
    field = SECTORS[sector]
    start = day.year + (1 if day.month > 9 else 0)
    return _TEMPLATE.format(
        field=field,
        notes=_notes(asked, place, day),
        schema=SCHEMA_ADDRESS,
        place=place,
        kind=kind_of(place, day),
        day=day.isoformat(),
        start=start,
        end=_five_years_on(start),
        vision=_five_years_on(start) + 5,
        basis=_listed([_entry(act) for act in acts() if _suggested(act, day, field)]),
    )


def place_told(province: str, day: dt.date) -> str:
    """What became of ``province`` by ``day``: ``Quảng Bình nay thuộc Quảng Trị``; else only its name."""
    asked, place = _known(province, day)
    parts = [row.name for row in provinces() if row.successor == place]
    if asked != place:
        return f"{asked} nay là {place}" if len(parts) == 1 else f"{asked} nay thuộc {place}"
    merged = len(parts) > 1 and day >= table("places")["merger"]["since"]
    return f"{place} gồm {', '.join(parts)} trước đây" if merged else f"{kind_of(place, day)} {place}"


def _known(province: str, day: dt.date) -> tuple[str, str]:
    """The proper name of ``province``, and the province that it is or belongs to on ``day``."""
    found = find_province(province)
    if found is not None:
        return found, successor_province(found, day)
    names = {name for row in provinces() for name in (row.name, row.successor)}
    if province in names:
        return province, province
    raise InvalidProfile(
        province, "Không có tỉnh, thành phố nào tên như vậy.", _perhaps(province, sorted(names))
    )


def _perhaps(name: str, names: list[str]) -> str:
    """The names nearest to ``name``, whatever the accents."""
    by_key: dict[str, list[str]] = {}
    for known in names:
        by_key.setdefault(strip_accents(known.lower()), []).append(known)
    key = strip_accents(name.strip().lower())
    close = [key] if key in by_key else get_close_matches(key, by_key, n=3, cutoff=_NEAR)
    near = [known for found in close for known in by_key[found]]
    return f"Có thể là: {'; '.join(near)}." if near else "Kiểm tra chính tả, có dấu."


def _notes(asked: str, place: str, day: dt.date) -> str:
    lines = []
    merger = table("places")["merger"]
    parts = [row.name for row in provinces() if row.successor == place]
    if asked != place and len(parts) == 1:
        lines.append(f"# {asked} nay là {place} ({merger['basis']}).")
    elif asked != place:
        lines.append(f"# {asked} đã sáp nhập vào {place} từ {merger['since']:%d/%m/%Y} ({merger['basis']}).")
    elif len(parts) > 1 and day >= merger["since"]:
        lines.append(f"# {place} gồm {', '.join(parts)} trước đây ({merger['basis']}).")
    city = cities().get(place)
    if city is not None and city.since <= day:
        lines.append(f"# {place} là thành phố trực thuộc trung ương từ {city.since:%d/%m/%Y} ({city.basis}).")
    return "".join(f"{line}\n" for line in lines)


def _suggested(act: Act, day: dt.date, sector: Sector) -> bool:
    known = act.date is None or act.date <= day
    return act.suggest and known and not act.over(day) and act.sector in ("", sector.name)


def _five_years_on(year: int) -> int:
    """The end of the five-year plan that ``year`` falls in, such as 2030."""
    return -(-year // 5) * 5


def _listed(entries: list[str]) -> str:
    return "\n" + "\n".join(entries) if entries else " []"


def _entry(act: Act) -> str:
    lines = [f"  - type: {act.type}", f"    number: {act.number}"]
    if act.date:
        lines.append(f"    date: {act.date.isoformat()}")
    if act.issuer:
        lines.append(f"    issuer: {act.issuer}")
    if act.title:
        doubt = "" if act.verified else "  # cần kiểm tra trích yếu"
        lines.append(f'    title: "{act.title}"{doubt}')
    return "\n".join(lines)


_TEMPLATE = """# Hồ sơ dự thảo kế hoạch. Dòng bắt đầu bằng # là chú thích.
# yaml-language-server: $schema={schema}
# (docparse draft --schema > {schema}: trình soạn thảo sẽ gợi ý từng mục)
{notes}
# --- Của ai, khi nào ----------------------------------------------------------
place: {place:<21}  # tên nơi ban hành, không kèm chữ tỉnh, thành phố
level: province               # ministry | province | department | district (trước 01/7/2025) | commune
kind: {kind:<22}  # tỉnh, thành phố, xã, phường, đặc khu
# issuer: Ủy ban nhân dân {kind} {place}   # bỏ trống thì theo cấp và địa danh
# seat: …                     # địa danh trước ngày tháng, nếu khác tên nơi ban hành
# number: "15"                # để trống khi văn thư chưa cấp số
issued_on: {day}         # ngày ban hành dự kiến: cơ quan, văn bản được cập nhật theo ngày này
show_day: false               # true: in ngày; false: để trống cho văn thư điền
# subject: {field.subject} {kind} {place} giai đoạn {start} - {end}
period:
  start: {start}
  end: {end}
  vision: {vision}                # bỏ dòng này nếu không có định hướng
{field.drafter}
# filing: KGVX                # ký hiệu sau Lưu: VT; bỏ trống thì theo drafted_by
signer:
  authority: TM. ỦY BAN NHÂN DÂN   # hoặc KT. CHỦ TỊCH
  title: CHỦ TỊCH                  # hoặc PHÓ CHỦ TỊCH
  # name: Nguyễn Văn A

# --- Văn bản làm căn cứ (bảng tra cứu; kiểm tra lại hiệu lực, bổ sung văn bản của ngành) ---
basis:{basis}

# --- Số liệu của nơi này --------------------------------------------------------
baselines: []
#  - {{indicator: {field.baseline}, value: 100, unit: "%", year: {start}}}
targets: []
#  - {{match: {field.target}, value: 95}}          # chỉ tiêu có chữ "{field.target}" nhận giá trị 95
tasks: []
#  - text: {field.task} {kind}
#    lead: [{field.lead}]
#    coordinate: [Sở Khoa học và Công nghệ]
#    deadline: "{start} - {end}"
budget: []
#  - {{match: {field.budget}, total: 120, unit: tỷ đồng, by_source: {{ngân sách tỉnh: 80, nguồn khác: 40}}}}
agencies: {{}}
#  Trường Đại học ở nguồn: Trường Đại học ở nơi này
# recipients: [{field.recipient} (để b/c), …]

# --- Cách ghép và cập nhật --------------------------------------------------------
compose:
  skeleton: auto            # hoặc mã (id) của kế hoạch cho bố cục
  central: all              # all: toàn bộ nhiệm vụ của trung ương | matched | none
  peers:
    at_least: 1             # nội dung phải có trong ít nhất ngần này kế hoạch ngang cấp
  # picks: chon.xlsx        # danh mục đã đánh dấu (docparse draft --choose)
figures:
  central: keep             # chỉ tiêu của trung ương: giữ số
  peers: placeholder        # chỉ tiêu của nơi khác: để [… cần điền]
  budget: placeholder
update:                     # false: không làm loại cập nhật ấy
  agency: true
  level: true
  place: true
  act: true
  service: true
  period: true
style:
  font_size: 14
  line_spacing: 1.15
  paragraph_spacing: 6
  first_line: 1.27
  table_size: 11
"""
