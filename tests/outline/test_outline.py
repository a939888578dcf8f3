"""The outline of small plans written for the purpose: numbers, nesting, roles, broken paragraphs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.document import CellInput, Document, DocumentBuilder
from docparse.outline import build, rebuild
from docparse.outline.markers import read_markers, roman
from docparse.outline.misread import readings_of
from docparse.readers.text import lines
from docparse.structure import Structure
from extractors import extract


def document(text: str) -> Document:
    builder = DocumentBuilder("test.txt", "0" * 64, "text/plain")
    lines(text, builder)
    return builder.build()


def outline(text: str) -> dict[str, str]:
    """path -> role of every unit of a plan whose head is added here."""
    structure = build(document("KẾ HOẠCH\nPhát triển cây chè năm 2024\n\n" + text))
    return {node.path: node.role for node in structure.nodes}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("I. MỤC ĐÍCH", "roman", (1,)),
        ("IV - Tổ chức", "roman", (4,)),
        ("1. Mục đích", "arabic", (1,)),
        ("2.1 Trồng mới", "decimal", (2, 1)),
        ("đ) Trồng dặm", "letter", (10,)),
        ("Phần thứ hai", "part", (2,)),
        ("PHỤ LỤC II", "appendix", (2,)),
        ("Điều 3. Hiệu lực", "article", (3,)),
        ("b./ Trồng xen", "letter", (4,)),
        ("(2) Trồng xen", "arabic", (2,)),
    ],
)
def test_a_marker_is_read(text: str, kind: str, value: tuple[int, ...]) -> None:
    first = read_markers(text)[0]
    assert (first.kind, first.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "2.5 triệu đồng",
        "100% số hộ",
        "2024. Năm",
        "Mục II Kế hoạch này quy định",
        "TM. ỦY BAN",
        "20/11 là ngày",
        "Căn cứ",
    ],
)
def test_what_only_looks_like_a_marker(text: str) -> None:
    assert read_markers(text) == []


def test_roman_numerals() -> None:
    assert [roman(n) for n in ("i", "iv", "IX", "xiv", "iiii", "vv", "")] == [1, 4, 9, 14, None, None, None]


def test_vietnamese_letters_and_a_repeated_number() -> None:
    found = outline(
        "I. MỤC TIÊU\n1. Mục tiêu chung\nMở rộng vùng chè.\n1. Mục tiêu cụ thể\nTrồng mới.\nII. NHIỆM VỤ\n1. Trồng chè\n"
        "a) Chọn giống.\nb) Làm đất.\nc) Trồng.\nd) Chăm sóc.\nđ) Thu hái.\ne) Chế biến.\ng) Tiêu thụ."
    )
    assert "I/1" in found
    assert "I/1#2" in found
    assert [p for p in found if p.startswith("II/1/")] == [f"II/1/{c}" for c in "abcdđeg"]


def test_numbers_closed_by_slash_and_hyphen() -> None:
    found = outline(
        "I/- MỤC TIÊU\n1/ Trồng mới.\nII/- NHIỆM VỤ\n1/- Chọn giống\na/- Giống cũ.\nb/- Giống mới."
    )
    assert list(found) == ["I", "I/1", "II", "II/1", "II/1/a", "II/1/b"]


def test_a_share_may_open_an_item_and_letters_may_have_a_comma() -> None:
    found = outline(
        "I. MỤC TIÊU\n1/ Nước sạch.\n2/ 100% hộ có nước.\nII. NHIỆM VỤ\n1/ Việc chung\na, Chọn giống.\nb, Làm đất."
    )
    assert list(found) == ["I", "I/1", "I/2", "II", "II/1", "II/1/a", "II/1/b"]


def test_numbers_and_letters_closed_by_a_hyphen() -> None:
    found = outline(
        "I- MỤC TIÊU\n1- Trồng mới.\n2- Chăm sóc.\na- Làm cỏ.\nb- Bón phân.\nII- NHIỆM VỤ\n1- Chọn giống."
    )
    assert list(found) == ["I", "I/1", "I/2", "I/2/a", "I/2/b", "II", "II/1"]


def test_a_number_that_starts_again_right_below_its_heading_opens_a_level() -> None:
    found = outline(
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n1. Nâng cao năng suất chè.\n2. Giữ vững vùng nguyên liệu.\n2. Yêu cầu:\n- Bám sát thực tế."
    )
    assert list(found) == ["I", "I/1", "I/1/1", "I/1/2", "I/2"]


def test_on_the_matter_of_is_no_numeral() -> None:
    structure = build(
        document(
            "KẾ HOẠCH\n\nV/V HỖ TRỢ GẠO CHO CÁC XÃ VÙNG LŨ\n\nI. MỤC TIÊU\n\nKhông ai đói.\n\nII. NHIỆM VỤ\n\nChở gạo."
        )
    )
    assert [n.path for n in structure.nodes] == ["I", "II"]


def test_a_letter_i_is_no_numeral_in_its_list() -> None:
    found = outline("I. NHIỆM VỤ\n1. Việc\n" + "\n".join(f"{c}) Việc {c}." for c in "abcdđeghik"))
    assert "I/1/i" in found
    assert "I/1/k" in found


def test_an_item_broken_in_two_paragraphs_is_one() -> None:
    structure = build(
        document(
            "KẾ HOẠCH\nTrồng chè\n\nI. NHIỆM VỤ\n\n1. Hệ thống tưới: thực hiện\n\nnâng cấp kênh mương.\n\n2. Bón phân."
        )
    )
    assert structure.nodes[1].title == "Hệ thống tưới: thực hiện nâng cấp kênh mương."


def test_roles_are_inherited_and_situation_keeps_its_own() -> None:
    found = outline(
        "Phần I\nTHỰC TRẠNG\nI. KẾT QUẢ\n1. Kinh phí\nĐã chi.\nPhần II\nNỘI DUNG KẾ HOẠCH\nI. MỤC TIÊU\nĐạt.\nII. NHIỆM VỤ\n1. Trồng.\n"
        "III. KINH PHÍ THỰC HIỆN\nNgân sách.\nIV. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính\nBố trí."
    )
    assert found["Phần I/I/1"] == "situation"
    assert found["Phần II"] == "other"
    assert found["Phần II/III"] == "funding"
    assert found["Phần II/IV/1"] == "organization"


def test_a_task_that_begins_like_a_section_title_changes_nothing() -> None:
    found = outline(
        "I. NHIỆM VỤ, GIẢI PHÁP\n1. Tuyên truyền\n2. Tổ chức thực hiện tốt công tác bảo vệ rừng chè trên địa bàn các xã."
    )
    assert found["I/2"] == "tasks"


def test_an_enclosed_plan_starts_its_numbers_anew() -> None:
    structure = build(
        document(
            "QUYẾT ĐỊNH\nBan hành Kế hoạch\n\nCăn cứ Luật Lâm nghiệp;\n\nĐiều 1. Ban hành Kế hoạch.\n\nĐiều 2. Hiệu lực.\n\n"
            "Nơi nhận:\n- Như trên;\n\nCHỦ TỊCH\n\nKẾ HOẠCH\n\nTrồng chè\n\nI. MỤC ĐÍCH\n\nNâng cao.\n\nII. NHIỆM VỤ\n\n1. Trồng."
        )
    )
    assert [n.path for n in structure.nodes] == ["Điều 1", "Điều 2", "I", "II", "II/1"]


FLATTENED = """PHỤ LỤC
DANH MỤC NHIỆM VỤ

TT

Nội dung nhiệm vụ

Đơn vị chủ trì

Thời gian thực hiện

Kinh phí (triệu đồng)

Tổng số

Ngân sách huyện

Nguồn khác

I

Giống

30

20

10

1

Mua cây giống

Phòng Kinh tế

2024

20

20

-

2

Vườn ươm

UBND các xã

2024-2025

10

-

10

Tổng cộng

30

20

10
"""


def test_a_table_printed_one_cell_a_line_is_put_together() -> None:
    structure = build(rebuild(document("KẾ HOẠCH\nTrồng chè\n\nI. NHIỆM VỤ\n\n1. Trồng.\n\n" + FLATTENED)))
    (table,) = structure.tables
    assert [row.kind for row in table.rows] == ["head", "head", "group", "data", "data", "total"]
    assert [cell.text for cell in table.rows[3].cells] == [
        "1",
        "Mua cây giống",
        "Phòng Kinh tế",
        "2024",
        "20",
        "20",
        "-",
    ]
    assert [n.path for n in structure.nodes if n.role == "appendix"] == ["PHỤ LỤC", "PHỤ LỤC/I"]


LETTERED = """PHỤ LỤC

TT

Nội dung

Cơ quan chủ trì

Cơ quan phối hợp

Thời gian thực hiện

1

Tuyên truyền về rừng

a)

Mở hội nghị ở các xã

Chi cục Kiểm lâm

UBND các xã

Quý III/2026

b)

In tờ rơi

Chi cục Kiểm lâm

UBND các xã

Thường xuyên

2

Xây dựng văn bản

a)

Soạn quy chế

Sở Tư pháp

Chi cục Kiểm lâm

Quý IV/2026

3

Theo dõi, tổng hợp

Sở Nông nghiệp và Môi trường

UBND các xã

Thường xuyên
"""


@pytest.mark.parametrize(
    "listed",
    [
        ["MỤC LỤC", "I. MỤC TIÊU 1", "II. NHIỆM VỤ 1", "III. TỔ CHỨC THỰC HIỆN 12"],
        ["Mục lục:", "Nội dung Trang", "I. MỤC TIÊU … 1", "II. NHIỆM VỤ", "VÀ GIẢI PHÁP .... 2", "III. Y 3"],
        ["I. MỤC TIÊU.......1", "II. NHIỆM VỤ .......... 2", "III. TỔ CHỨC THỰC HIỆN ………… 3"],
    ],
)
def test_a_table_of_contents_is_no_outline(listed: list[str]) -> None:
    body = ["I. MỤC TIÊU", "Đạt 90% trường.", "II. NHIỆM VỤ", "1. Trồng chè.", "III. TỔ CHỨC THỰC HIỆN"]
    structure = build(document("\n\n".join(["KẾ HOẠCH", "Trồng chè", *listed, *body])))
    assert [node.path for node in structure.nodes] == ["I", "II", "II/1", "III"]
    assert {leaf.zone for leaf in structure.leaves[2 : 2 + len(listed)]} == {"portal"}


def test_numbered_lines_that_end_in_figures_are_no_contents() -> None:
    lines = ["I. CHỈ TIÊU", "1. Số trường: 12", "2. Số lớp: 120", "3. Số phòng: 130", "4. Số máy: 200"]
    structure = build(document("\n\n".join(["KẾ HOẠCH", *lines])))
    assert [node.path for node in structure.nodes] == ["I", "I/1", "I/2", "I/3", "I/4"]


def test_a_head_that_a_section_follows_at_once_is_no_table() -> None:
    # as many lines as a head may have, then no cell at all
    lines = ["TT", "Nội dung", "Chủ trì", "Thời gian", *(f"Dòng {at}" for at in range(12)), "I. MỤC TIÊU"]
    assert rebuild(document("\n\n".join(lines))).tables == ()


def test_groups_numbered_1_2_over_rows_a_b_are_told_from_rows() -> None:
    structure = build(rebuild(document("KẾ HOẠCH\nGiữ rừng\n\nI. NHIỆM VỤ\n\n1. Giữ rừng.\n\n" + LETTERED)))
    (table,) = structure.tables
    kinds = [(row.kind, row.cells[0].text, row.cells[1].text) for row in table.rows[1:]]
    assert kinds == [
        ("group", "1", "Tuyên truyền về rừng"),
        ("data", "a)", "Mở hội nghị ở các xã"),
        ("data", "b)", "In tờ rơi"),
        ("group", "2", "Xây dựng văn bản"),
        ("data", "a)", "Soạn quy chế"),
        ("data", "3", "Theo dõi, tổng hợp"),
    ]
    assert [n.path for n in structure.nodes if n.role == "appendix"] == ["PHỤ LỤC", "PHỤ LỤC/1", "PHỤ LỤC/2"]


PARAGRAPH = st.sampled_from(
    [
        "I. MỤC TIÊU",
        "1. Việc một",
        "1. Việc hai",
        "a) Ý a;",
        "- gạch đầu dòng.",
        "+ cộng",
        "Văn bản thường",
        "PHỤ LỤC",
        "Nơi nhận:",
        "KẾ HOẠCH",
        "Phần II",
        "TT",
        "Nội dung",
        "Chủ trì",
        "Thời gian",
        "2024",
        "5",
        "[...]",
        "TM. ỦY BAN NHÂN DÂN",
        "V. X",
        "(1) một",
    ]
) | st.text(max_size=40)


@settings(deadline=None, max_examples=150)
@given(st.lists(PARAGRAPH, max_size=40))
def test_every_character_belongs_to_exactly_one_leaf_or_table(paragraphs: list[str]) -> None:
    source = rebuild(document("\n\n".join(paragraphs)))
    structure: Structure = build(source)
    owned = sorted(
        [(leaf.start, leaf.end) for leaf in structure.leaves]
        + [(t.grid.start, t.grid.end) for t in structure.tables]
    )
    position = 0
    for start, end in owned:
        assert start >= position
        assert not source.text[position:start].strip()
        position = end
    assert not source.text[position:].strip()


def scanned_outline(text: str) -> list[str]:
    """The paths of a plan that was read by OCR."""
    whole = document("KẾ HOẠCH\nPhát triển cây chè năm 2024\n\n" + text)
    return [node.path for node in build(replace(whole, ocr=True)).nodes]


LISTS = [
    ("1. Trồng mới\n2. Chăm sóc\n3. Thu hái\n4. Chế biến\n3. Bán hàng\n5.1. Chợ\n5.2. Cửa hàng", "3", "5"),
    ("1. Chợ\n2. Phố\n3. Làng\n4. Bản\nS. Xóm\n6. Ấp", "S", "5"),
    ("1. Chợ\na) Chè xanh\nb) Chè đen\ne) Chè vàng\nd) Chè hương", "e", "c"),
    ("1. Chợ\na) Chè xanh\nb) Chè đen\nc) Chè vàng\nđd) Chè hương\nđ) Chè sen", "đd", "d"),
    ("1. Chợ\n2. Phố\n3. Làng\n4. Bản\nŠ. Xóm\n6. Ấp", "Š", "5"),
    ("1. Chợ\n2. Phố\n$. Làng\n5.1. Bản\n$.2. Xóm\n5.3. Ấp", "2", "5.2"),
    ("1. Chợ\n8) Chè xanh\nb) Chè đen\nc) Chè vàng", "8", "a"),
    ("1. Chợ\na) Chè xanh\n6) Chè đen\nc) Chè vàng", "6", "b"),
    ("l. Chợ\n2. Phố\n3. Làng", "l", "1"),
    ("1. Chợ\n2, Phố xá\n3. Làng\n4. Bản", "2,", "2"),
    ("1. Chợ\n- — 2, Phố xá\n3. Làng\n4. Bản", "2,", "2"),
    ("1. Chợ\n_ 2. Phố\n' 3. Làng\n4. Bản", "_", "3"),
    (
        "1. Chợ\n1.1. Chè xanh\n1.2. Chè đen\n1.3. Chè sen\n1.4. Chè nụ\n1.5. Chè lam\n1.6. Chè búp\n1.1. Chè hoa\n1.8. Chè cám",
        "1.1#2",
        "1.7",
    ),
]


@pytest.mark.parametrize(("text", "read", "meant"), LISTS)
def test_a_number_misread_by_ocr_is_what_its_neighbours_leave(text: str, read: str, meant: str) -> None:
    paths = scanned_outline("I. NHIỆM VỤ\n" + text)
    assert any(path.rsplit("/", 1)[-1] == meant for path in paths)
    assert not any("#" in path or path.rsplit("/", 1)[-1] == read for path in paths[-3:])


@pytest.mark.parametrize(
    "text",
    [
        "1. Chợ\n2. Phố\n3. Làng\n3. Bản\n4. Xóm",
        "1. Chợ\n2. Phố\n5. Làng\n6. Bản",
        "1. Chợ\n2. Phố\n5. Làng",
    ],
)
def test_numbers_repeated_or_skipped_in_print_stay_so_in_a_scan(text: str) -> None:
    paths = scanned_outline("I. NHIỆM VỤ\n" + text)
    printed = [f"I/{line.split('.')[0]}" for line in text.split("\n")]
    assert [path.partition("#")[0] for path in paths[1:]] == printed


NUMERALS = [
    ("IL MỤC TIÊU\n1. Chợ\nII. NHIỆM VỤ\n1. Làng\nIII. KINH PHÍ", ["I", "I/1", "II", "II/1", "III"]),
    ("L MỤC TIÊU\n1. Chợ\nII NHIỆM VỤ\n1. Làng\nIII. KINH PHÍ", ["I", "I/1", "II", "II/1", "III"]),
    ("I. MỤC TIÊU\n1. Chợ\nIL NHIỆM VỤ\n1. Làng\nIII. KINH PHÍ", ["I", "I/1", "II", "II/1", "III"]),
]


@pytest.mark.parametrize(("text", "paths"), NUMERALS)
def test_a_roman_numeral_whose_mark_a_scan_has_lost_heads_its_section(text: str, paths: list[str]) -> None:
    assert scanned_outline(text) == paths


@pytest.mark.parametrize(
    "text",
    [
        "1. Chợ\n2. Phố\n12, 13 và 14 tháng 5 họp chợ phiên.",
        "1. Chợ\n2. Phố\n§ Điều đáng chú ý là giá chè.",
        "1. Chợ\n2. Phố\n- 7. Hương chè",
        "1. Chợ\n2. Phố\nV Chè vàng là giống bản địa.",
    ],
)
def test_a_line_of_a_scan_that_no_neighbour_counts_to_is_no_heading(text: str) -> None:
    assert scanned_outline("I. NHIỆM VỤ\n" + text) == ["I", "I/1", "I/2"]


def test_a_line_of_signs_has_no_more_readings_than_are_told_apart() -> None:
    assert len(readings_of("§§.§§.§§.§§. Chợ", scanned=True)) < 64
    assert [m.printed for m in readings_of("§.Š. Chợ", scanned=True)] == ["5.5", "5.8", "8.5", "8.8"]


def test_a_sign_read_for_a_number_is_told() -> None:
    whole = document(
        "KẾ HOẠCH\nPhát triển cây chè năm 2024\n\nI. NHIỆM VỤ\n1. Chợ\n2. Phố\n3. Làng\n4. Bản\n§. Xóm\n6. Ấp"
    )
    scan = replace(whole, ocr=True)
    told = [d.message for d in extract(scan, build(scan)).diagnostics if d.code == "misread-number"]
    assert told == ["Số thứ tự “§.” (OCR đọc) được hiểu là “5” theo các mục bên cạnh."]


def test_only_scans_have_misread_numbers() -> None:
    assert list(outline("I. NHIỆM VỤ\n1. Chợ\na) Chè xanh\nb) Chè đen\ne) Chè vàng"))[-1] == "I/1/e"


def test_a_table_of_the_page_below_the_document_is_none_of_its_own() -> None:
    table = "|\nSố\n|\n13/2023/NĐ-CP\n|\n|\nCơ quan chủ trì\n|\nSở Y tế\n|\n"
    text = (
        "KẾ HOẠCH\nPhát triển cây chè năm 2024\n\nI. NHIỆM VỤ\n\n1. Sở Y tế rà soát trạm y tế.\n\n"
        "Nơi nhận:\n\n- Sở Y tế.\n\nCHỦ TỊCH\n\nNguyễn Văn A\n\nNỘI DUNG SỬA ĐỔI, HƯỚNG DẪN\n\n"
    )
    structure = build(document(text + table))
    assert [(placed.zone, placed.kind, placed.node) for placed in structure.tables] == [
        ("portal", "other", None)
    ]


def test_paths_hold_no_marks_of_the_numbers() -> None:
    text = "I. NHIỆM VỤ\n\n1/ Trồng mới\n\na./ Làm đất.\n\nb./ Trồng dặm.\n\n2/ Chăm sóc\n\n(1) Tưới nước.\n\n(2) Bón phân.\n\n"
    assert list(outline(text)) == ["I", "I/1", "I/1/a", "I/1/b", "I/2", "I/2/1", "I/2/2"]


def test_an_article_takes_its_text_from_the_next_line() -> None:
    structure = build(
        document(
            "QUYẾT ĐỊNH\nVề cây chè\n\nĐiều 1.\n\nBan hành Kế hoạch trồng chè.\n\nĐiều 2.\n\n1. Giao Sở Y tế.\n"
        )
    )
    assert [(node.path, node.title) for node in structure.nodes][:2] == [
        ("Điều 1", "Ban hành Kế hoạch trồng chè."),
        ("Điều 2", ""),
    ]


def table_plan(*parts: str | list[list[str]]) -> Document:
    """A plan of paragraphs and tables (rows of cells, one that stands alone over all columns)."""
    builder = DocumentBuilder("test.docx", "0" * 64, "application/docx")
    for text in ("KẾ HOẠCH", "Phát triển cây chè năm 2024"):
        builder.paragraph(text)
    for part in parts:
        if isinstance(part, str):
            builder.paragraph(part)
            continue
        width = max(map(len, part))
        builder.table(
            [
                CellInput([text], r, c, colspan=width - c if c == len(row) - 1 else 1)
                for r, row in enumerate(part)
                for c, text in enumerate(row)
            ]
        )
    return builder.build()


TASKS = [
    ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
    ["I", "TRỒNG MỚI"],
    ["1", "Ươm giống", "Phòng Kinh tế", "Quý I"],
    ["II", "CHĂM SÓC"],
    ["1", "Bón phân", "Phòng Kinh tế", "Quý II"],
]


def test_groups_of_two_tables_under_one_unit_have_paths_of_their_own() -> None:
    document = table_plan(
        "I. NHIỆM VỤ", "1. Vùng cao", TASKS, "Ở vùng thấp:", TASKS, "II. KINH PHÍ", "Tự cân đối."
    )
    structure = build(document)
    assert [node.path for node in structure.nodes] == [
        "I", "I/1", "I/1/I", "I/1/II", "I/1/I#2", "I/1/II#2", "II",
    ]  # fmt: skip
    assert [d.code for d in extract(document, structure).diagnostics] == ["missing-number"]


def test_a_group_numbered_twice_in_one_table_is_reported() -> None:
    document = table_plan("I. NHIỆM VỤ", "1. Vùng cao", [*TASKS, *TASKS[1:3]])
    facts = extract(document, build(document))
    assert [d.code for d in facts.diagnostics] == ["repeated-number", "missing-number"]


CAPTIONS: list[tuple[list[str], str | None]] = [
    (["Bảng 1. Diện tích chè theo xã"], "Bảng 1. Diện tích chè theo xã"),
    (["Bảng 1. Diện tích chè theo xã", "Đơn vị tính: ha"], "Bảng 1. Diện tích chè theo xã"),
    (["DANH MỤC NHIỆM VỤ", "TRỒNG CHÈ", "(Kèm theo Kế hoạch số 9/KH-UBND)"], "DANH MỤC NHIỆM VỤ TRỒNG CHÈ"),
    (["Các xã lập vườn ươm và trồng chè theo lịch."], None),
    ([], "Trồng chè ở các xã"),
]


@pytest.mark.parametrize(("lines", "caption"), CAPTIONS)
def test_a_table_has_its_own_caption_or_none(lines: list[str], caption: str | None) -> None:
    structure = build(
        table_plan("I. NHIỆM VỤ", "1. Trồng chè ở các xã", *lines, TASKS, "2. Hái chè.", "Làm cỏ.", TASKS)
    )
    assert [table.caption for table in structure.tables] == [caption, None]


def test_a_table_that_goes_on_keeps_its_caption() -> None:
    structure = build(table_plan("I. NHIỆM VỤ", "Bảng 1. Lịch trồng", TASKS, TASKS[2:3]))
    assert [table.caption for table in structure.tables] == ["Bảng 1. Lịch trồng"] * 2


def test_an_article_without_words_charges_where_its_units_do() -> None:
    roles = outline(
        "Điều 1. Ban hành Kế hoạch.\n\nĐiều 2.\n\n1. Giao Sở Tài chính bố trí kinh phí.\n\n"
        "2. Phòng Kinh tế tổng hợp.\n\nĐiều 3.\n\n1. Bãi bỏ Kế hoạch năm 2023.\n\n2. Giao Sở Tài chính quyết toán.\n"
    )
    assert (roles["Điều 2"], roles["Điều 2/1"], roles["Điều 3"]) == ("organization", "organization", "other")


def test_a_number_alone_on_its_line_takes_what_stands_below_it() -> None:
    structure = build(document("KẾ HOẠCH\n\nI.\nNHIỆM VỤ\n1.\nSở Y tế tiêm chủng.\na)\nMua vắc xin.\n"))
    assert [(node.path, node.title) for node in structure.nodes] == [
        ("I", "NHIỆM VỤ"),
        ("I/1", "Sở Y tế tiêm chủng."),
        ("I/1/a", "Mua vắc xin."),
    ]


def test_markers_that_nobody_types_are_read_in_any_text() -> None:
    """Texts that were scanned elsewhere come as plain text."""
    text = """I. MỤC TIÊU
Đến năm 2030 mọi xã có trạm đọc sách.
II. NHIỆM VỤ
a) Mua sách.
b) Mở cửa buổi tối.
©) Giao lưu với tác giả.
d) Tặng thẻ bạn đọc.
_đ) Trao giải cho bạn đọc.
IIL. KINH PHÍ
Từ nguồn xã hội hóa."""
    plan = document("KẾ HOẠCH\nPhát triển văn hóa đọc năm 2030\n\n" + text)
    assert [node.path for node in build(plan).nodes] == [
        "I", "II", "II/a", "II/b", "II/c", "II/d", "II/đ", "III",
    ]  # fmt: skip
