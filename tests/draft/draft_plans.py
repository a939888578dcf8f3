"""Invented source plans for the drafting tests."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX

import docparse
from docparse.draft import Draft
from docparse.model import Plan
from docparse.plan import read_content

HEAD = """ỦY BAN NHÂN DÂN
TỈNH {caps}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND
{place}, ngày 10 tháng 3 năm 2022
KẾ HOẠCH
Phát triển thư viện số trên địa bàn tỉnh {place} giai đoạn 2022 - 2025, định hướng đến năm 2030
"""
FOOT = """Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT, KGVX.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
"""
BODY = """Căn cứ Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006;
Thực hiện Quyết định số 512/QĐ-TTg ngày 12/02/2021 của Thủ tướng Chính phủ về phát triển văn hóa đọc, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. THỰC TRẠNG
1. Cơ sở vật chất
Toàn tỉnh có 96 thư viện, trong đó 12 thư viện có máy chủ.
II. MỤC TIÊU
1. Đến năm 2025
- 85% thư viện cấp huyện có dịch vụ công trực tuyến mức độ 3, 4.
- Mỗi huyện có ít nhất 02 điểm đọc lưu động.
2. Đến năm 2030
- 100% thư viện liên thông.
III. NHIỆM VỤ
1. Hạ tầng
a) Trang bị máy chủ cho Thư viện tỉnh {place}; phối hợp với Sở Thông tin và Truyền thông, Sở Khoa học và Công nghệ bảo đảm an toàn & ổn định (lỗi <5%).
b) Xây dựng phòng đọc số tại Trường Đại học {place} trước ngày 30/6/2023.
2. Nhân lực
a) Bồi dưỡng nhân viên thư viện.
- Cơ quan chủ trì: Sở Nội vụ.
- Cơ quan phối hợp: Phòng Văn hóa và Thông tin các huyện.
- Thời gian thực hiện: Quý II/2023.
IV. KINH PHÍ
Tổng kinh phí là 12,5 tỷ đồng từ ngân sách tỉnh, ngân sách cấp huyện.
V. TỔ CHỨC THỰC HIỆN
1. Sở Kế hoạch và Đầu tư
Phối hợp với Sở Tài chính, Sở Nội vụ tham mưu bố trí vốn hằng năm.
2. Sở Tài chính
Chủ trì cân đối kinh phí thường xuyên.
3. UBND các huyện, thị xã, thành phố
a) Bố trí mặt bằng cho điểm đọc lưu động.
b) Báo cáo kết quả về Sở Nội vụ trước ngày 15/12 hằng năm.
4. Báo {place}, Đài Phát thanh và Truyền hình {place}
Tuyên truyền về văn hóa đọc.
"""
MINISTRY = """BỘ GIÁO DỤC VÀ ĐÀO TẠO
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 901/KH-BGDĐT
Hà Nội, ngày 15 tháng 5 năm 2022
KẾ HOẠCH
Phát triển thư viện trường học giai đoạn 2022 - 2025
Thực hiện chương trình công tác, Bộ Giáo dục và Đào tạo ban hành Kế hoạch như sau:
I. MỤC TIÊU
- 70% trường học có thư viện đạt chuẩn vào năm 2025.
II. NHIỆM VỤ
1. Ban hành bộ tiêu chí thư viện trường học thân thiện.
- Chủ trì: Cục Công nghệ thông tin.
- Phối hợp: Vụ Giáo dục Tiểu học và các đơn vị liên quan.
2. Bồi dưỡng nhân viên thư viện trường học.
- Chủ trì: Vụ Tổ chức cán bộ.
III. TỔ CHỨC THỰC HIỆN
1. Cục Công nghệ thông tin
Theo dõi, đôn đốc việc thực hiện Kế hoạch.
Nơi nhận:
- Các đơn vị thuộc Bộ;
- Lưu: VT.
BỘ TRƯỞNG
Trần Văn Mẫu
"""


def province_plan(place: str = "Quảng Bình", number: int = 15, body: str = BODY) -> Plan:
    """The plan of a province; ``place`` is a real one, for the tables to know it."""
    text = HEAD + body + FOOT
    filled = text.replace("{caps}", place.upper()).replace("{place}", place).replace("{number}", str(number))
    return read_content(filled.encode(), f"{number}.txt")


def ministry_plan() -> Plan:
    """The plan of a ministry with duties for its own units."""
    return read_content(MINISTRY.encode(), "bo.txt")


def profile(**entries: Any) -> dict[str, Any]:
    """A profile of 2026 for Quảng Trị, with ``entries`` on top."""
    return {
        "place": "Quảng Trị",
        "level": "province",
        "issued_on": "2026-12-15",
        "subject": "Phát triển thư viện số tỉnh Quảng Trị giai đoạn 2026 - 2030, định hướng đến năm 2035",
        "period": {"start": 2026, "end": 2030, "vision": 2035},
        "drafted_by": "Sở Nội vụ",
        **entries,
    }


def made(*plans: Plan, **entries: Any) -> Draft:
    """The draft that a profile of these entries makes of these plans."""
    return docparse.draft(profile(**entries), plans)


def yellow(draft: Draft) -> list[str]:
    """The highlighted words of the Word file, frames and tables included."""
    document = docx.Document(io.BytesIO(draft.to_docx()))
    cells = [p for t in document.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]
    runs = [run for p in (*document.paragraphs, *cells) for run in p.runs]
    return [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
