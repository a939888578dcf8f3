"""Links that nobody wrote down, and what the wording says of order and reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from graph_judged import JUDGED, REPEATED
from graph_plans import Writer

import docparse
from docparse.graph.cues import orders, reports
from docparse.graph.links import contributions, repetitions
from docparse.graph.passages import Passages
from docparse.model import Metadata, Plan
from docparse.rulebook import Rule, load_rules, load_table

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
RULES = [
    pytest.param(rule, id=f"{key}-{rule.id}")
    for key, rows in load_table("relations").items()
    if isinstance(rows[0], dict)
    for rule in load_rules("relations", key)
]


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_holds_for_its_own_examples(rule: Rule) -> None:
    assert rule.examples
    assert rule.counter_examples
    assert [text for text in rule.examples if not rule.pattern.search(text)] == []
    assert [text for text in rule.counter_examples if rule.pattern.search(text)] == []


def test_a_figure_inside_a_task_is_served_by_it() -> None:
    writer = Writer()
    line = "Trồng mới rừng ngập mặn, phấn đấu đạt 120 ha ven cửa sông"
    writer.task(line)
    writer.target("120 ha", inside=line)
    (link,) = contributions(Passages(writer.plan()))
    assert (link.source, link.target, link.score) == ("t1", "g1", 1.0)


def test_shared_wording_links_and_says_what_is_shared() -> None:
    writer = Writer()
    writer.target("60% rác thải nhựa được thu gom")
    writer.target("90% tàu cá có thiết bị giám sát hành trình")
    writer.task("Đặt điểm thu gom rác thải nhựa tại bến cá")
    writer.task("Mở lớp học bơi trong dịp hè")
    (link,) = contributions(Passages(writer.plan()))
    assert (link.source, link.target) == ("t1", "g1")
    assert "rác thải nhựa" in link.why
    assert 0.2 < link.score < 1


def test_the_same_people_are_no_link() -> None:
    writer = Writer()
    writer.target("95% học sinh tiểu học biết bơi")
    writer.task("Tặng sách giáo khoa cho học sinh tiểu học vùng sâu")
    assert list(contributions(Passages(writer.plan()))) == []


def test_the_name_of_an_agency_is_no_link() -> None:
    writer = Writer()
    writer.target("70% hồ sơ của Trung tâm Khuyến nông được số hóa")
    writer.task("Giao Trung tâm Khuyến nông lập vườn ươm cây bản địa")
    writer.mention("Trung tâm Khuyến nông", "Trung tâm Khuyến nông")
    assert list(contributions(Passages(writer.plan()))) == []


def test_an_appendix_row_is_matched_to_the_task_it_repeats() -> None:
    writer = Writer()
    body = writer.section("NHIỆM VỤ")
    writer.task("Xây kè chống sạt lở bờ sông đoạn qua thị trấn", body)
    writer.task("Nạo vét kênh thoát lũ trước mùa mưa", body)
    rows = writer.section("PHỤ LỤC", role="appendix")
    writer.task("Kè chống sạt lở bờ sông", rows, budget=(40.0, "tỷ đồng", {}))
    writer.task("Mua xe chữa cháy", rows)
    (link,) = repetitions(Passages(writer.plan()))
    assert (link.source, link.target) == ("t1", "t3")


@pytest.mark.parametrize(
    ("later", "earlier_first"),
    [
        ("Sau khi hoàn thành kiểm kê đất rừng, lập bản đồ giao khoán", True),
        ("Trên cơ sở kết quả kiểm kê đất rừng, lập bản đồ giao khoán", True),
        ("Phát dọn đường băng cản lửa trước khi kiểm kê đất rừng", False),
        ("Khoanh vùng trên ảnh vệ tinh làm cơ sở cho kiểm kê đất rừng", False),
    ],
)
def test_order_is_read_from_the_wording(later: str, earlier_first: bool) -> None:
    writer = Writer()
    writer.task("Kiểm kê đất rừng ở ba xã biên giới")
    writer.task(later)
    plan = writer.plan()
    (order,) = orders(Passages(plan))
    assert (order.earlier, order.later) == (("t1", "t2") if earlier_first else ("t2", "t1"))
    assert plan.text[order.start : order.end].lower() in later.lower()


@pytest.mark.parametrize(
    "text",
    [
        "Trên cơ sở chức năng, nhiệm vụ được giao, kiểm kê tài sản công",
        "Tổng kết sau khi kết thúc thực hiện Kế hoạch",
        "Đánh giá sau 02 năm triển khai",
        "Sau khi nghiệm thu cầu cảng, bàn giao cho xã",
    ],
)
def test_no_order_without_a_task_that_is_named(text: str) -> None:
    writer = Writer()
    writer.task("Kiểm kê đất rừng ở ba xã biên giới")
    writer.task(text)
    assert list(orders(Passages(writer.plan()))) == []


def test_steps_follow_each_other() -> None:
    writer = Writer()
    node = writer.section("Trình tự")
    for text in ("Bước 1: Lập danh sách hộ", "Bước 2: Thẩm tra tại thôn", "Bước 3: Niêm yết công khai"):
        writer.task(text, node)
    found = [(order.earlier, order.later) for order in orders(Passages(writer.plan()))]
    assert found == [("t1", "t2"), ("t2", "t3")]


def _reported(text: str, issuer: str = "Ủy ban nhân dân tỉnh An Biên") -> list[tuple[str, str, int]]:
    writer = Writer("p", Metadata(issuer=issuer, province="An Biên"))
    writer.task(text)
    for name, wording in (
        ("Ủy ban nhân dân tỉnh", "UBND tỉnh"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Bộ Nội vụ", "Bộ Nội vụ"),
        ("Sở Tài chính", "Sở Tài chính"),
        ("Văn phòng Sở", "Văn phòng Sở"),
    ):
        writer.mention(name, wording)
    return [(report.agency, report.via, report.step) for report in reports(writer.plan())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổng hợp, báo cáo UBND tỉnh trước ngày 15/12", [("Ủy ban nhân dân tỉnh", "báo cáo", 1)]),
        ("Hằng quý báo cáo Chủ tịch UBND tỉnh", [("Ủy ban nhân dân tỉnh", "báo cáo", 1)]),
        ("Báo cáo kết quả về Sở Nội vụ để theo dõi", [("Sở Nội vụ", "báo cáo", 1)]),
        (
            "Báo cáo UBND tỉnh và Bộ Nội vụ theo quy định",
            [("Ủy ban nhân dân tỉnh", "báo cáo", 1), ("Bộ Nội vụ", "báo cáo", 1)],
        ),
        (
            "Gửi Sở Nội vụ tổng hợp, báo cáo UBND tỉnh",
            [("Sở Nội vụ", "gửi", 1), ("Ủy ban nhân dân tỉnh", "báo cáo", 2)],
        ),
        ("Soạn đề án, trình UBND tỉnh trong quý I", [("Ủy ban nhân dân tỉnh", "trình", 1)]),
        ("Báo cáo kết quả về Bộ Nội vụ (qua Sở Nội vụ)", [("Bộ Nội vụ", "báo cáo", 1)]),
        ("Phối hợp với Sở Tài chính rà soát chế độ báo cáo", []),
        ("Trong quá trình thực hiện, Sở Nội vụ đôn đốc", []),
        ("Tham mưu UBND tỉnh ban hành quy chế", []),
    ],
)
def test_reports_go_to_whom_the_wording_names(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert _reported(text) == expected


def test_a_department_calls_itself_by_its_kind() -> None:
    text = "Lập danh sách, gửi Sở (qua Văn phòng Sở) trước ngày 15/02"
    assert _reported(text, "Sở Công Thương tỉnh An Biên") == [("Sở Công Thương", "gửi", 1)]


@pytest.fixture(scope="module")
def samples() -> dict[str, Plan]:
    names = {row[0] for row in (*JUDGED, *REPEATED)}
    return {name: docparse.read(SAMPLES / name) for name in sorted(names)}


def _score(found: int, wrong: int, missed: int) -> tuple[float, float]:
    return found / (found + wrong), found / (found + missed)


def test_links_to_targets_agree_with_a_careful_reader(samples: dict[str, Plan]) -> None:
    found = wrong = missed = 0
    links = {name: list(contributions(Passages(plan))) for name, plan in samples.items()}
    for name, wording, serving, either in JUDGED:
        plan = samples[name]
        target = next(t for t in plan.targets if wording in plan.passage(t) or wording in t.text)
        tasks = {task.id: task.text for task in plan.tasks}
        texts = [tasks[link.source] for link in links[name] if link.target == target.id]
        hits = sum(any(part in text for text in texts) for part in serving)
        found, missed = found + hits, missed + len(serving) - hits
        wrong += sum(not any(part in text for part in (*serving, *either)) for text in texts)
    precision, recall = _score(found, wrong, missed)
    assert precision >= 0.9
    assert recall >= 0.65


def test_repeated_rows_agree_with_a_careful_reader(samples: dict[str, Plan]) -> None:
    found = wrong = missed = 0
    links = {name: list(repetitions(Passages(plan))) for name, plan in samples.items()}
    for name, wording, same in REPEATED:
        tasks = {task.id: task.text for task in samples[name].tasks}
        texts = [tasks[link.source] for link in links[name] if wording in tasks[link.target]]
        right = sum(any(part in text for part in same) for text in texts)
        found, wrong = found + right, wrong + len(texts) - right
        missed += bool(same) and not right
    precision, recall = _score(found, wrong, missed)
    assert precision >= 0.9
    assert recall >= 0.75
