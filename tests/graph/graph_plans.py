"""Small plans written in code: the text is composed first, the facts carry its offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docparse.model import (
    Agency,
    Assignment,
    AssignmentRole,
    Budget,
    Citation,
    Deadline,
    Indicator,
    Mention,
    Metadata,
    Node,
    Plan,
    SectionRole,
    Source,
    Task,
)


@dataclass
class Writer:
    """Composes a plan line by line; every call returns the id of what it added."""

    id: str = "an-bien-12-kh-ubnd-2023"
    metadata: Metadata = field(
        default_factory=lambda: Metadata(
            number="12/KH-UBND",
            doc_type="Kế hoạch",
            issuer="Ủy ban nhân dân tỉnh An Biên",
            province="An Biên",
            issued_on="2023-02-10",
            period_start=2023,
            period_end=2025,
        )
    )

    def __post_init__(self) -> None:
        self._text = ""
        self._nodes: list[Node] = []
        self._tasks: list[Task] = []
        self._targets: list[Indicator] = []
        self._citations: list[Citation] = []
        self._mentions: dict[str, list[Mention]] = {}

    def _line(self, text: str) -> tuple[int, int]:
        start = len(self._text)
        self._text += text + "\n"
        return start, start + len(text)

    def section(
        self, title: str, role: SectionRole = "tasks", parent: str | None = None, marker: str = ""
    ) -> str:
        marker = marker or f"{len(self._nodes) + 1}."
        start, end = self._line(f"{marker} {title}")
        above = next((n.path for n in self._nodes if n.id == parent), "")
        path = "/".join(filter(None, (above, marker.rstrip("."))))
        node = f"n{len(self._nodes) + 1}"
        self._nodes.append(
            Node(
                id=node, parent=parent, path=path, marker=marker, title=title, role=role, start=start, end=end
            )
        )
        return node

    def task(
        self,
        text: str,
        node: str | None = None,
        lead: Sequence[str] = (),
        coordinate: Sequence[str] = (),
        implement: Sequence[str] = (),
        deadline: tuple[str, str | None, str] | None = None,
        budget: tuple[float | None, str, dict[str, float]] | None = None,
    ) -> str:
        """A task on a line of its own, with its label lines behind it; ``deadline`` is (value, due, text)."""
        start, end = self._line(text)
        held: list[Assignment] = []
        roles: list[tuple[AssignmentRole, Sequence[str]]] = [
            ("lead", lead),
            ("coordinate", coordinate),
            ("implement", implement),
        ]
        for role, names in roles:
            for name in names:
                at, to = self._line(name)
                held.append(
                    Assignment(agency=name, role=role, mention=name, inherited=True, start=at, end=to)
                )
        when = money = None
        if deadline:
            at, to = self._line(deadline[2])
            when = Deadline(value=deadline[0], due=deadline[1], text=deadline[2], start=at, end=to)
        if budget:
            at, to = self._line(f"{budget[0]} {budget[1]}")
            money = Budget(total=budget[0], unit=budget[1], by_source=budget[2], start=at, end=to)
        task = f"t{len(self._tasks) + 1}"
        self._tasks.append(
            Task(
                id=task,
                text=text,
                node=node,
                assignments=tuple(held),
                deadline=when,
                budget=money,
                start=start,
                end=end,
            )
        )
        return task

    def target(
        self, text: str, node: str | None = None, value: float | None = 100.0, inside: str = ""
    ) -> str:
        """A target on a line of its own, or one that stands ``inside`` an earlier line."""
        if inside:
            start = self._text.index(inside) + inside.index(text)
            end = start + len(text)
        else:
            start, end = self._line(f"- {text}.")
            start, end = start + 2, end - 1
        target = f"g{len(self._targets) + 1}"
        self._targets.append(
            Indicator(
                id=target,
                text=text,
                indicator=text,
                value=value,
                unit="%",
                comparator="eq",
                year=2025,
                node=node,
                start=start,
                end=end,
            )
        )
        return target

    def cite(self, number: str, issued_on: str | None, issuer: str | None = None, basis: bool = True) -> None:
        start, end = self._line(f"Căn cứ {number}" if basis else f"theo {number}")
        self._citations.append(
            Citation(
                number=number,
                doc_type="Quyết định",
                issued_on=issued_on,
                issuer=issuer,
                basis=basis,
                start=start,
                end=end,
            )
        )

    def mention(self, name: str, wording: str) -> None:
        """Tell that ``wording``, wherever it stands in the text so far, names the agency ``name``."""
        at = self._text.find(wording)
        while at >= 0:
            self._mentions.setdefault(name, []).append(Mention(start=at, end=at + len(wording)))
            at = self._text.find(wording, at + 1)

    def plan(self) -> Plan:
        return Plan(
            id=self.id,
            source=Source(
                name=f"{self.id}.docx",
                sha256="0" * 64,
                media_type="text/plain",
                characters=len(self._text),
            ),
            metadata=self.metadata,
            text=self._text,
            outline=tuple(self._nodes),
            targets=tuple(self._targets),
            tasks=tuple(self._tasks),
            citations=tuple(self._citations),
            agencies=tuple(
                Agency(name=name, level="province", mentions=tuple(mentions))
                for name, mentions in self._mentions.items()
            ),
        )


_WORK = (
    "Rà soát, nâng cấp đường truyền cho các trạm y tế vùng cao chưa có kết nối ổn định",
    "Tập huấn kỹ năng số cho cán bộ cấp xã, ưu tiên xã đặc biệt khó khăn",
    "Số hóa hồ sơ lưu trữ và cập nhật lên kho dữ liệu dùng chung của tỉnh",
    "Vận hành tổng đài tiếp nhận phản ánh của người dân và doanh nghiệp",
    "Kiểm tra, đánh giá mức độ an toàn của các hệ thống đang sử dụng; khắc phục lỗ hổng được cảnh báo",
    "Xây dựng bộ tiêu chí xếp hạng các đơn vị và công bố kết quả trên cổng thông tin",
)
_BODIES = (
    "Sở Y tế",
    "Sở Tài chính",
    "Sở Khoa học và Công nghệ",
    "Sở Nông nghiệp và Môi trường",
    "Công an tỉnh",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Ủy ban nhân dân các xã, phường, đặc khu",
    "các cơ sở khám bệnh, chữa bệnh trên địa bàn",
    "Đài Phát thanh và Truyền hình tỉnh",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội",
)
_TIMES: tuple[tuple[str, str | None, str] | None, ...] = (
    ("2023-Q4", "2023-12-31", "quý IV/2023"),
    ("2023/2025", "2025-12-31", "2023-2025"),
    ("2024-06-15", "2024-06-15", "trước ngày 15/6/2024"),
    ("yearly", None, "hằng năm"),
    ("continuous", None, "thường xuyên"),
    None,
    ("2024", "2024-12-31", "năm 2024"),
    ("quarterly", None, "hằng quý"),
)


def synthetic(tasks: int) -> Plan:
    """A plan of so many tasks over twenty-odd agencies, the same every time."""
    writer = Writer()
    node = None
    for at in range(tasks):
        if at % 12 == 0:
            node = writer.section(f"Nhóm nhiệm vụ thứ {at // 12 + 1} về hạ tầng và con người")
        lead = () if at % 7 == 3 else (_body(at),)
        helping = tuple(_body(at * 3 + 1 + step) for step in range(at % 4))
        writer.task(
            f"{_WORK[at % len(_WORK)]} (đợt {at + 1})",
            node,
            lead,
            tuple(name for name in dict.fromkeys(helping) if name not in lead),
            deadline=_TIMES[at % len(_TIMES)],
        )
    return writer.plan()


def _body(at: int) -> str:
    name = _BODIES[at % len(_BODIES)]
    return name if at % 30 < 10 else f"{name} khu vực {at % 30 // 10}"
