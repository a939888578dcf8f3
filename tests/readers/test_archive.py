import contextlib
import io
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msg_fixtures import damaged, message

from docparse.errors import DocparseError, EncryptedFile, FileTooLarge, UnreadableFile
from docparse.readers.archive import Limits, is_container, members, nothing_inside


def zipped(*files: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


def mail(*attachments: tuple[str, bytes]) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.vn", "c@d.vn", "Kế hoạch"
    message.set_content("Xin gửi kèm.")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def test_members_of_an_archive_come_with_their_bytes(tmp_path):
    data = zipped(("kế hoạch/1.txt", b"mot"), ("2.txt", b"hai"), ("rong/", b""))
    assert list(members(data, "a.zip")) == [("kế hoạch/1.txt", b"mot"), ("2.txt", b"hai")]
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert list(members(path)) == list(members(data, "a.zip"))


def test_a_word_document_is_a_document_and_no_archive():
    docx = zipped(("[Content_Types].xml", b"x"), ("word/document.xml", b"x"))
    assert not is_container(docx, "a.docx")
    assert list(members(zipped(("a.docx", docx)), "a.zip")) == [("a.docx", docx)]


def test_litter_of_systems_is_left_out():
    litter = ("__MACOSX/._a.txt", ".DS_Store", "b/Thumbs.db", "b/~$khoach.docx")
    data = zipped(*((name, b"x") for name in litter), ("a.txt", b"y"))
    assert [name for name, _ in members(data, "a.zip")] == ["a.txt"]


def test_names_lead_nowhere():
    data = zipped(("../../etc/passwd", b"1"), ("/root/x", b"2"), ("C:\\Windows\\y.txt", b"3"), ("..", b"4"))
    assert [name for name, _ in members(data, "a.zip")] == [
        "etc/passwd",
        "root/x",
        "Windows/y.txt",
        "khong-ten",
    ]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Kế hoạch.txt".encode(), "Kế hoạch.txt"),  # UTF-8 without the flag that says so
        (b"K\xea\xec hoa\xf2ch \xf0\xf4\xccng.txt", "Kế hoạch đồng.txt"),  # Windows-1258
        (b"R\x82sum\x82.txt", "Résumé.txt"),  # code page 437 indeed
    ],
)
def test_names_of_old_tools_are_repaired(raw, name):
    place = b"x" * len(raw)
    data = zipped((place.decode(), b"x")).replace(place, raw)
    assert [found for found, _ in members(data, "a.zip")] == [name]


def test_where_nothing_is_inside_the_error_tells_what_should_be():
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.vn", "x"
    mail.set_content("KẾ HOẠCH …")
    assert "nội dung thư không được đọc" in nothing_inside(mail.as_bytes(), "x.eml").cause
    assert ".docx" in nothing_inside(zipped(("a.exe", b"x")), "x.zip").remedy


def test_archives_inside_are_unpacked_with_their_path():
    inner = zipped(("sau.txt", b"x"))
    data = zipped(("trong.zip", inner), ("thu.eml", bytes(mail(("dinh.txt", b"y")))))
    assert list(members(data, "a.zip")) == [("trong.zip/sau.txt", b"x"), ("thu.eml/dinh.txt", b"y")]


def test_attachments_of_a_mail_and_of_mails_in_it():
    inner = mail(("Kế hoạch số 5.docx", b"PK"))
    outer = mail(("a.pdf", b"%PDF-1.4"))
    outer.add_attachment(inner)
    found = list(members(bytes(outer), "thu.eml"))
    assert found == [("a.pdf", b"%PDF-1.4"), ("Kế hoạch số 5.docx", b"PK")]


def test_a_bomb_is_refused():
    limits = Limits(ratio=50, ratio_from=10_000)
    with pytest.raises(FileTooLarge) as caught:
        list(members(zipped(("to.txt", b"0" * 1_000_000)), "bom.zip", limits=limits))
    assert caught.value.source == "bom.zip/to.txt"


def test_the_total_over_all_members_is_bounded_even_with_on_error():
    data = zipped(*((f"{n}.bin", bytes(1000)) for n in range(50)), compression=zipfile.ZIP_STORED)
    with pytest.raises(FileTooLarge):
        list(members(data, "a.zip", limits=Limits(total=20_000), on_error=[].append))
    with pytest.raises(FileTooLarge):
        list(members(data, "a.zip", limits=Limits(members=10), on_error=[].append))


def test_a_stated_size_is_not_believed():
    data = bytearray(zipped(("a.txt", b"0" * 100_000)))
    for at in range(len(data) - 4):
        if data[at : at + 4] == (100_000).to_bytes(4, "little"):
            data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(UnreadableFile):
        list(members(bytes(data), "a.zip"))


def test_depth_is_bounded():
    data = zipped(("a.txt", b"x"))
    for _ in range(8):
        data = zipped(("a.zip", data))
    errors: list[DocparseError] = []
    assert list(members(data, "a.zip", on_error=errors.append)) == []
    assert "lồng nhau" in errors[0].cause


def test_an_encrypted_member_names_the_password_and_the_others_are_read():
    data = bytearray(zipped(("mat.txt", b"x"), ("mo.txt", b"y"), compression=zipfile.ZIP_STORED))
    data[6] |= 1  # local header of the first member
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and its entry in the directory
    errors: list[DocparseError] = []
    assert list(members(bytes(data), "a.zip", on_error=errors.append)) == [("mo.txt", b"y")]
    assert isinstance(errors[0], EncryptedFile)
    assert errors[0].source == "a.zip/mat.txt"
    with pytest.raises(EncryptedFile):
        list(members(bytes(data), "a.zip"))


def test_a_damaged_member_does_not_lose_the_others():
    data = bytearray(zipped(("hong.txt", b"abcdefgh" * 9), ("tot.txt", b"y"), compression=zipfile.ZIP_STORED))
    data[data.index(b"abcdefgh")] ^= 0xFF
    errors: list[DocparseError] = []
    assert list(members(bytes(data), "a.zip", on_error=errors.append)) == [("tot.txt", b"y")]
    assert [error.source for error in errors] == ["a.zip/hong.txt"]


def test_what_is_no_container_is_refused(tmp_path):
    with pytest.raises(UnreadableFile):
        list(members(b"chu thuong", "a.txt"))
    with pytest.raises(UnreadableFile):
        list(members(tmp_path / "khong-co.zip"))


def test_an_entry_whose_name_was_lost_is_passed_over():
    named = zipped(("a.txt", b"noi dung"), ("b.txt", b"khac"))
    at = named.rindex(b"b.txt")  # its name in the directory at the end
    nameless = named[:at] + b"\x00" + named[at + 1 :]
    assert [name for name, _ in members(nameless, "a.zip", on_error=[].append)] == ["a.txt"]


SAMPLE = zipped(("a.txt", b"noi dung " * 40), ("b/c.txt", b"x"), ("t.eml", bytes(mail(("d.txt", b"z")))))


@settings(deadline=None)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=6))
def test_mutated_archives_raise_only_docparse_errors(at, junk):
    mutated = SAMPLE[:at] + junk + SAMPLE[at + len(junk) :]
    with contextlib.suppress(DocparseError):
        for name, content in members(mutated, "a.zip", on_error=[].append):
            assert isinstance(name, str)
            assert isinstance(content, bytes)


MAIL = bytes(mail(("kế hoạch.txt", b"x" * 50), ("b.txt", b"y")))


@settings(deadline=None)
@given(st.integers(60, len(MAIL) - 1), st.binary(min_size=1, max_size=12))
def test_mutated_mails_raise_only_docparse_errors(at, junk):
    with contextlib.suppress(DocparseError):
        list(members(MAIL[:at] + junk + MAIL[at + len(junk) :], "a.eml"))


@pytest.mark.parametrize("ansi", [False, True])
def test_attachments_of_an_outlook_mail(ansi):
    long = b"%PDF-1.4 " + b"x" * 9000
    data = message(("Phu luc 1.pdf", long), ("ghi chú.txt" if not ansi else "ghi chu.txt", b"mot"), ansi=ansi)
    assert is_container(data, "thu.msg")
    assert list(members(data, "thu.msg")) == [
        ("Phu luc 1.pdf", long),
        ("ghi chú.txt" if not ansi else "ghi chu.txt", b"mot"),
    ]


def test_archive_attached_to_an_outlook_mail_is_unpacked():
    data = message(("ho so.zip", zipped(("../ke hoach.txt", b"hai"))), ("lien ket.docx", None))
    assert list(members(data, "thu.msg")) == [("ho so.zip/ke hoach.txt", b"hai")]


def test_outlook_mail_keeps_the_limits():
    data = message(("1.txt", b"x" * 6000), ("2.txt", b"y" * 6000), ("3.txt", b"z"))
    found = members(data, "a.msg", limits=Limits(member=7000, total=10_000))
    assert next(found) == ("1.txt", b"x" * 6000)
    with pytest.raises(FileTooLarge):
        next(found)


def test_stored_pdf_does_not_make_a_pdf_of_its_archive():
    data = zipped(("a.pdf", b"%PDF-1.4 x"), compression=zipfile.ZIP_STORED)
    assert list(members(data, "a.zip")) == [("a.pdf", b"%PDF-1.4 x")]


def test_attachment_beyond_the_limit_does_not_cost_the_others():
    errors = []
    data = message(("1.txt", b"x" * 6000), ("2.txt", b"y"))
    found = list(members(data, "a.msg", limits=Limits(member=5000), on_error=errors.append))
    assert found == [("2.txt", b"y")]
    assert [type(error) for error in errors] == [FileTooLarge]


@given(
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=30),
    st.integers(600, 9_000),
)
@settings(max_examples=150, deadline=None)
def test_damaged_outlook_mails_raise_typed_errors_only(changes, length):
    whole = message(("1.txt", b"x" * 6000), ("2.txt", b"y" * 50))
    for data in (damaged(whole, [(max(at, 30), value) for at, value in changes]), whole[:length]):
        if is_container(data, "thu.msg"):
            with contextlib.suppress(DocparseError):
                list(members(data, "thu.msg"))
