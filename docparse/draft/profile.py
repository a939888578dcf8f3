"""The profile of a new plan: whose it is, when, what for, and how it is to be composed.

A profile is a YAML file; :func:`load_profile` reads it and says of every mistake which line it stands
in and what is expected there. :func:`profile_schema` gives the published JSON Schema.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from docparse.draft.periods import Period
from docparse.draft.rewriting import UPDATES, ChangeKind

Level = Literal["ministry", "province", "department", "district", "commune"]
FigureRule = Literal["keep", "placeholder"]
MoneyUnit = Literal["đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"]

_DISTRICTS_END = dt.date(2025, 7, 1)
_INDENTS = (1.0, 1.27)


def _an_indent(value: float) -> float:
    if value not in _INDENTS:
        raise ValueError("chỉ nhận 1 hoặc 1.27")
    return value


Year = Annotated[int, Field(ge=1990, le=2100)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _blank_is_default(cls, data: Any) -> Any:
        """``basis:`` with nothing behind it means the same as no such line."""
        if not isinstance(data, dict):
            return data
        return {k: v for k, v in data.items() if v is not None or k not in cls.model_fields}


class PeriodEntry(_Entry):
    """Years of the plan."""

    start: Year = Field(description="năm đầu của giai đoạn, ví dụ 2026")
    end: Year = Field(description="năm cuối của giai đoạn, không trước năm đầu, ví dụ 2030")
    vision: Year | None = Field(
        default=None, description="năm của định hướng, tầm nhìn, sau năm cuối, ví dụ 2035"
    )

    @model_validator(mode="after")
    def _in_order(self) -> PeriodEntry:
        if self.end < self.start:
            raise ValueError("năm cuối của giai đoạn phải bằng hoặc sau năm đầu")
        if self.vision is not None and self.vision <= self.end:
            raise ValueError("năm định hướng phải sau năm cuối của giai đoạn")
        return self

    def years(self) -> Period:
        """The same, as the rest of the drafting tool passes it on."""
        return Period(self.start, self.end, self.vision)


class Signer(_Entry):
    """Who signs, and by what right."""

    authority: str | None = Field(
        default=None,
        description=(
            "quyền hạn ký: TM. …, KT. …; bỏ trống thì theo cấp ban hành; KT. của ủy ban tự có dòng TM. ở trên"
        ),
    )
    title: str | None = Field(default=None, description="chức vụ của người ký, ví dụ PHÓ CHỦ TỊCH")
    name: str | None = Field(default=None, description="họ và tên người ký; bỏ trống thì để chỗ cần điền")


class BasisAct(_Entry):
    """An act that the plan stands on."""

    type: str = Field(description="loại văn bản, ví dụ Quyết định")
    number: str | None = Field(
        default=None, description="số, ký hiệu, ví dụ 131/QĐ-TTg; luật thì có thể bỏ trống"
    )
    date: dt.date | None = Field(
        default=None, description="ngày ban hành, dạng năm-tháng-ngày, ví dụ 2025-08-22"
    )
    issuer: str | None = Field(default=None, description="cơ quan ban hành")
    title: str | None = Field(default=None, description="trích yếu, viết như sẽ in sau tên cơ quan ban hành")


class Baseline(_Entry):
    """A figure that tells how things stand in this place."""

    indicator: str = Field(description="điều được đếm, ví dụ trường học có kết nối Internet")
    value: float = Field(description="giá trị, viết bằng số")
    unit: str | None = Field(default=None, description="đơn vị tính, ví dụ % hoặc trường")
    year: Year | None = Field(default=None, description="năm của số liệu")


class TargetOverride(_Entry):
    """A figure for a target of the sources, found by the words it is about."""

    match: str = Field(min_length=3, description="những chữ có trong chỉ tiêu cần đặt, ví dụ học bạ số")
    value: float = Field(description="giá trị của nơi này, viết bằng số")
    source_value: float | None = Field(
        default=None, description="giá trị trong kế hoạch nguồn, khi một câu có nhiều chỉ tiêu"
    )


class BudgetRow(_Entry):
    """Money for one task of the appendix table."""

    match: str = Field(min_length=3, description="những chữ có trong tên nhiệm vụ của phụ lục")
    total: float | None = Field(
        default=None, ge=0, description="tổng kinh phí; bỏ trống thì tính từ các nguồn"
    )
    by_source: dict[str, float] = Field(
        default_factory=dict, description="kinh phí theo nguồn, tên nguồn như cột của phụ lục"
    )
    unit: MoneyUnit | None = Field(
        default=None,
        description="đơn vị của các số: đồng, nghìn đồng, triệu đồng hoặc tỷ đồng; bỏ trống là tỷ đồng",
    )


class NewTask(_Entry):
    """A task that the profile adds to the plan."""

    text: str = Field(min_length=5, description="nội dung nhiệm vụ")
    lead: list[str] = Field(default_factory=list, description="cơ quan chủ trì")
    coordinate: list[str] = Field(default_factory=list, description="cơ quan phối hợp")
    deadline: str | None = Field(default=None, description="thời hạn, viết như sẽ in")
    product: str | None = Field(default=None, description="sản phẩm")


class Peers(_Entry):
    """What is taken from the plans of other places."""

    at_least: int = Field(
        default=1, ge=1, description="số kế hoạch ngang cấp phải cùng có nội dung, từ 1 trở lên"
    )


class Compose(_Entry):
    """How the sources are put together."""

    skeleton: str = Field(default="auto", description="mã (id) kế hoạch cho bố cục, hoặc auto")
    central: Literal["all", "matched", "none"] = Field(
        default="all",
        description="lấy của kế hoạch trung ương: all (toàn bộ), matched (chỉ phần trùng), none",
    )
    peers: Peers = Field(
        default_factory=lambda: Peers(at_least=1), description="quy tắc lấy của kế hoạch ngang cấp"
    )
    picks: str | None = Field(
        default=None, description="tệp XLSX do `docparse draft --choose` lập, đã đánh dấu"
    )


class Figures(_Entry):
    """Whether numbers of targets and budgets are taken over from the sources."""

    central: FigureRule = Field(
        default="keep",
        description=(
            "chỉ tiêu của trung ương: keep (giữ tỷ lệ, định mức; số đếm của cả nước vẫn để trống) "
            "hoặc placeholder (để trống)"
        ),
    )
    peers: FigureRule = Field(
        default="placeholder", description="chỉ tiêu của nơi khác: keep hoặc placeholder"
    )
    budget: FigureRule = Field(
        default="placeholder", description="kinh phí của nơi khác: keep hoặc placeholder"
    )


class Update(_Entry):
    """Kinds of bringing up to date; false switches one off."""

    agency: bool = Field(default=True, description="đổi tên cơ quan đã sáp nhập, kết thúc")
    level: bool = Field(default=True, description="đổi cấp huyện thành cấp xã")
    place: bool = Field(default=True, description="đổi tên tỉnh đã sáp nhập")
    act: bool = Field(default=True, description="thay, đánh dấu văn bản hết hiệu lực")
    service: bool = Field(default=True, description="mức độ 3, 4 thành một phần, toàn trình")
    period: bool = Field(default=True, description="dời năm của giai đoạn, thời hạn")

    def kinds(self) -> frozenset[ChangeKind]:
        """The kinds that are switched on."""
        return frozenset(kind for kind in UPDATES if getattr(self, kind))


class Look(_Entry):
    """Measures within the bounds of Nghị định 30/2020/NĐ-CP."""

    font_size: Annotated[float, Field(ge=13, le=14)] = Field(
        default=14, description="cỡ chữ lời văn, 13 hoặc 14"
    )
    line_spacing: Annotated[float, Field(ge=1, le=1.5)] = Field(
        default=1.15, description="giãn dòng, từ 1 đến 1.5"
    )
    paragraph_spacing: Annotated[float, Field(ge=6, le=12)] = Field(
        default=6, description="cách đoạn (pt), từ 6 đến 12"
    )
    first_line: Annotated[float, AfterValidator(_an_indent)] = Field(
        default=1.27, description="lùi đầu dòng (cm): 1 hoặc 1.27"
    )
    table_size: Annotated[float, Field(ge=10, le=13)] = Field(
        default=11, description="cỡ chữ trong bảng, từ 10 đến 13"
    )
    left_margin: Annotated[float, Field(ge=30, le=35)] = Field(
        default=30, description="lề trái (mm), từ 30 đến 35"
    )
    right_margin: Annotated[float, Field(ge=15, le=20)] = Field(
        default=15, description="lề phải (mm), từ 15 đến 20"
    )
    top_margin: Annotated[float, Field(ge=20, le=25)] = Field(
        default=20, description="lề trên (mm), từ 20 đến 25"
    )
    bottom_margin: Annotated[float, Field(ge=20, le=25)] = Field(
        default=20, description="lề dưới (mm), từ 20 đến 25"
    )


class Profile(_Entry):
    """Everything that a draft needs to know and that no source plan can tell."""

    place: str = Field(
        min_length=2, description="tên tỉnh, thành phố, xã, phường … không kèm chữ tỉnh, ví dụ Quảng Trị"
    )
    level: Level = Field(
        description="cấp ban hành: ministry, province, department, district (trước 01/7/2025) hoặc commune"
    )
    kind: str | None = Field(
        default=None,
        description="loại đơn vị: tỉnh, thành phố, huyện, xã, phường, đặc khu; bỏ trống thì tra bảng",
    )
    province: str | None = Field(default=None, description="tỉnh mà xã, huyện thuộc về")
    issuer: str | None = Field(
        default=None, description="tên đầy đủ cơ quan ban hành; bỏ trống thì theo cấp và địa danh"
    )
    parent: str | None = Field(default=None, description="cơ quan chủ quản in trên tên cơ quan ban hành")
    symbol: str | None = Field(default=None, description="ký hiệu sau số, ví dụ KH-UBND")
    number: str | None = Field(
        default=None, description="số của kế hoạch, chỉ phần số; bỏ trống khi chưa cấp số"
    )
    seat: str | None = Field(
        default=None,
        description="địa danh ghi trước ngày tháng; bỏ trống thì dùng tên nơi ban hành "
        "(nơi mang tên người, sự kiện thì ghi đủ, ví dụ Phường Điện Biên Phủ)",
    )
    issued_on: dt.date = Field(description="ngày ban hành (dự kiến), dạng năm-tháng-ngày, ví dụ 2026-12-15")
    show_day: bool = Field(
        default=False, description="true: in ngày ban hành; false: để trống ngày, tháng cho văn thư điền"
    )
    subject: str | None = Field(
        default=None, description="trích yếu sau chữ KẾ HOẠCH; bỏ trống thì theo kế hoạch cho bố cục"
    )
    period: PeriodEntry = Field(description="giai đoạn: start, end và (nếu có) vision")
    drafted_by: str | None = Field(
        default=None, description="đơn vị soạn thảo, chủ trì chung, ví dụ Sở Giáo dục và Đào tạo"
    )
    filing: str | None = Field(
        default=None,
        description="ký hiệu đơn vị soạn thảo ở dòng Lưu: VT, …; bỏ trống thì viết tắt drafted_by",
    )
    signer: Signer = Field(default_factory=lambda: Signer(), description="người ký: authority, title, name")
    basis: list[BasisAct] = Field(default_factory=list, description="các văn bản làm căn cứ")
    baselines: list[Baseline] = Field(default_factory=list, description="số liệu hiện trạng của nơi này")
    targets: list[TargetOverride] = Field(default_factory=list, description="giá trị chỉ tiêu của nơi này")
    tasks: list[NewTask] = Field(default_factory=list, description="nhiệm vụ thêm ngoài các kế hoạch nguồn")
    budget: list[BudgetRow] = Field(default_factory=list, description="kinh phí các nhiệm vụ của phụ lục")
    agencies: dict[str, str] = Field(
        default_factory=dict, description="tên cơ quan trong kế hoạch nguồn: tên cơ quan của nơi này"
    )
    recipients: list[str] = Field(
        default_factory=list, description="nơi nhận, mỗi dòng một nơi; bỏ trống thì theo cấp"
    )
    compose: Compose = Field(default_factory=lambda: Compose(), description="cách ghép các kế hoạch nguồn")
    figures: Figures = Field(default_factory=lambda: Figures(), description="số liệu nào được giữ lại")
    update: Update = Field(default_factory=lambda: Update(), description="loại cập nhật nào được thực hiện")
    style: Look = Field(default_factory=lambda: Look(), description="cỡ chữ, khoảng cách, lề trang")

    @model_validator(mode="after")
    def _fits_the_day(self) -> Profile:
        if self.level == "district" and self.issued_on >= _DISTRICTS_END:
            raise ValueError("từ 01/7/2025 không còn cấp huyện; dùng level: commune hoặc province")
        return self


def profile_schema() -> dict[str, Any]:
    """The JSON Schema of a profile; its descriptions are for the official who fills it in."""
    schema = Profile.model_json_schema()
    for definition in (schema, *schema["$defs"].values()):
        definition.pop("description", None)  # pydantic puts the docstrings of this module there
    schema["title"] = "Hồ sơ dự thảo kế hoạch"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
