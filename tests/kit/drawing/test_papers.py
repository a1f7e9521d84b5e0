"""Papers by WeasyPrint: one look, closed doors, and no seam beside the long tables."""

import io
import unicodedata
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kit.drawing import FontMissing, PaperRefused, draw_paper
from kit.drawing.listing import PARTY, Head
from kit.drawing.papers import LINK
from tests.kit.drawing.pages import FONTS, HEAD, LETTERS, drawn_elsewhere, faces, poppler, table, texts, words

TITLE = "Quyết định về phát thẻ đảng viên"


def document(body: str, head: str = LINK, kind: str = "") -> str:
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Giấy</title>{head}</head>'
        f'<body class="{kind}">{body}</body></html>'
    )


def paper(body: str = "<h1>QUYẾT ĐỊNH</h1><p>Điều <b>một</b>, <i>hai</i>.</p>", **options: str) -> bytes:
    return draw_paper(document(body, **options), fonts=FONTS, title=TITLE)


def test_every_accented_letter_is_read_back_in_both_cases():
    pdf = paper(f"<p>{' '.join(LETTERS)}</p>")
    for read in (" ".join(texts(pdf)), poppler(pdf)):
        assert set(LETTERS) <= set(read)
        assert unicodedata.is_normalized("NFC", read)


def test_fonts_are_ours_and_embedded():
    drawn = faces(paper("<p>Chữ <b>đậm</b> <i>nghiêng</i> <b><i>cả hai</i></b></p>"))
    # a family that no machine has: any other face would stand here under its own name
    ours = "Liberation-Serif-Paper"
    assert drawn == {ours, f"{ours}-Bold", f"{ours}-Italic", f"{ours}-Bold-Italic"}


def test_the_same_text_gives_the_same_bytes_in_another_process():
    code = "import sys; from tests.kit.drawing.test_papers import paper; sys.stdout.buffer.write(paper())"
    assert drawn_elsewhere(code) == paper()


def test_a_paper_is_tagged_and_has_its_title_and_bookmarks():
    reader = PdfReader(io.BytesIO(paper()))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert reader.metadata.title == TITLE
    assert [entry.title for entry in reader.outline] == ["QUYẾT ĐỊNH"]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="http://127.0.0.1:9/a.png">',
        '<img src="https://example.org/a.png">',
        '<img src="file:///etc/hostname">',
        '<img src="../../../etc/hostname">',
        '<img src="logo.png">',
        '<img src="data:image/png;base64,AAAA">',
        '<img src="font:../LiberationSerif-Bold.ttf">',
        '<img src="paper:../papers.py">',
        '<style>@import "http://127.0.0.1:9/a.css";</style>',
        '<style>p { background: url("file:///etc/hostname") }</style><p>a</p>',
        '<svg width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>',
    ],
)
def test_every_other_address_is_refused(body):
    with pytest.raises(PaperRefused, match="Không được phép đọc"):
        paper(body)


def test_nothing_is_attached_to_a_paper():
    with pytest.raises(PaperRefused, match="Không được phép đọc"):
        paper(head=LINK + '<link rel="attachment" href="file:///etc/hostname">')


def test_text_that_is_not_composed_is_refused():
    with pytest.raises(PaperRefused, match="NFC"):
        paper(unicodedata.normalize("NFD", "<p>Đảng ủy</p>"))


def test_a_paper_without_the_common_look_is_refused():
    with pytest.raises(PaperRefused, match=r"paper\.css"):
        paper(head="")


def test_a_missing_font_is_no_paper(tmp_path):
    with pytest.raises(FontMissing, match="fonts-liberation2"):
        draw_paper(document("<p>a</p>"), fonts=tmp_path, title="a")


def head_as_html(head: Head) -> str:
    draft = '<div class="draft">Dự thảo</div>' if head.draft else ""
    return (
        f'<header class="head"><div class="own"><div>{head.parent}</div>'
        f"<div><b>{head.issuer}</b></div><div>*</div></div>"
        f'<div class="party"><span>{PARTY}</span></div><div class="place">{head.place_and_day}</div></header>{draft}'
        f'<div class="title"><h1>{head.title}</h1><div class="subject">{head.subject}</div>'
        '<div class="dash">-----</div></div>'
    )


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("landscape", [True, False])
def test_nobody_sees_the_seam(landscape, draft):
    """Each word of head and title stands in both engines on the same spot, to a tenth of a point."""
    head = replace(HEAD, draft=draft)
    theirs = words(paper(head_as_html(head), kind="wide" if landscape else ""))[0]
    ours = words(table(1, head=head, landscape=landscape))[0]
    assert len(theirs) > 30
    for word, left, _, _, foot in theirs:
        same = [max(abs(left - o[1]), abs(foot - o[4])) for o in ours if o[0] == word]
        assert same, word
        assert min(same) < 0.1, word


CLOSING = (
    '<div class="closing"><div class="copies"><b>Nơi nhận:</b><ul><li>- Như Điều 1,</li></ul></div>'
    '<div class="sign"><b>T/M BAN THƯỜNG VỤ</b><span class="post">BÍ THƯ</span>'
    '<span class="name">Hà Khuyến</span></div></div>'
)


def test_the_signature_of_a_paper_is_never_alone():
    for sentences in range(90, 230, 10):
        pdf = paper("<p>" + "Chữ thêm vào cho dài. " * sentences + "</p><p>Hết phần chữ.</p>" + CLOSING)
        page = next(page for page in words(pdf) if any(w[0] == "Khuyến" for w in page))
        sign = min(w[4] for w in page if w[0] in ("T/M", "Nơi"))
        assert any(60 < w[4] < sign - 5 for w in page), sentences
        assert any(w[0] == "nhận:" for w in page)


SIGNED = (
    '<div class="closing"><div class="copies"><b>Nơi nhận:</b><ul><li>- Lưu.</li></ul></div>'
    '<div class="sign"><b>T/M CHI BỘ</b><span class="post">BÍ THƯ</span><span class="name">Vàng A</span></div></div>'
)
LINES = {
    "Điều": lambda many: "".join(f"<p>Điều {number}.</p>" for number in range(many)),
    "- Giấy": lambda many: (
        "<p>Hồ sơ gồm:</p><ul class='dashes'>"
        + "".join(f"<li>- Giấy {number};</li>" for number in range(many))
        + "</ul>"
    ),
}


@pytest.mark.parametrize("begins", LINES)
def test_no_page_begins_or_ends_with_a_lone_line_of_the_text(begins):
    broken = 0
    for many in range(22, 34):
        pages = texts(paper(LINES[begins](many) + SIGNED, kind="form"))
        broken += len(pages) > 1
        assert len(pages) == 1 or pages[-1].count(begins) >= 2, (many, pages[-1])
    assert broken > 3
    for many in range(26, 32):
        before, *_ = texts(paper("<p>Đoạn.</p>" * many + LINES["- Giấy"](4) + SIGNED, kind="form"))
        assert "Hồ sơ gồm" not in before or before.count("- Giấy") >= 2, (many, before)
