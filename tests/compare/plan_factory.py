"""Small plans made by hand: facts first, the text is put together from them, so that offsets are true."""

from __future__ import annotations

from dataclasses import dataclass, field

from docparse.model import (
    Assignment,
    Budget,
    Deadline,
    Indicator,
    Metadata,
    Node,
    Plan,
    Source,
    Task,
)


@dataclass
class PlanMaker:
    """Collects facts; :meth:`plan` gives the plan that holds them."""

    id: str
    province: str | None = None
    issuer: str | None = None
    issued_on: str | None = "2022-05-01"
    truncated: bool = False
    period: tuple[int, int] = (2022, 2025)
    _lines: list[str] = field(default_factory=list)
    _length: int = 0
    _nodes: list[Node] = field(default_factory=list)
    _tasks: list[Task] = field(default_factory=list)
    _targets: list[Indicator] = field(default_factory=list)
    _baselines: list[Indicator] = field(default_factory=list)

    def section(self, title: str, role: str = "tasks") -> PlanMaker:
        start, end = self._line(title)
        number = len(self._nodes) + 1
        self._nodes.append(
            Node.model_validate(
                {
                    "id": f"n{number}",
                    "parent": None,
                    "path": str(number),
                    "marker": f"{number}.",
                    "title": title,
                    "role": role,
                    "start": start,
                    "end": end,
                    "page": 1,
                }
            )
        )
        return self

    def task(
        self,
        text: str,
        lead: str | None = None,
        due: str | None = None,
        money: float | None = None,
    ) -> PlanMaker:
        start, end = self._line(text)
        where = {"start": start, "end": end}
        assignments = (self._addressed(lead),) if lead else ()
        self._tasks.append(
            Task(
                id=f"t{len(self._tasks) + 1}",
                text=text,
                node=self._nodes[-1].id if self._nodes else None,
                assignments=assignments,
                deadline=Deadline(value=due, text=due, due=due, **where) if due else None,
                budget=Budget(total=money, unit="tỷ đồng", **where) if money is not None else None,
                page=2,
                **where,
            )
        )
        return self

    def target(
        self, text: str, value: float | None, unit: str | None, year: int = 2025, **more: str
    ) -> PlanMaker:
        self._targets.append(self._indicator(f"g{len(self._targets) + 1}", text, value, unit, year, **more))
        return self

    def baseline(self, text: str, value: float, unit: str, year: int = 2022, **more: str) -> PlanMaker:
        self._baselines.append(
            self._indicator(f"b{len(self._baselines) + 1}", text, value, unit, year, **more)
        )
        return self

    def plan(self) -> Plan:
        text = "\n".join(self._lines)
        issuer = self.issuer or (f"Ủy ban nhân dân tỉnh {self.province}" if self.province else None)
        return Plan(
            id=self.id,
            source=Source(
                name=f"{self.id}.txt",
                sha256=self.id.ljust(64, "0"),
                media_type="text/plain",
                characters=len(text),
                truncated=self.truncated,
            ),
            metadata=Metadata(
                province=self.province,
                issuer=issuer,
                issued_on=self.issued_on,
                period_start=self.period[0],
                period_end=self.period[1],
            ),
            text=text,
            outline=tuple(self._nodes),
            tasks=tuple(self._tasks),
            targets=tuple(self._targets),
            baselines=tuple(self._baselines),
        )

    def _addressed(self, lead: str) -> Assignment:
        """The agency as a heading above names it."""
        heading = self._nodes[-1]
        return Assignment(
            agency=lead, role="lead", mention=lead, inherited=True, start=heading.start, end=heading.end
        )

    def _indicator(
        self, name: str, text: str, value: float | None, unit: str | None, year: int, **more: str
    ) -> Indicator:
        start, end = self._line(text)
        return Indicator.model_validate(
            {
                "id": name,
                "text": text,
                "indicator": text,
                "value": value,
                "unit": unit,
                "comparator": more.get("comparator", "eq"),
                "year": year,
                "qualitative": value is None,
                "node": self._nodes[-1].id if self._nodes else None,
                "start": start,
                "end": end,
                "page": 1,
            }
        )

    def _line(self, text: str) -> tuple[int, int]:
        start = self._length
        self._lines.append(text)
        self._length += len(text) + 1
        return start, start + len(text)
