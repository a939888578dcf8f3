"""An invented plan without a defect, and how to spoil it."""

from __future__ import annotations

from docparse.model import Plan
from docparse.plan import read_content

SOUND = """ỦY BAN NHÂN DÂN
TỈNH SÔNG VÂN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/KH-UBND
Sông Vân, ngày 10 tháng 3 năm 2024
KẾ HOẠCH
Phát triển thư viện số trên địa bàn tỉnh Sông Vân giai đoạn 2024 - 2026
Thực hiện Quyết định số 512/QĐ-TTg ngày 12/02/2023 của Thủ tướng Chính phủ về phát triển văn hóa đọc, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Đưa sách đến gần người đọc ở vùng sâu, vùng xa.
2. Yêu cầu
Bảo đảm tiết kiệm, thiết thực.
II. MỤC TIÊU ĐẾN NĂM 2026
- 90% thư viện cấp huyện kết nối liên thông với thư viện tỉnh.
- Toàn tỉnh có 40 thư viện (thành phố 12 thư viện, miền núi 28 thư viện) phục vụ trực tuyến.
III. NHIỆM VỤ
1. Số hóa tài liệu địa chí quý hiếm của tỉnh.
- Cơ quan chủ trì: Sở Văn hóa, Thể thao và Du lịch.
- Thời gian thực hiện: Quý II/2025.
2. Đào tạo nhân viên thư viện về kỹ năng số.
- Cơ quan chủ trì: Sở Nội vụ.
- Thời gian thực hiện: Năm 2024.
IV. TỔ CHỨC THỰC HIỆN
1. Sở Văn hóa, Thể thao và Du lịch
Hướng dẫn, kiểm tra việc thực hiện Kế hoạch; hằng năm báo cáo Ủy ban nhân dân tỉnh.
2. Sở Tài chính
Trước ngày 15/12/2024, tham mưu bố trí kinh phí thực hiện Kế hoạch./.
Nơi nhận:
- Bộ Văn hóa, Thể thao và Du lịch;
- Các sở, ban, ngành;
- Lưu: VT, KGVX.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
"""

APPENDIX_ROWS = (
    ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian", "Kinh phí (tỷ đồng)"),
    ("1", "Số hóa tài liệu địa chí quý hiếm của tỉnh", "Sở Văn hóa, Thể thao và Du lịch", "2025", "10,5"),
    ("2", "Mua sắm thiết bị đọc sách cho vùng cao", "Sở Tài chính", "2026", "4,5"),
    ("", "Tổng cộng", "", "", "15"),
)


def plan_of(text: str) -> Plan:
    """The plan that docparse reads from ``text``."""
    return read_content(text.encode(), "ke-hoach.txt")


def spoiled(old: str, new: str) -> str:
    """The sound plan with one passage changed."""
    assert old in SOUND
    return SOUND.replace(old, new)


def plan_with_table(rows: tuple[tuple[str, ...], ...], body: str = SOUND) -> Plan:
    """The plan of ``body`` with ``rows`` as the table of its appendix."""
    lines = [*body.splitlines(), "PHỤ LỤC", "DANH MỤC NHIỆM VỤ"]
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body>{paragraphs}<table border='1'>{cells}</table></body></html>"
    return read_content(page.encode(), "ke-hoach.html")
