"""Agency names: heads, fields, tails, groups, lists; the wording is that of plans, the bodies invented."""

from __future__ import annotations

import pytest
from plan_texts import plan_of

from extractors.abbreviations import expand, introduced, spelt_out
from extractors.names import AgencyNames


def listed(text: str, whole: bool = False) -> list[str]:
    """The agencies of the list that ``text`` begins with, by their canonical names."""
    names, _ = AgencyNames(text).list_at(0, len(text), whole=whole)
    return [name.name for name in names]


LISTS = [
    # distribution and canonical spelling
    (
        "Các Sở: Thông tin và Truyền thông; Kế hoạch và Đầu tư; Tài chính; các Sở, ngành liên quan",
        ["Sở Thông tin và Truyền thông", "Sở Kế hoạch và Đầu tư", "Sở Tài chính", "các sở, ngành"],
    ),
    ("các Sở Y tế, Tài chính và Nội vụ", ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ"]),
    (
        "Sở GD&ĐT, Sở KH-ĐT, Sở VH, TT & DL",
        [
            "Sở Giáo dục và Đào tạo",
            "Sở Kế hoạch và Đầu tư",
            "Sở Văn hóa, Thể thao và Du lịch",
        ],
    ),
    # tails: of place and `liên quan` go, restricting ones stay
    ("Sở Y tế tỉnh Sông Vân và Công an tỉnh Sông Vân", ["Sở Y tế", "Công an tỉnh"]),
    # a body of its own ends the list of fields
    (
        "các Sở Y tế, Tài chính, Công an tỉnh, UBND các xã",
        ["Sở Y tế", "Sở Tài chính", "Công an tỉnh", "Ủy ban nhân dân các xã"],
    ),
    ("các sở, ban, ngành có liên quan", ["các sở, ban, ngành"]),
    ("Thủ trưởng sở, ban, ngành và Chủ tịch UBND xã", ["sở, ban, ngành", "Ủy ban nhân dân xã"]),
    ("các đơn vị trực thuộc Sở, các phòng thuộc Sở", ["các đơn vị trực thuộc Sở", "các phòng thuộc Sở"]),
    ("các doanh nghiệp viễn thông trên địa bàn tỉnh", ["các doanh nghiệp viễn thông"]),
    ("các đơn vị chức năng của Bộ Công an", ["các đơn vị chức năng của Bộ Công an"]),
    ("Các trường THPT có điểm cầu.", ["các trường trung học phổ thông có điểm cầu"]),
    # a group loses its place, not its level, and keeps what it is charged with
    ("các sở, ban, ngành tỉnh, UBND các xã", ["các sở, ban, ngành", "Ủy ban nhân dân các xã"]),
    ("các cơ quan, các tỉnh, thành phố", ["các cơ quan", "các tỉnh, thành phố"]),
    ("các tổ chức chính trị - xã hội tỉnh Sông Vân", ["các tổ chức chính trị - xã hội"]),
    ("các cấp ủy, chính quyền các cấp", ["các cấp ủy, chính quyền các cấp"]),
    ("các đơn vị được giao nhiệm vụ chủ động rà soát", ["các đơn vị được giao nhiệm vụ"]),
    ("các tổ chức thành viên của Mặt trận", ["các tổ chức thành viên của Mặt trận"]),
    (
        "Văn phòng Tỉnh ủy và các Ban Xây dựng Đảng, Kho bạc Nhà nước khu vực XI",
        ["Văn phòng Tỉnh ủy", "các ban Xây dựng Đảng", "Kho bạc Nhà nước khu vực XI"],
    ),
    (
        "các đơn vị, địa phương thuộc tỉnh, các phòng thuộc Sở",
        ["các đơn vị, địa phương", "các phòng thuộc Sở"],
    ),
    ("Công đoàn Giáo dục các tỉnh/ thành phố", ["Công đoàn Giáo dục các tỉnh/ thành phố"]),
    # fields are distributed under a kind that has fields only
    (
        "các tập đoàn kinh tế, tổng công ty của Nhà nước",
        ["các tập đoàn kinh tế, tổng công ty của Nhà nước"],
    ),
    # a bracket that lists bodies spells the group out; one that does not leaves it
    ("các nhà mạng (Viettel Sông Vân, VNPT Sông Vân)", ["Viettel Sông Vân", "VNPT Sông Vân"]),
    ("các nhà mạng (nếu có)", ["các nhà mạng"]),
    # heads of ministries and commands
    (
        "Các Bộ trưởng, Thủ trưởng cơ quan ngang Bộ, Thủ trưởng cơ quan thuộc Chính phủ",
        ["các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"],
    ),
    ("Tư lệnh các Quân khu, Chủ tịch UBND các tỉnh", ["các Quân khu", "Ủy ban nhân dân các tỉnh"]),
    # the National Assembly
    (
        "các cơ quan thuộc Ủy ban Thường vụ Quốc hội, Đoàn đại biểu Quốc hội tỉnh Sông Vân",
        ["các cơ quan thuộc Ủy ban Thường vụ Quốc hội", "Đoàn đại biểu Quốc hội tỉnh"],
    ),
    # two bodies with a slash between
    ("Ban Quản lý dự án/Sở Xây dựng", ["Ban Quản lý dự án", "Sở Xây dựng"]),
    # committees
    ("UBND các huyện, thành phố, thị xã", ["Ủy ban nhân dân các huyện, thị xã, thành phố"]),
    ("UBND các xã, phường, đặc khu", ["Ủy ban nhân dân các xã, phường, đặc khu"]),
    ("UBND cấp xã, UBND xã Đông Thạch", ["Ủy ban nhân dân cấp xã", "Ủy ban nhân dân xã Đông Thạch"]),
    # heads of bodies stand for them
    ("Giám đốc Sở Tài chính; Chủ tịch UBND các xã", ["Sở Tài chính", "Ủy ban nhân dân các xã"]),
    # a kind with a field under `các` is that kind
    ("các Phòng Giáo dục và Đào tạo", ["Phòng Giáo dục và Đào tạo"]),
    ("Phòng GDĐT huyện Tân Khê", ["Phòng Giáo dục và Đào tạo"]),
    # names that no list knows
    (
        "Trường THPT Đông Thạch, Chi nhánh Viettel Sông Vân, Báo Sông Vân",
        [
            "Trường trung học phổ thông Đông Thạch",
            "Chi nhánh Viettel Sông Vân",
            "Báo Sông Vân",
        ],
    ),
    ("Kho bạc Nhà nước khu vực XV", ["Kho bạc Nhà nước khu vực XV"]),
    # research bodies and offices of sectors: commas, `và`, known fields in small letters
    (
        "Viện Chiến lược, Chính sách nông thôn; Cục Hóa chất",
        ["Viện Chiến lược, Chính sách nông thôn", "Cục Hóa chất"],
    ),
    (
        "Trung tâm Truyền thông tài nguyên và môi trường, Tạp chí Sông Vân",
        ["Trung tâm Truyền thông tài nguyên và môi trường", "Tạp chí Sông Vân"],
    ),
    (
        "Ban Quản lý các Khu công nghiệp tỉnh Sông Vân, Sở Tài chính",
        ["Ban Quản lý các Khu công nghiệp tỉnh", "Sở Tài chính"],
    ),
    (
        "Ban Quản lý các khu công nghệ cao và khu công nghiệp, Sở Tài chính",
        ["Ban Quản lý các Khu công nghệ cao và khu công nghiệp", "Sở Tài chính"],
    ),
    # a place or a level that stands behind the last of two
    ("HĐND và UBND tỉnh", ["Hội đồng nhân dân tỉnh", "Ủy ban nhân dân tỉnh"]),
    (
        "Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã; Sở Y tế",
        ["Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã", "Sở Y tế"],
    ),
    # a kind between the nouns of a group
    (
        "các doanh nghiệp viễn thông, tổ chức, cá nhân; Sở Tài chính",
        ["các doanh nghiệp viễn thông, tổ chức, cá nhân", "Sở Tài chính"],
    ),
    # party bodies
    (
        "các cấp ủy, tổ chức đảng; Đảng ủy Ủy ban nhân dân tỉnh",
        ["các cấp ủy, tổ chức đảng", "Đảng ủy Ủy ban nhân dân tỉnh"],
    ),
    # kinds of schools and owners
    (
        "các trường TH, THCS, TH&THCS trên địa bàn",
        ["các trường tiểu học, trung học cơ sở, tiểu học và trung học cơ sở"],
    ),
    ("các đơn vị thuộc các Bộ; UBND cấp tỉnh", ["các đơn vị thuộc các Bộ", "Ủy ban nhân dân cấp tỉnh"]),
    ("các địa phương có rừng xây dựng phương án", ["các địa phương có rừng"]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=[text[:40] for text, _ in LISTS])
def test_lists_of_agencies(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


CELLS = [
    # a group that tells what it does, closed by the cell or the mark
    (
        "Các tổ chức, cá nhân hoạt động khoáng sản; Sở Tài chính",
        ["các tổ chức, cá nhân hoạt động khoáng sản", "Sở Tài chính"],
    ),
    # without `các` a firm or an institute is a body of its own
    ("Doanh nghiệp, sở, ban, ngành", ["doanh nghiệp", "sở, ban, ngành"]),
]


@pytest.mark.parametrize(("text", "expected"), CELLS, ids=[text[:40] for text, _ in CELLS])
def test_cells_that_are_nothing_but_agencies(text: str, expected: list[str]) -> None:
    assert listed(text, whole=True) == expected


ENDS = [
    ("các sở, ngành, địa phương tổng hợp, lồng ghép nhiệm vụ", " tổng hợp"),
    ("Sở Tài chính tham mưu bố trí kinh phí", " tham mưu"),
    ("các đơn vị kịp thời phản ánh về Sở", " kịp thời"),
    ("các tổ chức có chính sách máy tính cho học sinh", " có chính sách"),
]


@pytest.mark.parametrize(("text", "rest"), ENDS, ids=[text[:30] for text, _ in ENDS])
def test_a_list_ends_where_the_verb_begins(text: str, rest: str) -> None:
    _, end = AgencyNames(text).list_at(0, len(text))
    assert text[end:].startswith(rest)


@pytest.mark.parametrize(
    "text",
    [
        "Ban hành quy chế quản lý",
        "Hội nghị sơ kết sáu tháng",
        "Trường hợp phát sinh",
        "Bộ chỉ số đánh giá",
        "Đoàn viên, hội viên",
    ],
)
def test_words_that_only_look_like_heads(text: str) -> None:
    assert AgencyNames(text).list_at(0, len(text))[0] == []


def test_mentions_keep_their_offsets_across_line_breaks() -> None:
    text = "Giao Sở Y tế\nvà Công an tỉnh thực hiện."
    found = AgencyNames(text).scan(0, len(text))
    assert [text[m.start : m.end] for m in found] == ["Sở Y tế", "Công an tỉnh"]


def test_abbreviations_that_the_text_introduces() -> None:
    text = "Hội đồng đánh giá độc lập (HĐĐGĐL) và năng lực số (viết tắt là NLS)"
    assert introduced(text) == {"HĐĐGĐL": "Hội đồng đánh giá độc lập", "NLS": "năng lực số"}
    assert expand("NLS của CNTT", introduced(text)) == "năng lực số của công nghệ thông tin"


def test_initials_that_the_text_never_introduces_mean_the_one_name_they_fit() -> None:
    text = "Cục Đường thủy nội địa và Cục Đường sắt họp. Cục ĐTNĐ chủ trì; Cục ĐSVN dự; Trung tâm QLDA mời."
    assert spelt_out(text) == {"ĐTNĐ": "Đường thủy nội địa"}


def test_initials_that_fit_two_names_stay() -> None:
    assert spelt_out("Cục Dân số miền núi, Cục Dữ liệu sông Mã; Cục DLSM; Ban DSMN") == {
        "DLSM": "Dữ liệu sông Mã"
    }
    assert spelt_out("Ban Kinh tế nông thôn, Ban Khuyến thiện nông thôn và Ban KTNT") == {}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Phòng Giáo dục và ĐT", "Phòng Giáo dục và Đào tạo"),
        ("Phòng GD và Đào tạo", "Phòng Giáo dục và Đào tạo"),
        ("Phòng Tài chính - KH", "Phòng Tài chính - Kế hoạch"),
        ("Sở Lao động, TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở Văn hóa, TT và DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Tài nguyên & MT", "Sở Tài nguyên và Môi trường"),
    ],
)
def test_a_field_half_in_words_and_half_in_initials_is_written_out(printed: str, name: str) -> None:
    assert [a.name for a in AgencyNames(printed).list_at(0, len(printed))[0]] == [name]


def test_a_half_written_field_does_not_swallow_the_next_of_a_list() -> None:
    text = "các Sở Tài chính, KH-ĐT, Giáo dục và ĐT"
    assert listed(text) == [
        "Sở Tài chính",
        "Sở Kế hoạch và Đầu tư",
        "Sở Giáo dục và Đào tạo",
    ]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Đài Phát thanh - Truyền hình tỉnh", "Đài Phát thanh - Truyền hình tỉnh"),
        ("Vụ Kế hoạch, Tài chính", "Vụ Kế hoạch, Tài chính"),
        ("ĐÀI PHÁT THANH-TRUYỀN HÌNH", "Đài Phát thanh - Truyền hình"),
        ("Sở Lao động, Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
    ],
)
def test_only_departments_and_ministries_have_one_official_name(printed: str, name: str) -> None:
    assert [a.name for a in AgencyNames(printed).list_at(0, len(printed))[0]] == [name]


def test_a_name_that_the_document_closes_elsewhere_is_read_whole() -> None:
    sentence = "Cục Kiểm tra nguồn gốc nông sản hoàn thiện dự thảo"
    closed = "Cơ quan phối hợp\nCục Kiểm tra nguồn gốc nông sản, Vụ Pháp chế\n"
    alone = AgencyNames(sentence).scan(0, len(sentence))
    known = AgencyNames(sentence + "\n" + closed).scan(0, len(sentence))
    assert [name.name for name in known] == ["Cục Kiểm tra nguồn gốc nông sản"]
    assert len(alone[0].name) <= len(known[0].name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban Chỉ đạo các huyện; Hội Nông dân các cấp.", ["Ban Chỉ đạo các huyện", "Hội Nông dân các cấp"]),
        ("Viện Lúa, Ngô và Cây có củ Việt Nam", ["Viện Lúa, Ngô và Cây có củ Việt Nam"]),
        ("Phòng, chống hạn mặn", []),
        ("Phòng chống hạn mặn", []),
    ],
)
def test_levels_and_the_country_belong_to_a_name(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


def test_what_the_document_says_comes_before_general_use() -> None:
    assert (
        expand("Ban Chỉ huy PCCCR", {"PCCCR": "phòng cháy chữa cháy rừng"})
        == "Ban Chỉ huy phòng cháy chữa cháy rừng"
    )
    assert expand("Công ty CP Hoa Sen, cơ quan thuộc CP", {}) == "Công ty cổ phần Hoa Sen, cơ quan thuộc CP"


def test_abbreviations_of_fields_are_written_out_everywhere() -> None:
    assert expand("Trung tâm Truyền thông TN&MT", {}) == "Trung tâm Truyền thông Tài nguyên và Môi trường"


def test_a_cell_of_bulleted_names_is_read_name_by_name() -> None:
    text = "- Vụ Kế hoạch -Tài chính; - Vụ Khoa học công nghệ và môi trường; - Văn phòng Bộ."
    assert listed(text, whole=True) == [
        "Vụ Kế hoạch - Tài chính",
        "Vụ Khoa học công nghệ và môi trường",
        "Văn phòng Bộ",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LĐLĐ tỉnh chủ trì", ["Liên đoàn Lao động tỉnh"]),
        ("BHXH huyện Tân Khê rà soát", ["Bảo hiểm xã hội huyện Tân Khê"]),
        ("KBNN, NHCSXH huyện", ["Kho bạc Nhà nước", "Ngân hàng Chính sách xã hội huyện"]),
        ("BQL các KCN tỉnh chủ trì", ["Ban Quản lý các khu công nghiệp tỉnh"]),
        ("VP ĐĐBQH và HĐND tỉnh", ["Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh"]),
        ("UBMTTQ xã và các đoàn thể", ["Ủy ban Mặt trận Tổ quốc xã", "các đoàn thể"]),
        ("Chi cục ATVSTP tỉnh", ["Chi cục An toàn vệ sinh thực phẩm"]),
        ("BHXH, BHYT cho người lao động", []),  # the insurance, not the body
        ("HTX, KCN trên địa bàn", []),
    ],
)
def test_initials_that_open_a_name_are_read_as_if_written_out(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


def test_initials_keep_their_place_among_the_mentions() -> None:
    text = "Giao BCHQS xã, TYT xã và BTĐ thực hiện."
    found = AgencyNames(text, {"BTĐ": "Ban Thi đua"}).scan(0, len(text))
    assert [text[m.start : m.end] for m in found] == ["BCHQS xã", "TYT xã", "BTĐ"]
    assert [m.name for m in found] == ["Ban Chỉ huy Quân sự xã", "Trạm Y tế xã", "Ban Thi đua"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lực lượng Hải quan, Sở Y tế", ["lực lượng Hải quan", "Sở Y tế"]),
        ("lực lượng Bộ đội Biên phòng, Công an tỉnh", ["lực lượng Bộ đội Biên phòng", "Công an tỉnh"]),
        ("Văn phòng Ban Chỉ huy và cơ quan, địa phương", ["Văn phòng Ban Chỉ huy", "cơ quan, địa phương"]),
        ("Ban Chỉ huy và các đơn vị", ["Ban Chỉ huy", "các đơn vị"]),
        ("Bộ đội Biên phòng tỉnh", ["Bộ đội Biên phòng tỉnh"]),
        ("Các Đồn Biên phòng", ["các Đồn Biên phòng"]),
    ],
)
def test_forces_and_commands_are_named_whole(text: str, expected: list[str]) -> None:
    assert listed(text, whole=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban Chỉ đạo tỉnh về chuyển đổi số chỉ đạo", ["Ban Chỉ đạo tỉnh về chuyển đổi số"]),
        (
            "Ủy ban Quốc gia về Chuyển đổi số, Ban Chỉ đạo tỉnh về cải cách hành chính tổ chức",
            ["Ủy ban Quốc gia về Chuyển đổi số", "Ban Chỉ đạo tỉnh về cải cách hành chính"],
        ),
        (
            "Ban Chỉ đạo Nhà nước về kế hoạch bảo vệ và phát triển rừng chỉ đạo",
            ["Ban Chỉ đạo Nhà nước về kế hoạch bảo vệ và phát triển rừng"],
        ),
        ("Ban Chỉ đạo tỉnh về kết quả thực hiện", ["Ban Chỉ đạo tỉnh"]),  # what is reported
        ("Sở Y tế về công tác phòng bệnh", ["Sở Y tế"]),
    ],
)
def test_what_a_committee_is_there_for_belongs_to_its_name(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ủy ban nhân dân các xã: Tân Điền, Gia Thuận và các đơn vị",
            ["Ủy ban nhân dân xã Tân Điền", "Ủy ban nhân dân xã Gia Thuận", "các đơn vị"],
        ),
        (
            "UBND 02 phường An Lạc và Bình Hòa",
            ["Ủy ban nhân dân phường An Lạc", "Ủy ban nhân dân phường Bình Hòa"],
        ),
        ("UBND 124 xã, phường", ["Ủy ban nhân dân các xã, phường"]),
        ("UBND thành phố Vinh, Kế hoạch số 3", ["Ủy ban nhân dân thành phố Vinh"]),
        ("UBND các xã, Công an tỉnh", ["Ủy ban nhân dân các xã", "Công an tỉnh"]),
    ],
)
def test_committees_of_places_told_one_by_one(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vụ Công nghiệp nhẹ, Vụ Pháp chế", ["Vụ Công nghiệp nhẹ", "Vụ Pháp chế"]),
        ("Viện Công nghiệp Thực phẩm, Sở Y tế", ["Viện Công nghiệp Thực phẩm", "Sở Y tế"]),
        ("Chi cục Hải quan Khu vực IV điều phối", ["Chi cục Hải quan Khu vực IV"]),
        ("Trung tâm Y tế huyện Tân Khê tổ chức", ["Trung tâm Y tế huyện Tân Khê"]),
        ("Ban Thực hiện chính sách BHYT", ["Ban Thực hiện chính sách bảo hiểm y tế"]),
        ("MTTQ Phối hợp với UBND xã", ["Mặt trận Tổ quốc"]),
        ("BCH Quân sự tỉnh, BCH Quân sự xã", ["Bộ Chỉ huy Quân sự tỉnh", "Ban Chỉ huy Quân sự xã"]),
        ("BHXH các tỉnh, thành phố", ["Bảo hiểm xã hội các tỉnh, thành phố"]),
        ("Trưởng Phòng Kinh tế bố trí kinh phí", ["Phòng Kinh tế"]),
        ("Trưởng phòng Nội vụ huyện", ["Phòng Nội vụ"]),
        (
            "Các Viện: Nghiên cứu Da - Giầy, Công nghiệp thực phẩm",
            ["Viện Nghiên cứu Da - Giầy", "Viện Công nghiệp thực phẩm"],
        ),
        ("Các đơn vị: Trường Lê Lợi, Trạm Y tế xã chuẩn bị", ["Trường Lê Lợi", "Trạm Y tế xã"]),
        ("Các đơn vị: khẩn trương thực hiện", ["các đơn vị"]),
        ("UBND TX. Sông Cầu, Sở Y tế", ["Ủy ban nhân dân thị xã Sông Cầu", "Sở Y tế"]),
        ("Công an các huyện, thành phố", ["Công an các huyện, thành phố"]),
        ("Bộ CHBĐBP tỉnh, Binh đoàn 15", ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Binh đoàn 15"]),
        (
            "Viện KSND huyện, Công ty TNHH MTV Hoa Sen",
            ["Viện kiểm sát nhân dân huyện", "Công ty trách nhiệm hữu hạn một thành viên Hoa Sen"],
        ),
        ("Vụ Trang thiết bị và Công trình y tế", ["Vụ Trang thiết bị và Công trình y tế"]),
        ("TT. HĐND xã, UBND xã", ["Thường trực Hội đồng nhân dân xã", "Ủy ban nhân dân xã"]),
        ("Trường TH Phước Hưng", ["Trường tiểu học Phước Hưng"]),
        ("Hiệp hội các nhà bán lẻ Việt Nam", ["Hiệp hội các nhà bán lẻ Việt Nam"]),
        ("UBND các huyện, thị xã, TP", ["Ủy ban nhân dân các huyện, thị xã, thành phố"]),
        ("các phòng, khoa tự chấm điểm", ["các phòng, khoa"]),
        (
            "các tổ chức thành viên của MTTQ Việt Nam phường, Sở Y tế",
            ["các tổ chức thành viên của Mặt trận Tổ quốc Việt Nam phường", "Sở Y tế"],
        ),
    ],
)
def test_where_a_name_ends_and_what_it_stands_for(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


def test_the_passage_of_a_committee_of_a_listed_place_names_the_committee() -> None:
    text = "Giao UBND các xã: Tân Điền, Gia Thuận thực hiện."
    found = AgencyNames(text).scan(0, len(text))
    assert [text[m.start : m.end] for m in found] == [
        "UBND các xã: Tân Điền",
        "UBND các xã: Tân Điền, Gia Thuận",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the place of a city in a province stays, that of a city under the centre is the issuer's own
        (
            "UBND TP. Khe Đá và UBND thành phố Cần Thơ",
            ["Ủy ban nhân dân thành phố Khe Đá", "Ủy ban nhân dân thành phố"],
        ),
        ("Công an TP Khe Đá, Sở TP", ["Công an thành phố Khe Đá", "Sở Tư pháp"]),
        ("Ban Chỉ huy Quân sự TX. Khe Đá", ["Ban Chỉ huy Quân sự thị xã Khe Đá"]),
        ("UBND các huyện, TX, TP", ["Ủy ban nhân dân các huyện, thị xã, thành phố"]),
        # half in words, half in initials
        ("Kho bạc NN huyện, Tòa án ND huyện", ["Kho bạc Nhà nước huyện", "Tòa án nhân dân huyện"]),
        ("Hội Cựu CB, Đoàn TN xã", ["Hội Cựu chiến binh", "Đoàn Thanh niên xã"]),
        ("BCH QS huyện", ["Ban Chỉ huy Quân sự huyện"]),
        # initials that the document explains behind the name do not end a list
        (
            "Sở Khoa học và Công nghệ (KHCN), Sở Y tế",
            ["Sở Khoa học và Công nghệ", "Sở Y tế"],
        ),
        # where names end
        ("Đồn Biên phòng Cửa Vân kiểm soát tàu cá", ["Đồn Biên phòng Cửa Vân"]),
        ("Các trường THCS thông tin đến học sinh", ["các trường trung học cơ sở"]),
        ("Công an các đơn vị, địa phương báo cáo", ["Công an các đơn vị, địa phương"]),
        (
            "Trung tâm Xúc tiến thương mại, du lịch và đầu tư tỉnh",
            ["Trung tâm Xúc tiến Thương mại, Du lịch và Đầu tư tỉnh"],
        ),
        (
            "CDC tỉnh, Đài PT-TH tỉnh",
            ["Trung tâm Kiểm soát bệnh tật tỉnh", "Đài Phát thanh - Truyền hình tỉnh"],
        ),
        ("NHNN Việt Nam chi nhánh tỉnh Sông Vân", ["Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh Sông Vân"]),
        ("Công ty cổ phần Cấp nước Khe Đá", ["Công ty cổ phần Cấp nước Khe Đá"]),
        ("các công ty cổ phần trên địa bàn", ["các công ty"]),
        ("P. KT&ĐBCL, P. Đào tạo", ["Phòng Khảo thí và Đảm bảo chất lượng", "Phòng Đào tạo"]),
        ("Công đoàn, Đoàn Thanh niên: vận động", ["Công đoàn", "Đoàn Thanh niên"]),
        ("Công đoàn bệnh viện", ["Công đoàn bệnh viện"]),
        ("Trưởng các phòng, Chi cục trưởng Chi cục Thú y", ["các phòng", "Chi cục Thú y"]),
        ("Trưởng các ấp, Ban công tác Mặt trận ấp", ["các ấp", "Ban Công tác Mặt trận ấp"]),
        (
            "Ban QLDA Đầu tư xây dựng công trình giao thông, Sở Y tế",
            ["Ban Quản lý dự án Đầu tư xây dựng công trình giao thông", "Sở Y tế"],
        ),
        (
            "Công ty TNHH MTV Khai thác công trình thủy lợi",
            ["Công ty trách nhiệm hữu hạn một thành viên Khai thác công trình thủy lợi"],
        ),
        ("Phòng Cảnh sát giao thông Công an tỉnh", ["Phòng Cảnh sát giao thông Công an tỉnh"]),
        ("BHXH cơ sở Tân Khê", ["Bảo hiểm xã hội cơ sở Tân Khê"]),
        ("Ban Chỉ đạo họp đánh giá", ["Ban Chỉ đạo"]),
        ("Công an các huyện, TP, Sở TP", ["Công an các huyện, thành phố", "Sở Tư pháp"]),
        (
            "UBND các tỉnh: Sông Vân, An Biên",
            ["Ủy ban nhân dân tỉnh Sông Vân", "Ủy ban nhân dân tỉnh An Biên"],
        ),
        (
            "UBND các huyện, thị xã Khe Đá, thành phố Sông Vân",
            ["Ủy ban nhân dân các huyện, thị xã, thành phố"],
        ),
        (
            "UBND các huyện Tân Khê, Đông Vân, thị xã Khe Đá",
            [
                "Ủy ban nhân dân huyện Tân Khê",
                "Ủy ban nhân dân huyện Đông Vân",
                "Ủy ban nhân dân thị xã Khe Đá",
            ],
        ),
        ("các huyện ủy, thị ủy, thành ủy", ["các huyện ủy, thị ủy, thành ủy"]),
        ("các huyện, thị, thành đoàn chủ động", ["các huyện, thị, thành đoàn"]),
        ("Huyện ủy Tân Khê, Tỉnh ủy Sông Vân", ["Huyện ủy Tân Khê", "Tỉnh ủy"]),
        ("Phòng PBGDPL", ["Phòng Phổ biến, giáo dục pháp luật"]),
        (
            "các sở, ngành thành viên Ban Chỉ đạo tỉnh và các cơ quan",
            ["các sở, ngành thành viên Ban Chỉ đạo tỉnh", "các cơ quan"],
        ),
        ("UBND các huyện, thị xã Khe Đá", ["Ủy ban nhân dân các huyện, thị xã, thành phố"]),
    ],
)
def test_names_as_offices_shorten_them(text: str, expected: list[str]) -> None:
    own = introduced(text)
    assert [a.name for a in AgencyNames(text, own).list_at(0, len(text))[0]] == expected


def test_introduced_initials_keep_the_hyphens_of_a_name_and_may_stand_for_its_first_words() -> None:
    text = "Phòng Nghiệp vụ - Dự toán (NVDT), Phòng Tuyên truyền - Hỗ trợ người nộp thuế (TTHT) và Vụ Kế hoạch (ABC)"
    assert introduced(text) == {"NVDT": "Nghiệp vụ - Dự toán", "TTHT": "Tuyên truyền - Hỗ trợ người nộp thuế"}


def test_units_of_the_police_are_known_by_their_numbers() -> None:
    text = "1. Phòng Cảnh sát đường thủy (PC68):\n- Tuần tra.\n2. Giao PC68 kiểm tra bến đò."
    found = AgencyNames(text, introduced(text)).scan(text.index("Giao"), len(text))
    assert [a.name for a in found] == ["Phòng Cảnh sát đường thủy"]


def test_a_closed_name_may_end_with_a_word_that_elsewhere_opens_an_order() -> None:
    text = "Phòng Thu thập thông tin thống kê\nPhòng Thu thập thông tin thống kê chủ trì, Phòng Kế hoạch chủ trì,"
    start = text.index("\n") + 1
    assert AgencyNames(text).at(start, len(text))[0][0].name == "Phòng Thu thập thông tin thống kê"  # type: ignore[index]


def test_abbreviations_with_a_number_that_the_document_introduces() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Phòng Đào tạo (P3) chủ trì, phối hợp với Phòng Tổ chức cán bộ (P2) xây dựng kế hoạch.",
        "2. P2 phối hợp với P3 rà soát dữ liệu.",
    )
    assert plan.tasks[1].agencies("coordinate") == ("Phòng Tổ chức cán bộ", "Phòng Đào tạo")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cơ sở giáo dục xây dựng kế hoạch dạy học.", "cơ sở giáo dục"),
        ("Các cơ quan thuộc UBTVQH rà soát văn bản.", "các cơ quan thuộc Ủy ban Thường vụ Quốc hội"),
        ("Quỹ dịch vụ viễn thông công ích rà soát chương trình.", "Quỹ dịch vụ viễn thông công ích"),
        ("Quỹ Hỗ trợ phát triển hợp tác xã rà soát hồ sơ.", "Quỹ Hỗ trợ phát triển hợp tác xã"),
    ],
)
def test_bodies_that_lost_the_end_of_their_name(text: str, name: str) -> None:
    assert plan_of("I. NHIỆM VỤ", f"1. {text}").tasks[0].agencies("lead") == (name,)
