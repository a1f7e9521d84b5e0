"""The guide stands in the program: whole, without a network, for whoever is signed in and who can't sign in yet."""

import re
from html import unescape

import pytest
from django.urls import reverse

from members import guide
from members.models import Account
from tests.builders import PASSWORD
from tests.members.officer_play import cast, ground

__all__ = ["cast", "ground"]
pytestmark = pytest.mark.django_db
PAGE = "/huong-dan/"
LARGEST = 200_000


def enter(client, username):
    assert client.post(reverse("login"), {"username": username, "password": PASSWORD}).status_code == 302


def words(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.mark.parametrize("username", ["can-bo", "bi-thu-xa", "bi-thu-thon", "thuong-truc", "quan-tri"])
def test_each_role_reads_the_whole_guide_in_the_frame(client, cast, username):
    enter(client, username)
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert "Đăng xuất" in words(answer)
    for heading in re.findall(r"^#+ (.+)$", guide.FILE.read_text(encoding="utf-8"), re.M):
        assert heading in words(answer)


def test_who_cannot_sign_in_reads_it_too_and_finds_it_on_that_page(client, cast):
    assert f'href="{PAGE}#1-' in client.get(reverse("login")).content.decode()
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert "Quên mật khẩu" in words(answer)
    assert "Đăng xuất" not in answer.content.decode().split("<main")[0]


def test_who_has_to_change_a_first_password_may_read_how(client, cast):
    Account.objects.filter(username="can-bo").update(must_change_password=True)
    enter(client, "can-bo")
    assert client.get(reverse("today")).url == reverse("password")
    assert client.get(PAGE).status_code == 200


def test_every_page_leads_to_its_own_section(client, cast):
    enter(client, "can-bo")
    for address, anchor in ((reverse("imports"), "7-nhập-danh-sách"), (reverse("rules"), "11-cài-đặt")):
        assert client.get(address).content.decode().count(f'href="{PAGE}#{anchor}') == 2


def test_all_that_the_page_points_at_is_there_and_nothing_is_outside(client, cast):
    page = client.get(PAGE).content.decode()
    assert len(page.encode()) < LARGEST
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert not re.search(r'href="[^"#]*\.md', page)
    pictures = re.findall(r'<img src="([^"]+)"[^>]*>', page)
    assert len(pictures) >= 5
    for address in pictures:
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["khong-co", "huong-dan"])
def test_no_other_file_is_given_out(client, cast, name):
    assert client.get(f"{PAGE}hinh/{name}.png").status_code == 404


def test_the_contents_name_every_chapter_once_and_each_link_inside_has_its_place():
    text = guide.FILE.read_text(encoding="utf-8")
    links = re.findall(r"\]\(#([^)]+)\)", text)
    chapters = [guide.slug(heading) for heading in re.findall(r"^## (.+)$", text, re.M)]
    assert links[: len(chapters)] == chapters
    anchors = guide.read(str).anchors
    assert set(links) <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_markup_of_another_kind_is_shown_and_not_obeyed():
    made = guide.render('# A\n\n<script>a()</script> <b onclick="x">b</b> [c](javascript:d)\n', str).html
    assert "<script" not in made
    assert "<b " not in made
    assert 'href="javascript' not in made


def test_the_guide_is_read_again_only_when_the_file_has_changed(monkeypatch, tmp_path):
    file = tmp_path / "huong-dan.md"
    file.write_text("# Một\n", encoding="utf-8")
    monkeypatch.setattr(guide, "FILE", file)
    asked = []
    monkeypatch.setattr(guide, "render", lambda text, address: asked.append(text))
    guide.read(str)
    guide.read(str)
    assert asked == ["# Một\n"]
    file.write_text("# Một, hai\n", encoding="utf-8")
    guide.read(str)
    assert asked == ["# Một\n", "# Một, hai\n"]
