"""Automatic numbers as Word prints them.

The cases marked "measured" repeat documents whose labels others read off real Word
(docx4j, change requests CR-014 and CR-015).
"""

from __future__ import annotations

import pytest
from docx_fixtures import (
    abstract,
    docx,
    field,
    lvl,
    note,
    num,
    p,
    r,
    start_override,
    style,
    tbl,
    tc,
    text_box,
    tr,
)

from docparse.readers import read_bytes
from docparse.readers.docx.numerals import numeral

MULTILEVEL = (lvl(0, "%1."), lvl(1, "%1.%2."), lvl(2, "%1.%2.%3."))


def texts(*body: str, **parts: str) -> list[str]:
    return [paragraph.text for paragraph in read_bytes(docx(*body, **parts), "a.docx").paragraphs]


def walk(depths: list[int], numbering: str) -> list[str]:
    """The labels of paragraphs on these levels of the list 1."""
    body = [p("x", num=(1, depth)) for depth in depths]
    return [text.removesuffix(" x") for text in texts(*body, numbering=numbering)]


def labels_of(level: str, count: int) -> list[str]:
    return walk([0] * count, abstract(0, level) + num(1, 0))


@pytest.mark.parametrize(
    ("number_format", "value", "printed"),
    [
        ("decimal", 10, "10"),
        ("decimalZero", 9, "09"),
        ("decimalZero", 10, "10"),
        ("upperRoman", 4, "IV"),
        ("upperRoman", 1989, "MCMLXXXIX"),
        ("lowerRoman", 14, "xiv"),
        ("upperLetter", 26, "Z"),
        ("lowerLetter", 5, "e"),  # Word knows no đ
        ("lowerLetter", 27, "aa"),
        ("lowerLetter", 28, "bb"),
        ("lowerLetter", 53, "aaa"),
        ("ordinal", 2, "2nd"),
        ("ordinal", 12, "12th"),
        ("vietnameseCounting", 3, "ba"),
        ("vietnameseCounting", 15, "mười lăm"),
        ("vietnameseCounting", 21, "hai mươi mốt"),
        ("numberInDash", 7, "- 7 -"),
        ("decimalEnclosedCircle", 3, "③"),
        ("hex", 11, "B"),
        ("none", 4, ""),
        ("aFormatOfTomorrow", 4, "4"),
    ],
)
def test_formats(number_format: str, value: int, printed: str) -> None:
    assert numeral(value, number_format) == printed


@pytest.mark.parametrize("number_format", ["upperRoman", "lowerLetter", "chicago", "decimalEnclosedCircle"])
@pytest.mark.parametrize("value", [0, -3, 2_000_000_000])
def test_a_value_the_format_cannot_say_is_decimal(number_format: str, value: int) -> None:
    assert numeral(value, number_format) == str(value)


def test_padded_custom_format() -> None:
    newer = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    branches = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{newer}</mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    level = f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{branches}<w:lvlText w:val="%1)"/></w:lvl>'
    assert labels_of(level, 2) == ["009)", "010)"]


def test_number_stands_before_the_text_and_is_given_apart() -> None:
    numbering = abstract(0, lvl(0, "Điều %1.")) + num(1, 0)
    document = read_bytes(docx(p("Phạm vi", num=(1, 0)), numbering=numbering), "a.docx")
    (paragraph,) = document.paragraphs
    assert (paragraph.text, paragraph.label) == ("Điều 1. Phạm vi", "Điều 1.")


def test_levels_count_and_restart() -> None:
    numbering = abstract(0, *MULTILEVEL) + num(1, 0)
    assert walk([0, 1, 1, 2, 0, 1], numbering) == ["1.", "1.1.", "1.2.", "1.2.1.", "2.", "2.1."]


def test_each_level_keeps_its_format_inside_deeper_numbers() -> None:
    levels = lvl(0, "%1.", "upperRoman") + lvl(1, "%1.%2)", "lowerLetter")
    assert walk([0, 0, 1, 1], abstract(0, levels) + num(1, 0)) == ["I.", "II.", "II.a)", "II.b)"]


def test_legal_numbering_is_decimal_throughout() -> None:
    levels = lvl(0, "%1.", "upperRoman") + lvl(1, "%1.%2", "decimalZero", extra="<w:isLgl/>")
    assert walk([0, 0, 1], abstract(0, levels) + num(1, 0)) == ["I.", "II.", "2.01"]


def test_a_level_without_number_leaves_no_gap_in_deeper_ones() -> None:
    levels = lvl(0, "%1.") + lvl(1, "-", "bullet") + lvl(2, "%1.%2%3.")
    assert walk([0, 2, 2], abstract(0, levels) + num(1, 0)) == ["1.", "1.1.", "1.2."]


@pytest.mark.parametrize(
    ("restart", "labels"),
    [
        (0, ["1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "1.2.3.", "2.", "2.1.4."]),
        (1, ["1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "1.2.3.", "2.", "2.1.1."]),
    ],
)
def test_restart_rules_as_measured(restart: int, labels: list[str]) -> None:
    deepest = lvl(2, "%1.%2.%3.", extra=f'<w:lvlRestart w:val="{restart}"/>')
    numbering = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2."), deepest) + num(1, 0)
    assert walk([0, 1, 2, 2, 1, 2, 0, 2], numbering) == labels


def test_a_list_that_begins_on_a_deeper_level() -> None:
    numbering = abstract(0, *MULTILEVEL) + num(1, 0)
    assert walk([1, 1, 0, 1], numbering) == ["1.1.", "1.2.", "2.", "2.1."]


def test_a_level_that_was_skipped_counts_as_used() -> None:
    numbering = abstract(0, *MULTILEVEL) + num(1, 0)
    assert walk([0, 1, 2, 0, 2, 1], numbering) == ["1.", "1.1.", "1.1.1.", "2.", "2.1.1.", "2.2."]


def test_instances_of_one_list_share_the_count_as_measured() -> None:
    numbering = abstract(0, *MULTILEVEL) + num(1, 0) + num(2, 0)
    body = [p("x", num=(number, 0)) for number in (1, 1, 2, 2, 1, 2)]
    assert texts(*body, numbering=numbering) == [f"{n}. x" for n in range(1, 7)]


def test_start_override_counts_once_and_the_list_goes_on_from_it() -> None:
    numbering = abstract(0, *MULTILEVEL) + num(1, 0) + num(2, 0, start_override(0, 8))
    body = [p("x", num=(number, 0)) for number in (1, 1, 2, 2, 1)]
    assert texts(*body, numbering=numbering) == ["1. x", "2. x", "8. x", "9. x", "10. x"]


def test_overridden_level_prints_its_own_pattern() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "Mục %1:", "upperRoman", start=3)}</w:lvlOverride>'
    numbering = abstract(0, *MULTILEVEL) + num(1, 0, override)
    assert walk([0, 0], numbering) == ["Mục III:", "Mục IV:"]


def test_list_behind_a_numbering_style_counts_apart_as_measured() -> None:
    numbering = (
        abstract(0, lvl(0, "%1."), link='<w:styleLink w:val="DanhSach"/>')
        + abstract(1, link='<w:numStyleLink w:val="DanhSach"/>')
        + num(20, 0)
        + num(21, 1)
    )
    styles = style("DanhSach", '<w:pPr><w:numPr><w:numId w:val="20"/></w:numPr></w:pPr>', kind="numbering")
    body = [p("x", num=(number, 0)) for number in (20, 20, 21, 21, 20)]
    assert texts(*body, numbering=numbering, styles=styles) == ["1. x", "2. x", "1. x", "2. x", "3. x"]


HEADINGS = abstract(
    0,
    lvl(0, "%1.", "upperRoman", extra='<w:pStyle w:val="Muc1"/>'),
    lvl(1, "%2.", extra='<w:pStyle w:val="Muc2"/>'),
) + num(1, 0)
NUMBERED = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'


def test_style_brings_the_number_of_the_level_linked_to_it() -> None:
    styles = style("Muc1", NUMBERED) + style("Muc2", NUMBERED)
    body = [p("a", style="Muc1"), p("b", style="Muc2"), p("c", style="Muc2"), p("d", style="Muc1")]
    assert texts(*body, numbering=HEADINGS, styles=styles) == ["I. a", "1. b", "2. c", "II. d"]


def test_style_inherits_the_list_and_states_the_level_as_measured() -> None:
    styles = style("Muc", NUMBERED) + style(
        "MucCon", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based_on="Muc"
    )
    numbering = abstract(0, *MULTILEVEL) + num(1, 0)
    body = [p("x", style=name) for name in ("Muc", "MucCon", "Muc", "MucCon", "MucCon")]
    labels = [text.removesuffix(" x") for text in texts(*body, numbering=numbering, styles=styles)]
    assert labels == ["1.", "1.1.", "2.", "2.1.", "2.2."]


def test_style_based_on_a_numbered_one_goes_on_counting() -> None:
    styles = style("Muc1", NUMBERED) + style("Muc1Dam", "<w:rPr><w:b/></w:rPr>", based_on="Muc1")
    body = [p("a", style="Muc1"), p("b", style="Muc1Dam")]
    assert texts(*body, numbering=HEADINGS, styles=styles) == ["I. a", "II. b"]


def test_level_linked_to_another_style_is_not_printed_as_measured() -> None:
    styles = style("Muc1", NUMBERED) + style("Khac", NUMBERED)
    body = [p("a", style="Muc1"), p("b", style="Khac"), p("c", style="Muc1")]
    assert texts(*body, numbering=HEADINGS, styles=styles) == ["I. a", "b", "II. c"]


def test_default_style_may_be_numbered_as_measured() -> None:
    styles = style("Thuong", NUMBERED).replace("<w:style ", '<w:style w:default="1" ')
    assert texts(p("x"), p("x"), numbering=abstract(0, *MULTILEVEL) + num(1, 0), styles=styles) == [
        "1. x",
        "2. x",
    ]


def test_list_zero_takes_the_number_of_the_style_away() -> None:
    styles = style("Muc1", NUMBERED)
    body = [p("a", style="Muc1"), p("b", style="Muc1", num=(0, 0)), p("c", style="Muc1")]
    assert texts(*body, numbering=HEADINGS, styles=styles) == ["I. a", "b", "II. c"]


def test_unknown_lists_and_levels_print_nothing() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0) + num(3, 77)
    body = [p("a", num=(9, 0)), p("b", num=(3, 0)), p("c", num=(1, 5)), p("d", num=(1, 0))]
    assert texts(*body, numbering=numbering) == ["a", "b", "c", "1. d"]


@pytest.mark.parametrize(
    ("glyph", "font", "printed"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("\uf0a7", "Wingdings", "•"),
        ("\uf0d8", "Wingdings", "•"),
        ("\uf0fc", "Wingdings", "•"),
        ("\uf02d", "Symbol", "-"),
        ("-", "Times New Roman", "-"),
        ("–", "Times New Roman", "-"),
        ("−", "Times New Roman", "-"),
        ("+", "Times New Roman", "+"),
        ("*", "Times New Roman", "*"),
        ("o", "Courier New", "o"),
        ("◦", "Times New Roman", "•"),
        ("(*)", "Times New Roman", "(*)"),
    ],
)
def test_bullets_are_printed(glyph: str, font: str, printed: str) -> None:
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    level = lvl(0, glyph, "bullet").replace("</w:lvl>", f"{look}</w:lvl>")
    assert labels_of(level, 1) == [printed]


def test_nothing_between_number_and_text_where_the_list_says_so() -> None:
    level = lvl(0, "Điều %1", extra='<w:suff w:val="nothing"/>')
    body = [p(". Hiệu lực", num=(1, 0)), p("Trách nhiệm", num=(1, 0))]
    assert texts(*body, numbering=abstract(0, level) + num(1, 0)) == [
        "Điều 1. Hiệu lực",
        "Điều 2 Trách nhiệm",
    ]


def test_capitals_of_the_level_and_of_the_paragraph() -> None:
    capital = lvl(0, "Phần %1").replace("</w:lvl>", "<w:rPr><w:caps/></w:rPr></w:lvl>")
    assert labels_of(capital, 1) == ["PHẦN 1"]
    styles = style("Hoa", "<w:rPr><w:caps/></w:rPr>")
    body = p("mục tiêu", style="Hoa", num=(1, 0))
    assert texts(body, numbering=abstract(0, lvl(0, "Phần %1.")) + num(1, 0), styles=styles) == [
        "PHẦN 1. MỤC TIÊU"
    ]


def test_hidden_number_is_counted_and_not_printed() -> None:
    hidden = lvl(0, "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    numbering = abstract(0, hidden, lvl(1, "%1.%2.")) + num(1, 0)
    body = [p("a", num=(1, 0)), p("b", num=(1, 1)), p("c", num=(1, 0)), p("d", num=(1, 1))]
    assert texts(*body, numbering=numbering) == ["a", "1.1. b", "c", "2.1. d"]


def test_hidden_paragraph_mark_hides_no_number_but_an_empty_hidden_paragraph_is_none() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0)
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = [p("a", num=(1, 0), properties=hidden), p(num=(1, 0), properties=hidden), p("b", num=(1, 0))]
    assert texts(*body, numbering=numbering) == ["1. a", "2. b"]


def test_empty_numbered_paragraph_is_printed_an_empty_bullet_is_not() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + abstract(1, lvl(0, "-", "bullet")) + num(1, 0) + num(2, 1)
    body = [p(num=(1, 0)), p("a", num=(1, 0)), p(num=(2, 0))]
    assert texts(*body, numbering=numbering) == ["1.", "2. a"]


def test_stories_count_apart_as_measured() -> None:
    def item(text: str) -> str:
        return p(text, num=(1, 0))

    def mark(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    document = [item("a"), p("chú thích", mark(5), mark(6)), p(text_box(item("khung"))), item("b")]
    notes = note("footnote", 5, item("n1")) + note("footnote", 6, item("n2"))
    assert texts(*document, numbering=abstract(0, lvl(0, "%1.")) + num(1, 0), footnotes=notes) == [
        "1. a",
        "chú thích",
        "1. khung",
        "2. b",
        "[1] 1. n1",
        "[2] 2. n2",
    ]


def test_table_cells_count_on() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0)
    rows = [tr(tc(p(num=(1, 0))), text) for text in ("Việc thứ nhất", "Việc thứ hai")]
    (table,) = read_bytes(docx(tbl(*rows), numbering=numbering), "a.docx").tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1.", "Việc thứ nhất"],
        ["2.", "Việc thứ hai"],
    ]


def test_cell_merged_away_is_not_numbered() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0)
    rows = [
        tr(tc(p(num=(1, 0)), merge="restart"), "a"),
        tr(tc(p(num=(1, 0)), merge="continue"), "b"),
        tr(tc(p(num=(1, 0))), "c"),
    ]
    (table,) = read_bytes(docx(tbl(*rows), numbering=numbering), "a.docx").tables
    assert [row[0].text for row in table.rows] == ["1.", "1.", "2."]


def test_deleted_items_take_no_number() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0)
    gone = p(f"<w:del>{r('bỏ')}</w:del>", num=(1, 0), properties="<w:rPr><w:del/></w:rPr>")
    body = [p("a", num=(1, 0)), gone, p("b", num=(1, 0))]
    assert texts(*body, numbering=numbering) == ["1. a", "2. b"]


def test_item_that_was_moved_is_counted_where_it_went() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0)
    left = p(f"<w:moveFrom>{r('b')}</w:moveFrom>", num=(1, 0), properties="<w:rPr><w:moveFrom/></w:rPr>")
    arrived = p(f"<w:moveTo>{r('b')}</w:moveTo>", num=(1, 0), properties="<w:rPr><w:moveTo/></w:rPr>")
    body = [p("a", num=(1, 0)), left, p("c", num=(1, 0)), arrived]
    assert texts(*body, numbering=numbering) == ["1. a", "2. c", "3. b"]


def test_number_of_a_field_is_its_result() -> None:
    assert texts(p("Mục ", field(" SEQ muc ", r("4")), ". Kinh phí")) == ["Mục 4. Kinh phí"]
