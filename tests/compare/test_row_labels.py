"""Row labels, reasons and topic names: whole Vietnamese phrases, no figures of one plan, no fragments."""

from __future__ import annotations

import pytest
from plan_factory import PlanMaker

from docparse.compare import align, compare
from docparse.compare.labels import figure_label, told_apart, without_numbers
from docparse.compare.terms import common_runs, phrases, wording
from docparse.model import Indicator, Plan


def plan_of(sentence: str, *figures: tuple[str, str, float, str]) -> Plan:
    """A plan of one sentence; each figure is its passage, its indicator, value and unit."""
    plan = PlanMaker("a", province="Cao Bằng").section("Mục tiêu", "targets").target(sentence, None, None)
    made = plan.plan()
    offset = made.text.index(sentence)
    found = [
        Indicator(
            id=f"g{number}",
            text=passage,
            indicator=name,
            value=value,
            unit=unit,
            comparator="eq",
            year=2025,
            qualitative=False,
            node=None,
            start=(start := offset + sentence.index(passage)),
            end=start + len(passage),
            page=1,
        )
        for number, (passage, name, value, unit) in enumerate(figures, start=1)
    ]
    return made.model_copy(update={"targets": tuple(found)})


def label(sentence: str, *figures: tuple[str, str, float, str], which: int = 0) -> str:
    plan = plan_of(sentence, *figures)
    return figure_label(plan, plan.targets[which])


PEOPLE = "85% người bệnh (gồm: tuyến tỉnh 95%, tuyến xã 70%) và 100% bác sĩ có tài khoản khám từ xa"
LISTED = (
    ("85% người bệnh", "người bệnh", 85.0, "%"),
    ("tuyến tỉnh 95%", "người bệnh: tuyến tỉnh", 95.0, "%"),
    ("tuyến xã 70%", "người bệnh: tuyến xã", 70.0, "%"),
    ("100% bác sĩ có tài khoản khám từ xa", "bác sĩ có tài khoản khám từ xa", 100.0, "%"),
)


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (0, "người bệnh có tài khoản khám từ xa"),
        (2, "người bệnh: tuyến xã có tài khoản khám từ xa"),
        (3, "bác sĩ có tài khoản khám từ xa"),
    ],
)
def test_a_member_of_a_list_is_called_by_what_the_list_says_without_its_figures(
    which: int, expected: str
) -> None:
    assert label(PEOPLE, *LISTED, which=which) == expected


def test_what_is_done_stands_before_what_is_counted() -> None:
    sentence = "Giai đoạn 2022 - 2025, trang bị mới ít nhất 40 giường hồi sức, 12 xe cứu thương"
    figures = (("trang bị mới ít nhất 40 giường hồi sức", "giường hồi sức", 40.0, "giường"),)
    assert label(sentence, *figures) == "trang bị mới giường hồi sức"


def test_a_name_of_one_word_takes_what_stands_behind_the_number() -> None:
    sentence = "Khoảng 15 xã, phường tham gia thí điểm ở vùng cao"
    assert label(sentence, ("Khoảng 15 xã", "xã", 15.0, "xã")) == "xã, phường tham gia thí điểm ở vùng cao"


def test_a_name_without_a_word_is_the_sentence_without_its_numbers() -> None:
    sentence = "- Khoảng 410 bác sĩ đã qua tập huấn, chiếm 63%"
    assert label(sentence, ("chiếm 63%", "%", 63.0, "%")) == "bác sĩ đã qua tập huấn"
    assert without_numbers("ít nhất 2,5 giường mỗi trạm") == "giường mỗi trạm"


def test_the_rows_of_a_comparison_carry_no_figure_of_one_plan() -> None:
    made = plan_of(PEOPLE, *LISTED)
    labels = [row.label for row in compare([made]).indicators]
    assert len(labels) == len(LISTED)
    assert not any(character.isdigit() for label in labels for character in label)


CLINICS = (
    "Có 48 trạm y tế kết nối hội chẩn từ xa (vùng cao 21 trạm, vùng thấp 27 trạm), tỷ lệ 60% "
    "(vùng cao: 35%, vùng thấp: 82%)"
)
CLINIC_FIGURES = (
    ("48 trạm y tế kết nối hội chẩn từ xa", "trạm y tế kết nối hội chẩn từ xa", 48.0, "trạm"),
    ("vùng cao 21 trạm", "trạm", 21.0, "trạm"),
    ("27 trạm", "trạm", 27.0, "trạm"),
    ("tỷ lệ 60%", "tỷ lệ", 60.0, "%"),
    ("35%", "tỷ lệ", 35.0, "%"),
    ("82%", "tỷ lệ", 82.0, "%"),
)


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (1, "trạm vùng cao (trạm y tế kết nối hội chẩn từ xa)"),
        (2, "trạm vùng thấp (trạm y tế kết nối hội chẩn từ xa)"),
        (3, "tỷ lệ (trạm y tế kết nối hội chẩn từ xa)"),
        (4, "tỷ lệ vùng cao (trạm y tế kết nối hội chẩn từ xa)"),
        (5, "tỷ lệ vùng thấp (trạm y tế kết nối hội chẩn từ xa)"),
    ],
)
def test_a_bare_share_or_count_says_whose_it_is(which: int, expected: str) -> None:
    assert label(CLINICS, *CLINIC_FIGURES, which=which) == expected


def test_a_count_in_brackets_takes_what_stands_before_them() -> None:
    sentence = "Nhiều trạm chưa có máy siêu âm phục vụ người dân (37 trạm)"
    assert label(sentence, ("37 trạm", "trạm", 37.0, "trạm")) == (
        "trạm (Nhiều trạm chưa có máy siêu âm phục vụ người dân)"
    )


def test_a_name_does_not_end_in_the_word_that_led_to_the_next_number() -> None:
    sentence = "Thành lập 9 đội cấp cứu lưu động tại 9 cụm xã"
    figures = (("9 đội cấp cứu lưu động tại", "đội cấp cứu lưu động tại", 9.0, "đội"),)
    assert label(sentence, *figures) == "đội cấp cứu lưu động"


def test_what_is_said_before_the_number_is_not_said_again_in_the_name() -> None:
    sentence = "liên cấp mầm non và tiểu học 14 trường"
    figures = (("liên cấp mầm non và tiểu học 14 trường", "trường tiểu học", 14.0, "trường"),)
    assert label(sentence, *figures) == "trường liên cấp mầm non và tiểu học"


def test_no_two_rows_of_a_comparison_have_one_name() -> None:
    maker = PlanMaker("a", province="Cao Bằng").section("Mục tiêu", "targets")
    maker.target("giường bệnh", 120.0, "giường", 2025).target("giường bệnh", 300.0, "giường", 2030)
    maker.section("Nhiệm vụ").task("Báo cáo kết quả", lead="Sở Y tế")
    maker.section("Tổ chức").task("Báo cáo kết quả", lead="Sở Tài chính")
    found = compare([maker.plan()])
    assert [row.label for row in found.indicators] == ["Giường bệnh (đến 2025)", "Giường bệnh (đến 2030)"]
    assert {row.label for row in found.tasks} == {
        "Báo cáo kết quả (Sở Y tế)",
        "Báo cáo kết quả (Sở Tài chính)",
    }


def test_namesakes_get_only_what_tells_them_apart_and_a_number_where_nothing_does() -> None:
    details = [("mỗi xã", "2025"), ("mỗi xã", "2030"), ("mỗi xã", "2030"), ("", "")]
    assert told_apart(["Máy", "máy", "Máy", "Bàn"], details) == [
        "Máy (2025)", "máy (2030; hàng 1)", "Máy (2030; hàng 2)", "Bàn",
    ]  # fmt: skip
    assert told_apart(["Máy", "Máy"], [("", ""), ("hiện trạng", "")]) == ["Máy", "Máy (hiện trạng)"]


def common(a: str, b: str) -> set[str]:
    one, other = wording(a).clauses[0], wording(b).clauses[0]
    return {" ".join(run) for x in phrases(one) for y in phrases(other) for run in common_runs(x, y)}


def test_the_common_words_of_two_texts_are_whole_phrases() -> None:
    assert common("Bố trí kinh phí thực hiện", "Ưu tiên bố trí kinh phí hằng năm") >= {"bố trí kinh phí"}
    assert "dữ liệu học" not in common("đối soát dữ liệu học bạ", "đối soát dữ liệu học sinh")
    assert "hồ sơ công việc" in common("hồ sơ công việc cấp phòng", "hồ sơ công việc tại phòng")


def test_no_reason_of_a_pair_is_a_part_of_another() -> None:
    plans = []
    for name, text in (
        ("a", "Hằng năm tham mưu phân bổ kinh phí, bố trí kinh phí mua sắm thiết bị y tế"),
        ("b", "Tham mưu bố trí kinh phí mua sắm thiết bị y tế cho trạm"),
    ):
        plans.append(PlanMaker(name, province="Cao Bằng").section("Nhiệm vụ").task(text).plan())
    (pair,) = [pair for pair in align(plans) if pair.kind == "task"]
    terms = pair.why.terms
    assert any("kinh phí" in term for term in terms)
    assert not any(a != b and f" {a} " in f" {b} " for a in terms for b in terms)


@pytest.mark.parametrize(
    ("texts", "theme"),
    [
        # what both say, as long as it is a phrase
        (["Nuôi ong lấy mật ven rừng keo", "Nuôi ong lấy mật tại rừng tràm"], "Khác: nuôi ong lấy mật"),
        # alike, but no phrase is common to both
        (["Nuôi ong lấy mật ven rừng keo", "Lấy mật ong rừng nuôi ven đồi keo"], "Khác"),
    ],
)
def test_a_cluster_is_named_by_a_whole_phrase_or_not_at_all(texts: list[str], theme: str) -> None:
    maker = PlanMaker("a", province="Lạng Sơn").section("Nhiệm vụ")
    for text in texts:
        maker.task(text)
    found = compare([maker.plan(), PlanMaker("b", province="Sơn La").plan()])
    assert {row.theme for row in found.tasks} == {theme}
