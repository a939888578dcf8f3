"""What is drafted is read back: tasks, roles, deadlines, targets and outline of every sample profile."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from draft_plans import FOOT, HEAD, profile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import docparse
from docparse.check.layout import check_layout
from docparse.draft import Draft, load_profile
from docparse.draft.manuscript import ComposedTask
from docparse.draft.periods import NO_YEAR
from docparse.model import Plan, Task
from docparse.plan import read_content

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"

# profile -> the samples that it is drafted from
PAIRS = {
    "demo": ["01-tinh-song-van-2022.docx", "03-bo-gddt-2023.html"],
    "tinh-quang-tri-2026": ["01-tinh-song-van-2022.docx", "03-bo-gddt-2023.html"],
    "tinh-tuyen-quang-2026": [
        "01-tinh-song-van-2022.docx",
        "02-tinh-hoa-lam-2022.pdf",
        "03-bo-gddt-2023.html",
    ],
    "tinh-lao-cai-2026": ["01-tinh-song-van-2022.docx", "03-bo-gddt-2023.html"],
    "thanh-pho-dong-nai-2026": ["01-tinh-song-van-2022.docx"],
    "so-gddt-mau-2026": ["04-so-gddt-lam-khe-2024.txt"],
    "xa-dong-thach-2027": ["06-xa-dong-thach-2026.docx"],
    "bo-gddt-mau-2026": ["03-bo-gddt-2023.html"],
    "huyen-tan-khe-2024": ["05-huyen-tan-khe-2018.docx"],
}


@cache
def sample(name: str) -> Plan:
    return docparse.read(SAMPLES / name)


@cache
def drafted(name: str) -> Draft:
    settings_file = SAMPLES / "profiles" / f"{name}.yaml"
    return docparse.draft(load_profile(settings_file), [sample(source) for source in PAIRS[name]])


def read_back(draft: Draft, folder: Path) -> Plan:
    file = folder / "du-thao.docx"
    file.write_bytes(draft.to_docx())
    return docparse.read(file)


def plain(text: str) -> str:
    return " ".join(text.split())


def outline_of(draft: Draft) -> list[tuple[str, str]]:
    numbered = [p for p in draft.manuscript.body if p.number not in ("", "-", "+")]
    return [(p.number.rstrip(".)"), plain(p.text)) for p in numbered]


def composed_tasks(draft: Draft) -> dict[str, ComposedTask]:
    body = {plain(p.text): p.task for p in draft.manuscript.body if p.task is not None}
    rows = [r for a in draft.manuscript.appendices for r in a.rows if r.task is not None]
    return body | {plain(r.cells[1]): r.task for r in rows if r.task is not None}


def roles_of(task: Task) -> dict[str, set[str]]:
    """Roles as read; a placeholder is nobody."""
    roles: dict[str, set[str]] = {}
    for role in ("lead", "coordinate", "implement"):
        names = {n for n in task.agencies(role) if "cần điền" not in n}  # type: ignore[arg-type]
        roles[role] = names
    return roles


def stated(plan: Plan, task: Task) -> str | None:
    """The deadline as read; ``Quý II năm [năm cần điền]`` is none."""
    if task.deadline is None or NO_YEAR in plan.text[task.deadline.end :].partition("\n")[0]:
        return None
    return task.deadline.value


def _one_name(agency: str) -> str:
    """The committees of the communes go by two names."""
    agency = agency.replace("UBND", "Ủy ban nhân dân")  # a profile may abbreviate
    return agency.replace("Ủy ban nhân dân cấp xã", "Ủy ban nhân dân các xã, phường, đặc khu")


def same_roles(want: ComposedTask, have: Task) -> bool:
    read = roles_of(have)
    want = ComposedTask(
        *(tuple(map(_one_name, names)) for names in (want.lead, want.coordinate, want.implement))
    )
    read = {role: set(map(_one_name, names)) for role, names in read.items()}
    # an agency that is the subject of `thực hiện` may be read as coordinating in a table column
    return (set(want.lead), set(want.coordinate) | set(want.implement)) == (
        read["lead"],
        read["coordinate"] | read["implement"],
    )


@pytest.mark.parametrize("name", PAIRS)
def test_the_outline_is_read_back(name: str, tmp_path: Path) -> None:
    draft = drafted(name)
    plan = read_back(draft, tmp_path)
    nodes = [(n.marker.rstrip(".)"), plain(n.title)) for n in plan.outline if n.role != "appendix"]
    assert nodes == outline_of(draft)


@pytest.mark.parametrize("name", PAIRS)
def test_the_tasks_with_roles_and_deadlines_are_read_back(name: str, tmp_path: Path) -> None:
    draft = drafted(name)
    plan = read_back(draft, tmp_path)
    found = {plain(t.text).rstrip("."): t for t in plan.tasks}
    wanted = composed_tasks(draft)
    missing = [text for text in wanted if text.rstrip(".") not in found]
    assert missing == []
    given = {plain(task.text).rstrip("."): task.deadline for task in draft.profile.tasks}
    for text, want in wanted.items():
        have = found[text.rstrip(".")]
        assert same_roles(want, have), (text, want, roles_of(have))
        if text.rstrip(".") in given:  # a profile gives its deadline in words, not as ISO text
            assert (have.deadline.text if have.deadline else None) == given[text.rstrip(".")]
        else:
            assert stated(plan, have) == want.deadline, text


@pytest.mark.parametrize("name", PAIRS)
def test_the_targets_are_read_back(name: str, tmp_path: Path) -> None:
    draft = drafted(name)
    plan = read_back(draft, tmp_path)
    wanted = Counter(
        (t.value, t.unit, t.year)
        for p in draft.manuscript.body
        for t in p.targets
        if p.role == "targets" and t.value is not None
    )
    have = Counter((t.value, t.unit, t.year) for t in (*plan.targets, *plan.baselines))
    assert not wanted - have


@pytest.mark.parametrize("name", PAIRS)
def test_the_head_is_read_back_and_the_layout_is_right(name: str, tmp_path: Path) -> None:
    draft = drafted(name)
    plan = read_back(draft, tmp_path)
    head, meta = draft.manuscript.head, plan.metadata
    assert meta.doc_type == "Kế hoạch"
    assert plain(meta.subject or "") == head.subject
    assert (meta.period_start, meta.period_end) == (draft.profile.period.start, draft.profile.period.end)
    assert meta.issuer == head.issuer_name
    assert [r.rstrip(";.") for r in meta.recipients] == [
        r.lstrip("- ").rstrip(";.") for r in head.recipients
    ] or all(r in " ".join(head.recipients) for r in meta.recipients)
    assert check_layout(tmp_path / "du-thao.docx") == []


# ---- generated plans --------------------------------------------------------------------------------------------

AGENCIES = ("Sở Nội vụ", "Sở Tài chính", "Sở Giáo dục và Đào tạo", "Sở Y tế", "Công an tỉnh")
VERBS = ("Xây dựng", "Tổ chức", "Rà soát", "Nâng cấp", "Bồi dưỡng")
THINGS = (
    "kho học liệu số",
    "mạng nội bộ",
    "đội ngũ nhân viên",
    "quy trình mượn sách",
    "phòng đọc thân thiện",
    "trang thông tin",
)

tasks = st.lists(
    st.tuples(
        st.sampled_from(VERBS),
        st.sampled_from(THINGS),
        st.integers(1, 99),
        st.sampled_from(AGENCIES),
        st.none() | st.sampled_from(AGENCIES),
        st.none() | st.integers(2022, 2025),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda t: t[2],
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_tasks=tasks, share=st.integers(1, 99))
def test_a_generated_plan_survives_the_way_through_a_draft(
    tmp_path: Path, given_tasks: list[tuple[str, str, int, str, str | None, int | None]], share: int
) -> None:
    """Every task of a random plan comes back from its draft with its lead, partner and shifted year."""
    lines = ["I. MỤC TIÊU ĐẾN NĂM 2025", f"- {share}% thư viện có dịch vụ số.", "II. NHIỆM VỤ"]
    for index, (verb, thing, number, lead, partner, year) in enumerate(given_tasks, start=1):
        lines += [
            f"{index}. {verb} {thing} tại điểm phục vụ thứ {_in_words(number)}.",
            f"- Cơ quan chủ trì: {lead}.",
        ]
        lines += [f"- Cơ quan phối hợp: {partner}."] if partner and partner != lead else []
        lines += [f"- Thời gian thực hiện: Năm {year}."] if year else []
    lines += ["III. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ", "Theo dõi, đôn đốc việc thực hiện Kế hoạch."]
    text = (
        (HEAD + "\n".join(lines) + "\n" + FOOT)
        .replace("{caps}", "QUẢNG BÌNH")
        .replace("{place}", "Quảng Bình")
    )
    source = read_content(text.replace("{number}", "15").encode(), "sinh.txt")
    draft = docparse.draft(profile(figures={"peers": "keep"}), [source])
    plan = read_back(draft, tmp_path)
    found = {plain(t.text): t for t in plan.tasks}
    shifted = {2022: "2026", 2023: "2027", 2024: "2028", 2025: "2030"}
    for verb, thing, number, lead, partner, year in given_tasks:
        task = found[f"{verb} {thing} tại điểm phục vụ thứ {_in_words(number)}."]
        assert task.agencies("lead") == (lead,)
        assert task.agencies("coordinate") == ((partner,) if partner and partner != lead else ())
        assert (task.deadline.value if task.deadline else None) == (shifted[year] if year else None)
    assert [(t.value, t.unit, t.year) for t in plan.targets if t.value is not None][:1] == [
        (float(share), "%", 2030)
    ]
    assert check_layout(tmp_path / "du-thao.docx") == []


def _in_words(number: int) -> str:
    digits = ("không", "một", "hai", "ba", "bốn", "năm mươi", "sáu", "bảy", "tám", "chín")
    return " ".join(digits[int(d)] for d in str(number))
