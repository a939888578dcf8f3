"""What cannot be judged in a text, and why: silence is then no praise."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.check.content.subject import CONTENT, Examined
from docparse.check.findings import Finding


@CONTENT.check("ND003", "Phần chưa kiểm tra được", "info")
def not_judged(examined: Examined) -> Iterator[Finding]:
    """One finding for each thing that the checks need and the text does not tell."""
    for missing in (*_day(examined), *_frame(examined), *_facts(examined)):
        yield examined.finding("ND003", missing)


def _day(examined: Examined) -> Iterator[str]:
    if examined.day is None:
        yield (
            "Không rõ ngày ban hành: chưa xét được cơ quan, cấp huyện, tỉnh, văn bản còn hay đã hết; "
            "nêu ngày bằng --date NĂM-THÁNG-NGÀY"
        )
    elif examined.assumed:
        yield (
            f"Không rõ ngày ban hành: xét cơ quan, tỉnh, văn bản còn hay đã hết theo hôm nay, "
            f"{examined.day:%d/%m/%Y}; nêu ngày khác bằng --date NĂM-THÁNG-NGÀY"
        )


def _frame(examined: Examined) -> Iterator[str]:
    if examined.unplanned:
        yield "Không nhận ra đây là kế hoạch: chưa xét đủ mục (mục đích, nhiệm vụ, tổ chức thực hiện)"
    if examined.plan.metadata.issuer is None:
        yield "Không rõ cơ quan ban hành: chưa xét việc thuộc thẩm quyền của Bộ, trung ương"


def _facts(examined: Examined) -> Iterator[str]:
    if not examined.plan.tasks:
        yield "Không đọc được nhiệm vụ nào: chưa xét phân công, thời hạn"
    if not examined.plan.targets and examined.unplanned:  # a plan may do without targets
        yield "Không đọc được chỉ tiêu nào: chưa xét năm, tỷ lệ, tổng của số liệu"
