from __future__ import annotations

import io
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from cap_tui.core.errors import CapError
from cap_tui.exchange import pdf_attachment
from cap_tui.exchange.bundle_errors import PdfAttachmentError, TooLargeBundleError
from cap_tui.exchange.pdf_attachment import attach, attached_bundle
from tests.corpus.honest_bundle import honest


def document(pages: int = 3) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.setTitle("Plan de progrès")
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Page {number}")
        canvas.bookmarkPage(str(number))
        canvas.addOutlineEntry(f"Partie {number}", str(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def by_hand(*objects: bytes, trailer: bytes = b"", root: bytes = b"1 0 R") -> bytes:
    """Return a PDF of these objects, numbered from 1, with a true table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %s %s >>\n" % (len(objects) + 1, root, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 3 0 R >> >>"
PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"
SPEC = b"<< /Type /Filespec /F (dossier.capx) /EF << /F 5 0 R >> >>"


def carrying(tree: bytes, spec: bytes = SPEC, content: bytes = b"hello", header: bytes = b"") -> bytes:
    stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), header, content)
    return by_hand(CATALOG, PAGES, tree, spec, stream)


NAMES = b"<< /Names [(dossier.capx) 4 0 R] >>"
FLATE = b"/Filter /FlateDecode"
BOMB = zlib.compress(bytes(100 * 2**20))


def hostile() -> dict[str, bytes]:
    whole = attach(document(), "dossier.capx", honest())
    squeezed = zlib.compress(zlib.compress(b"hello"))
    return {
        "empty": b"",
        "a text": b"Bonjour",
        "only the first line": b"%PDF-1.7\n",
        "half": whole[: len(whole) // 2],
        "no table": whole.replace(b"startxref", b"startxxxx"),
        "table far away": whole[: whole.rindex(b"startxref")] + b"startxref\n999999999\n%%EOF\n",
        "table of itself": by_hand(CATALOG, PAGES, root=b"9 0 R"),
        "no root": by_hand(CATALOG, PAGES, root=b"null"),
        "root is a number": by_hand(b"7", PAGES),
        "a node that is its own child": carrying(b"<< /Kids [3 0 R] >>"),
        "two nodes, each the other's child": carrying(
            b"<< /Kids [4 0 R 4 0 R] >>", b"<< /Kids [3 0 R 3 0 R] >>"
        ),
        "a thousand children": carrying(b"<< /Kids [" + b"4 0 R " * 1_000 + b"] >>", b"<< /Names [] >>"),
        "a reference to itself": carrying(b"3 0 R"),
        "a name without file": carrying(b"<< /Names [(dossier.capx)] >>"),
        "a file that is a number": carrying(NAMES, b"12"),
        "a file that is not there": carrying(NAMES, b"<< /EF << /F 99 0 R >> >>"),
        "a file that is the tree": carrying(NAMES, b"<< /EF << /F 3 0 R >> >>"),
        "two dossiers": carrying(b"<< /Names [(a.capx) 4 0 R (b.capx) 4 0 R] >>"),
        "a bomb": carrying(NAMES, content=BOMB, header=FLATE),
        "a thousand filters": carrying(NAMES, header=b"/Filter [" + b"/FlateDecode " * 1_000 + b"]"),
        "a slow filter": carrying(NAMES, content=b"z" * 2**20, header=b"/Filter /ASCII85Decode"),
        "two filters": carrying(NAMES, content=squeezed, header=b"/Filter [/FlateDecode /FlateDecode]"),
        "a text without end": by_hand(CATALOG, PAGES, b"<" + b"0" * 8 * 2**20 + b">"),
        "an unknown filter": carrying(NAMES, header=b"/Filter /Evil"),
        "deep": carrying(b"[" * 50_000),
        "a stream of 10 gigabytes": carrying(NAMES).replace(b"/Length 5", b"/Length 9999999999"),
    }


HOSTILE = hostile()


def test_the_dossier_inside_a_pdf_comes_out_to_the_letter_and_the_document_is_the_same() -> None:
    made = attach(document(), "dossier.capx", honest())
    assert attached_bundle(made) == honest()
    before, after = PdfReader(io.BytesIO(document())), PdfReader(io.BytesIO(made))
    assert [page.extract_text().strip() for page in after.pages] == ["Page 1", "Page 2", "Page 3"]
    assert len(after.outline) == len(before.outline) == 3
    assert after.metadata is not None
    assert after.metadata.title == "Plan de progrès"


def test_the_same_document_and_dossier_give_the_same_file() -> None:
    assert attach(document(), "a.capx", honest()) == attach(document(), "a.capx", honest())


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=300))
def test_any_content_comes_out_as_it_went_in(data: bytes) -> None:
    assert attached_bundle(attach(document(1), "dossier.capx", data)) == data


def test_a_pdf_saved_again_by_another_program_still_carries_its_dossier() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(attach(document(), "dossier.capx", honest())))
    writer.add_attachment("photo.jpg", b"other")
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    assert attached_bundle(out.getvalue()) == honest()
    squeezed = zlib.compress(honest())
    for header in (FLATE, b"/Filter [/FlateDecode]"):
        assert attached_bundle(carrying(NAMES, content=squeezed, header=header)) == honest()


def test_an_ordinary_pdf_carries_nothing() -> None:
    assert attached_bundle(document()) is None
    assert attached_bundle(attach(document(), "photo.jpg", b"x")) is None
    assert attached_bundle(carrying(NAMES)) == b"hello"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_refused_in_plain_words_in_less_than_a_second(name: str) -> None:
    start = time.process_time()
    with pytest.raises(PdfAttachmentError):
        attached_bundle(HOSTILE[name])
    assert time.process_time() - start < 3


def test_a_table_that_goes_round_in_circles_ends() -> None:
    for trailer in (b"/Prev 9", b"/Prev 00000", b"/XRefStm 9"):
        start = time.process_time()
        with pytest.raises(PdfAttachmentError):
            attached_bundle(by_hand(b"7", PAGES, trailer=trailer))
        assert time.process_time() - start < 3


def test_nothing_is_attached_to_what_cannot_be_read() -> None:
    with pytest.raises(PdfAttachmentError):
        attach(HOSTILE["half"], "dossier.capx", honest())


def test_a_pdf_too_large_to_read_back_is_neither_made_nor_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_attachment, "MAX_PDF", len(document()) + 100)
    assert attached_bundle(document()) is None
    with pytest.raises(TooLargeBundleError):
        attach(document(), "dossier.capx", honest())
    with pytest.raises(TooLargeBundleError):
        attached_bundle(document() + bytes(200))


@settings(max_examples=80, deadline=2_000)
@given(st.data())
def test_random_damage_never_crashes(data: st.DataObject) -> None:
    whole = bytearray(carrying(NAMES))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        attached_bundle(bytes(whole))
    except CapError:
        return


def test_nothing_is_said_on_the_terminal(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for data in HOSTILE.values():
        with pytest.raises(PdfAttachmentError):
            attached_bundle(data)
    warned = carrying(NAMES, content=zlib.compress(b"hello")[:-2], header=FLATE)
    assert attached_bundle(warned) == b"hello"
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
