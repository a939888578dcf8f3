"""Heads of documents: damaged by a scan, crowded, blank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docparse.model import Metadata
from docparse.plan import parse, read_content
from docparse.readers import read_bytes

BODY = "\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n\nI. MỤC ĐÍCH\n\n1. Nâng cao chất lượng.\n"


def head_of(text: str) -> Metadata:
    return read_content(text.encode() + BODY.encode(), "head.txt").metadata


def test_letterhead_without_accents_names_the_ministry() -> None:
    head = head_of(
        "BO GIAO DUC VA DA0 TAO CONG HOA XA HOI CHU NGHIA VIET NAM\n"
        "Doc lap - Tu do - Hanh phuc\n"
        "So: 77/KH-BGDDT\n"
        "Ha Noi, ngay 05 thang 3 nam 2019\n"
        "KE HOACH\n"
        "Boi duong giao vien nam 2019"
    )
    assert (head.issuer, head.doc_type) == ("Bộ Giáo dục và Đào tạo", "Kế hoạch")
    assert (head.number, head.place, head.issued_on) == ("77/KH-BGDĐT", "Hà Nội", "2019-03-05")


def test_place_printed_letter_by_letter() -> None:
    head = head_of(
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 15/KH-UBND\nQu ả ng Nam, ngày 04 tháng 10 năm 2022\nKẾ HOẠCH\nPhát triển du lịch"
    )
    assert head.place == "Quảng Nam"


def test_unreadable_number_is_null_but_tells_the_kind() -> None:
    head = head_of(
        "ỦY BAN NHÂN DÂN\nTỈNH BẾN TRE\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số; ƒƒ /KH-UBND\nBến Tre, ngày 04 tháng 4 năm 2019\n"
        "V/v xây dựng trường học"
    )
    assert (head.number, head.doc_type) == (None, "Kế hoạch")


def test_number_of_the_decision_that_names_a_team_is_not_the_plans() -> None:
    head = head_of(
        "SỞ CÔNG THƯƠNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐOÀN KIỂM TRA\nTHEO QUYẾT ĐỊNH\n"
        "SỐ 50/QĐ-SCT\nSố: 72/KH-ĐKT\nYên Bái, ngày 10 tháng 3 năm 2024\nKẾ HOẠCH\nKiểm tra an toàn"
    )
    assert head.number == "72/KH-ĐKT"


@pytest.mark.parametrize(
    ("object_line", "kind"),
    [("V/v tăng cường an toàn giao thông", "Công văn"), ("về an toàn giao thông", None)],
)
def test_only_an_object_line_makes_an_official_letter(object_line: str, kind: str | None) -> None:
    head = head_of(
        f"BỘ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:       \n{object_line}\n"
        "Hà Nội, ngày 04 tháng 4 năm 2019\nKính gửi: Các Sở Y tế"
    )
    assert head.doc_type == kind


def test_portal_line_above_a_damaged_issuer_stays_out_of_it() -> None:
    head = head_of(
        "# Chương trình hành động của tỉnh\nTĨNH ỦY LÀO CAI\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Số 31-CTr/TU\nLào Cai, ngày 28 tháng 7 năm 2017\nCHƯƠNG TRÌNH\nỨng dụng công nghệ"
    )
    assert head.issuer == "Tỉnh ủy Lào Cai"


def test_a_plan_without_a_head_has_the_number_of_the_decision_it_is_annexed_to() -> None:
    plan = read_content(
        (
            "KẾ HOẠCH QUỐC GIA\nBảo vệ rừng ven biển\n(Kèm theo Quyết định số 12/QĐ-TTg\n"
            "ngày 09 tháng 11 năm 2026 của Thủ tướng Chính phủ)\n\nI. MỤC TIÊU\n\nGiữ rừng.\n\nII. NHIỆM VỤ\n\n"
            "1. Trồng rừng theo Quyết định số 40/QĐ-TTg ngày 01/02/2025.\n"
        ).encode(),
        "ke-hoach.txt",
    )
    metadata = plan.metadata
    assert (metadata.number, metadata.issued_on) == ("12/QĐ-TTg", "2026-11-09")
    assert (metadata.doc_type, metadata.subject) == ("Kế hoạch", "Bảo vệ rừng ven biển")


def test_a_blank_number_is_not_filled_from_the_act_a_plan_goes_with() -> None:
    plan = read_content(
        (
            "ỦY BAN NHÂN DÂN\nXÃ ĐÔNG THẠCH\nSố:     /KH-UBND\nKẾ HOẠCH\nTrồng cây\n"
            "(Kèm theo Quyết định số 12/QĐ-UBND ngày 09/11/2026)\n\nI. MỤC TIÊU\n\nTrồng cây.\n"
        ).encode(),
        "ke-hoach.txt",
    )
    assert plan.metadata.number != "12/QĐ-UBND"


def test_an_organ_is_told_by_its_body_and_dirt_and_lost_spaces_go() -> None:
    def issuer(*lines: str) -> str | None:
        motto = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
        head = "\n".join((*lines, *motto, "Số: 5/KH-BTT", "KẾ HOẠCH", "Trồng cây"))
        return read_content((head + "\n\nI. MỤC TIÊU\n\nTrồng.\n").encode(), "a.txt").metadata.issuer

    committee = "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM"
    assert issuer(committee, "XÃ ĐÔNG THẠCH", "BAN THƯỜNG TRỰC") == (
        "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã Đông Thạch"
    )
    assert issuer("HĐND TỈNH HƯNGYÊN", "VĂN PHÒNG") == "Văn phòng Hội đồng nhân dân tỉnh Hưng Yên"
    assert issuer("BỘ CÔNG THƯƠNG", "TRƯỜNG ĐẠI HỌC SÔNG VÂN —# “.") == "Trường Đại học Sông Vân"


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Bến Tre, ngày 20 tháng) 10 năm 2020", "Bến Tre", "2020-10-20"),
        ("Bến Tre, ngày ///;háng 4 năm 2019", "Bến Tre", None),
    ],
)
def test_a_date_line_with_specks(line: str, place: str, day: str | None) -> None:
    head = head_of(f"ỦY BAN NHÂN DÂN\nTỈNH BẾN TRE\nSố: 12/KH-UBND\n{line}\nKẾ HOẠCH\nTrồng dừa")
    assert (head.place, head.issued_on) == (place, day)


@pytest.mark.parametrize("kind", ["KÉẺ HOẠCH", "KỄ HOACH", "KẾHOẠCH", "KÉ HẠCH"])
def test_the_kind_of_document_may_have_a_letter_too_many_or_too_few(kind: str) -> None:
    head = head_of(
        "ỦY BAN NHÂN DÂN\nHUYỆN SÔNG VÂN\nSố: 12/KH-UBND\nSông Vân, ngày 04 tháng 4 năm 2019\n"
        f"{kind}\nTrồng dừa giai đoạn 2019-2022"
    )
    assert (head.doc_type, head.subject) == ("Kế hoạch", "Trồng dừa giai đoạn 2019-2022")
    assert head.issuer == "Ủy ban nhân dân huyện Sông Vân"


def scanned(issuer: str, date: str, body: str, portal: dict[str, str]) -> tuple[Metadata, list[str]]:
    """Metadata and repairs of a scanned plan of a district."""
    text = (
        f"ỦY BAN NHÂN DÂN\n{issuer}\nSố: 12/KH-UBND\n{date}\nKẾ HOẠCH\nTrồng dừa\n\nI. MỤC ĐÍCH\n\n{body}\n"
    )
    document = replace(read_bytes(text.encode(), "head.txt"), ocr=True, portal=portal)
    plan = parse(document)
    return plan.metadata, [d.message for d in plan.diagnostics if d.code == "ocr-repair"]


@pytest.mark.parametrize(("issuer", "place"), [("THANH LÂM", "Thành Lâm"), ("THÀNH LÂM", "Thanh Lâm")])
def test_a_place_is_spelt_as_most_of_the_scan_spells_it(issuer: str, place: str) -> None:
    body = "1. UBND huyện Thành Lâm trồng dừa."
    head, repairs = scanned(f"HUYỆN {issuer}", f"{place}, ngày 04 tháng 4 năm 2019", body, {})
    assert (head.issuer, head.place) == ("Ủy ban nhân dân huyện Thành Lâm", "Thành Lâm")
    assert len(repairs) == 1


def test_places_of_other_letters_or_told_by_nothing_else_stay() -> None:
    head, repairs = scanned("HUYỆN THANH LÂM", "Thành Lâm, ngày 04 tháng 4 năm 2019", "1. Trồng dừa.", {})
    assert (head.issuer, head.place) == ("Ủy ban nhân dân huyện Thanh Lâm", "Thành Lâm")
    assert repairs == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("ngày 2Ÿ tháng 10 năm 2019", "2019-10-27"),
        ("ngày 25 tháng 10 năm 2019", "2019-10-25"),
        ("ngày 2Ÿ tháng 9 năm 2019", None),
    ],
)
def test_a_day_that_cannot_be_read_is_that_of_the_signature_of_its_month(line: str, day: str | None) -> None:
    head, repairs = scanned(
        "HUYỆN SÔNG VÂN", f"Sông Vân, {line}", "1. Trồng dừa.", {"signed_on": "2019-10-27"}
    )
    assert head.issued_on == day
    assert len(repairs) == (day == "2019-10-27")


def signed(tail: str, *, ocr: bool = False) -> tuple[str | None, str | None]:
    """Name and title of who signs a plan that ends with ``tail``."""
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH BẾN TRE\nSố: 12/KH-UBND\nBến Tre, ngày 04 tháng 4 năm 2019\n\nKẾ HOẠCH\n"
        "Trồng dừa\n\nI. NHIỆM VỤ\n1. Trồng dừa.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )
    document = replace(read_bytes((text + tail).encode(), "tail.txt"), ocr=ocr)
    metadata = parse(document).metadata
    return metadata.signer_name, metadata.signer_title


def test_who_signs_for_the_head_is_a_deputy_though_his_title_is_lost() -> None:
    assert signed("KT. CHỦ TỊCH\n\nNguyễn Văn An") == ("Nguyễn Văn An", "Phó Chủ tịch")
    assert signed("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Văn An") == ("Nguyễn Văn An", "Phó Chủ tịch")
    assert signed("KT. CHỦ TỊCH\nCHỦ TỊCH\n\nNguyễn Văn An")[1] == "Phó Chủ tịch"
    assert signed("KT. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\nNguyễn Văn An")[1] == "Chánh văn phòng"
    assert signed("KT. BỘ TRƯỞNG\n\nNguyễn Văn An") == ("Nguyễn Văn An", "Thứ trưởng")
    assert signed("CHỦ TỊCH\n\nNguyễn Văn An") == ("Nguyễn Văn An", "Chủ tịch")


def test_a_seal_leaves_only_the_name_of_who_signs() -> None:
    assert signed("7a 2\n\n“Nguyễn Văn An==", ocr=True)[0] == "Nguyễn Văn An"
    assert signed("7a 2\n\nWn Văn An", ocr=True)[0] is None
    assert signed("7a 2\n\nNguyễn Văn An")[0] is None


def test_office_and_name_on_one_line_below_the_recipients_sign() -> None:
    plan = read_content(
        (
            "| THỦ TƯỚNG CHÍNH PHỦ ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |\n|---|---|\n"
            "| Số: 12/QĐ-TTg | Hà Nội, ngày 21 tháng 11 năm 2026 |\n\nQUYẾT ĐỊNH\n\nPhê duyệt Đề án trồng rừng\n\n"
            "Điều 1. Phê duyệt Đề án.\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\n"
            "| * * *Nơi nhận:* - Các Bộ; - Lưu: VT (3b). | THỦ TƯỚNG     Nguyễn Văn An |\n| --- | --- |\n"
        ).encode(),
        "quyet-dinh.md",
    )
    assert (plan.metadata.signer_name, plan.metadata.signer_title) == ("Nguyễn Văn An", "Thủ tướng")


def period_of(*body: str) -> tuple[int | None, int | None]:
    head = (
        "ỦY BAN NHÂN DÂN TỈNH AN BIÊN\nSố: 15/KH-UBND\nAn Biên, ngày 04 tháng 10 năm 2022\nKẾ HOẠCH\nDu lịch"
    )
    metadata = read_content("\n\n".join([head, *body]).encode(), "head.txt").metadata
    return metadata.period_start, metadata.period_end


def test_headings_tell_the_period_and_orders_do_not() -> None:
    orders = ("II. NHIỆM VỤ", "1. Sơ kết Đề án vào năm 2029", "a) Thời gian thực hiện: Năm 2024.")
    assert period_of("I. MỤC TIÊU ĐẾN NĂM 2025", "1. Đón 500 khách.", *orders) == (None, 2025)
    assert period_of("I. MỤC TIÊU", "1. Đón 500 khách.", *orders) == (None, None)
    annex = ("PHỤ LỤC\nDANH MỤC VIỆC TRỌNG TÂM GIAI ĐOẠN 2023 - 2025",)
    assert period_of("I. MỤC TIÊU ĐẾN NĂM 2025", "1. Đón 500 khách.", *annex) == (2023, 2025)


def test_words_in_small_letters_are_no_province() -> None:
    text = "Để xây dựng thành phố hòa bình, Sở Văn hóa ban hành Kế hoạch:\n\nI. NHIỆM VỤ\n\n1. Mở lớp.\n"
    assert read_content(text.encode(), "plan.txt").metadata.province is None


def test_a_sentence_that_leads_to_what_follows_is_no_list_of_agencies() -> None:
    body = (
        "I. NHIỆM VỤ\n\nCác sở, ban, ngành, Hội Nông dân tỉnh và mọi người dân triển khai Đợt thi đua với "
        "tinh thần quyết liệt, tập trung thực hiện các nội dung chủ yếu sau:\n\n"
        "1. Thi đua phát triển kinh tế.\n\n2. Thi đua thực hiện tốt công tác an sinh.\n"
    )
    plan = read_content(("KẾ HOẠCH\nThi đua năm 2026\n\n" + body).encode(), "plan.txt")
    assert len(plan.tasks) == 2
    assert not [agency.name for agency in plan.agencies if "thi đua" in agency.name or "sau" in agency.name]


def test_a_committee_of_a_committee_issues_and_its_head_signs() -> None:
    head = read_content(
        (
            "ỦY BAN BẦU CỬ XÃ ĐÔNG THẠCH\nTIỂU BAN TUYÊN TRUYỀN\nSố: 01/KH-TBTT\n"
            "Đông Thạch, ngày 10 tháng 12 năm 2025\nKẾ HOẠCH\nTuyên truyền bầu cử"
            f"{BODY}\nNơi nhận:\n- Thành viên Tiểu ban;\n- Lưu.\nTM. TIỂU BAN\nTRƯỞNG TIỂU BAN\nNguyễn Văn Hòa\n"
        ).encode(),
        "head.txt",
    ).metadata
    assert head.issuer == "Tiểu ban Tuyên truyền Ủy ban Bầu cử xã Đông Thạch"
    assert (head.signer_name, head.signer_title) == ("Nguyễn Văn Hòa", "Trưởng tiểu ban")


@pytest.mark.parametrize(
    ("title", "subject"),
    [("KẾ HOẠCH LIÊN TỊCH", "Phòng cháy rừng"), ("KẾ HOẠCH HÀNH ĐỘNG", "Phòng cháy rừng")],
)
def test_the_kind_of_a_plan_is_not_its_subject(title: str, subject: str) -> None:
    head = head_of(f"HUYỆN ỦY TÂN KHÊ\nSố 31-KH/HU\nTân Khê, ngày 26 tháng 3 năm 2021\n{title}\n{subject}")
    assert (head.issuer, head.subject) == ("Huyện ủy Tân Khê", subject)


def test_a_union_prints_its_name_where_others_have_the_motto() -> None:
    head = head_of(
        "ĐOÀN TNCS HỒ CHÍ MINH\nBCH TỈNH HÀ TĨNH\n***\nSố: 12-KH/TĐTN\nĐOÀN TNCS HỒ CHÍ MINH\n"
        "Hà Tĩnh, ngày 05 tháng 3 năm 2019\nKẾ HOẠCH\nTổ chức Tháng Thanh niên"
    )
    assert head.issuer == "Ban Chấp hành Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Hà Tĩnh"
    assert head.province == "Hà Tĩnh"


def test_the_name_of_the_president_is_no_city() -> None:
    head = head_of(
        "HUYỆN ĐOÀN TÂN KHÊ\n***\nSố: 3-KH/HĐ\nĐOÀN TNCS HỒ CHÍ MINH\nTân Khê, ngày 05 tháng 3 năm 2019\n"
        "KẾ HOẠCH\nHọc tập tư tưởng Hồ Chí Minh"
    )
    assert head.province != "Hồ Chí Minh"


def test_a_standing_deputy_signs_with_the_whole_title() -> None:
    assert signed("TM. BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\n\nHồ Thị Lan")[1] == "Phó Bí thư Thường trực"


def test_a_year_that_has_a_name_is_the_plans() -> None:
    head = head_of(
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 14/KH-UBND\nHà Tĩnh, ngày 09 tháng 02 năm 2017\nKẾ HOẠCH\n"
        "Năm An toàn giao thông 2017 trên địa bàn tỉnh"
    )
    assert (head.period_start, head.period_end) == (2017, 2017)


ORDERS = "\nI. NHIỆM VỤ\n1. Sở Y tế xây dựng phương án.\n2. Công an tỉnh tổ chức diễn tập."


@pytest.mark.parametrize(
    ("headline", "issued_on", "issuer", "subject"),
    [
        (
            "Kế hoạch số 12/KH-UBND ngày 05/3/2024 của Ủy ban nhân dân tỉnh Sông Vân về phòng, chống thiên tai",
            "2024-03-05",
            "Ủy ban nhân dân tỉnh Sông Vân",
            "phòng, chống thiên tai",
        ),
        (
            "KẾ HOẠCH SỐ 12/KH-UBND NGÀY 05/3/2024 CỦA ỦY BAN NHÂN DÂN TỈNH SÔNG VÂN\nPhòng, chống thiên tai",
            "2024-03-05",
            "Ủy ban nhân dân tỉnh Sông Vân",
            "Phòng, chống thiên tai",
        ),
        (
            "Kế hoạch 12/KH-UBND năm 2024 phòng, chống thiên tai do tỉnh Sông Vân ban hành",
            None,
            "Ủy ban nhân dân tỉnh Sông Vân",
            "phòng, chống thiên tai",
        ),
        ("Kế hoạch số 12/KH-UBND\nPhòng, chống thiên tai", None, None, "Phòng, chống thiên tai"),
    ],
)
def test_a_headline_tells_what_a_letterhead_would(
    headline: str, issued_on: str | None, issuer: str | None, subject: str
) -> None:
    told = read_content((headline + ORDERS).encode(), "trang.txt").metadata
    assert (told.number, told.doc_type, told.issued_on) == ("12/KH-UBND", "Kế hoạch", issued_on)
    assert (told.issuer, told.subject) == (issuer, subject)


def test_properties_below_the_title() -> None:
    head = (
        "# KẾ HOẠCH\n\n## Phòng, chống thiên tai năm 2024\n\n**Số:** 12/KH-UBND\n\n"
        "**Ngày ban hành:** 05/3/2024\n\n**Cơ quan ban hành:** UBND tỉnh Sông Vân\n"
    )
    told = read_content((head + ORDERS).encode(), "ke-hoach.md").metadata
    assert (told.number, told.issued_on) == ("12/KH-UBND", "2024-03-05")
    assert told.issuer == "Ủy ban nhân dân tỉnh Sông Vân"
    assert told.subject == "Phòng, chống thiên tai năm 2024"


@pytest.mark.parametrize(
    ("lines", "issuer", "province"),
    [
        (("BỘ Y TẾ", "CỤC Y TẾ DỰ PHÒNG"), "Cục Y tế dự phòng", None),
        (("SỞ Y TẾ HÀ NỘI", "BỆNH VIỆN ĐA KHOA THÀNH PHỐ"), "Bệnh viện Đa khoa thành phố Hà Nội", "Hà Nội"),
    ],
)
def test_whose_office_it_is(lines: tuple[str, str], issuer: str, province: str | None) -> None:
    head = "\n".join((*lines, "Số: 12/KH-VP", "Hà Nội, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH", "Phòng dịch"))
    told = read_content((head + ORDERS).encode(), "ke-hoach.txt").metadata
    assert (told.issuer, told.province) == (issuer, province)


def test_the_place_of_issue_spells_the_name_of_a_school() -> None:
    head = "TRƯỜNG TIỂU HỌC CHIỀNG BAN\nSố: 12/KH-TH\nChiềng Ban, ngày 05 tháng 9 năm 2024\nKẾ HOẠCH\nNăm học mới"
    told = read_content((head + ORDERS).encode(), "ke-hoach.txt").metadata
    assert told.issuer == "Trường Tiểu học Chiềng Ban"


def test_running_text_right_below_a_headline_is_no_subject() -> None:
    text = (
        "Thông báo số 42-TB/ĐU\nKết luận của Thường trực Đảng ủy về quản lý trật tự đô thị\n"
        "Công tác lập lại trật tự đô thị thời gian qua đã có chuyển biến nhưng chưa căn cơ, còn tình trạng buôn bán "
        "lấn chiếm lòng đường tại một số tuyến phố vào giờ cao điểm.\n"
        "Giao Ủy ban nhân dân phường kiểm tra, xử lý dứt điểm trước ngày 30/6/2026."
    )
    plan = read_content(text.encode(), "thong-bao.txt")
    assert (plan.metadata.number, plan.metadata.doc_type) == ("42-TB/ĐU", "Thông báo")
    assert plan.metadata.subject == "Kết luận của Thường trực Đảng ủy về quản lý trật tự đô thị"
    assert plan.tasks[-1].agencies("lead") == ("Ủy ban nhân dân phường",)
