"""A real office begins: on the server or on its page, once; then it is led through what is missing."""

import json
from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from kit.calendar import working_days_after
from members import filling, office, procedure, rights, scope, starting
from members.errors import RuleBroken
from members.models import Account, Act, Holiday, Organisation, Role, Term
from members.procedure import beginning
from members.regulations import KNOWN_HOLIDAYS
from tests import builders
from tests.builders import MACHINE
from tests.members.test_session import GOOD, enter, words

pytestmark = pytest.mark.django_db
NOON = "2026-06-30 05:00:00+00:00"
PAGE = "/bat-dau/"
SAID = {
    "head_name": "Đảng bộ huyện Vân Sơn", "head_kind": "above", "head_since": "", "office_name": "Ban Tổ chức Huyện ủy",
    "parent_body": "Tỉnh ủy", "issuing_body": "Huyện ủy Vân Sơn",
    "committee_parent": "", "symbol": "BTCHU", "place_name": "Vân Sơn",
    "signer_authority": "T/L BAN THƯỜNG VỤ", "signer_post": "TRƯỞNG BAN", "signer_name": "Hoàng Đức Khuê",
    "words_since": "", "first_day": "1/7/2025", "officer_name": "Ma Văn Thượng", "officer_username": "can-bo",
    "administrator_name": "Vi Văn Thái", "administrator_username": "quan-tri",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as travelling:
        yield travelling


def begin(client, **other):
    return client.post(PAGE, {**SAID, "code": starting.code(), **other})


def passwords_of(answer):
    return {username: password for _, username, password in answer.context["people"]}


def test_the_page_makes_the_head_of_the_tree_the_words_and_two_accounts_in_one_act(client):
    answer = begin(client)
    assert answer.status_code == 200
    assert set(passwords_of(answer)) == {"can-bo", "quan-tri"}
    assert Term.unscoped.get().name == "Đảng bộ huyện Vân Sơn"
    assert office.settings_on(date(2026, 6, 30))["signer_name"] == "Hoàng Đức Khuê"
    assert office.first_day(date(2026, 6, 30)) == date(2025, 7, 1)
    assert {(one.kind, one.confirmed_on) for one in Role.unscoped.all()} == {
        ("officer", date(2026, 6, 30)), ("administrator", date(2026, 6, 30)),
    }  # fmt: skip
    first = Act.objects.order_by("number").first()
    assert (first.verb, first.inside) == ("first_start", None)


def test_working_days_leave_out_tet_from_the_first_day_on(client):
    """An office that has typed no holiday yet would count Tết among its working days."""
    begin(client)
    assert working_days_after(date(2026, 2, 13), 1, *holidays_known()) == date(2026, 2, 23)


def holidays_known():
    off = {one.day for one in Holiday.objects.filter(is_worked=False)}
    return frozenset(off), frozenset(one.day for one in Holiday.objects.filter(is_worked=True))


def test_the_two_sign_in_and_must_choose_a_password_of_their_own(client):
    passwords = passwords_of(begin(client))
    for username in ("can-bo", "quan-tri"):
        client.post("/dang-nhap/", {"username": username, "password": passwords[username]})
        assert client.get("/", follow=True).redirect_chain[-1][0] == reverse("password")
        client.post("/dang-xuat/")


def test_the_officer_is_led_through_what_is_missing(client):
    password = passwords_of(begin(client))["can-bo"]
    enter(client, password=password)
    client.post(reverse("password"), {"old": password, "new": GOOD, "again": GOOD})
    said = words(client.get(reverse("beginning")))
    assert "Tổ chức và đảng viên" in said and "Còn thiếu" in said
    assert "Bắt đầu làm việc với sổ" in words(client.get("/"))


def test_who_is_not_signed_in_is_led_from_the_login_to_the_beginning(client):
    assert PAGE in client.get("/dang-nhap/").content.decode()
    begin(client)
    assert PAGE not in client.get("/dang-nhap/").content.decode()


def test_without_the_word_of_the_server_nobody_begins_anything(client):
    answer = begin(client, code="0000-0000-0000-0000")
    assert answer.status_code == 422
    assert "Mã bắt đầu chưa đúng" in words(answer)
    assert not Account.objects.exists()


def test_guessing_the_word_stops_after_a_few_tries(client, settings):
    for _ in range(settings.LOGIN_TRIES):
        begin(client, code="0000-0000-0000-0000")
    answer = begin(client)
    assert answer.status_code == 422
    assert "Đã gõ sai nhiều lần" in words(answer)
    assert not Account.objects.exists()


def test_a_register_begins_once(client):
    begin(client)
    assert begin(client).status_code == 302
    with pytest.raises(RuleBroken, match="đã bắt đầu"):
        beginning.check_not_begun()
    assert Organisation.unscoped.count() == 1


def test_a_refusal_stands_at_its_field_and_leaves_nothing(client):
    answer = begin(client, administrator_username="Can-Bo")
    assert answer.status_code == 422
    assert answer.context["form"].errors["administrator_username"] == [
        "Cán bộ tổ chức và quản trị phải là hai tài khoản khác nhau."
    ]
    assert not Organisation.unscoped.exists()
    assert not Act.objects.exists()


@pytest.mark.parametrize("field", ["officer_username", "administrator_username"])
def test_a_user_name_that_no_plain_keyboard_types_is_asked_again_at_its_field(client, field):
    answer = begin(client, **{field: "quản trị"})
    assert list(answer.context["form"].errors) == [field]
    assert "Ví dụ quan-tri." in answer.context["form"].errors[field][0]
    assert not Account.objects.exists()


@pytest.mark.parametrize("way", [str, str.upper, lambda said: f" {said} ", lambda said: said.replace("-", " "),
                                 lambda said: said.replace("-", "–"), lambda said: said.replace("-", "")])  # fmt: skip
def test_the_word_of_the_server_opens_however_it_is_copied(client, way):
    assert begin(client, code=way(starting.code())).status_code == 200


def test_what_is_forgotten_is_asked_at_its_field(client):
    answer = begin(client, first_day="", officer_name="")
    assert set(answer.context["form"].errors) == {"first_day", "officer_name"}
    assert not Account.objects.exists()


def test_a_secretary_does_not_see_what_the_office_is_missing(client):
    builders.make_cast()
    enter(client, username="bi-thu-thon")
    assert client.get(reverse("beginning")).status_code == 403


def test_the_way_to_what_is_missing_stays_on_the_start_page_of_both_until_nothing_is(client, monkeypatch):
    cast = builders.make_cast()
    builders.member("Giàng Seo Lử", cast.tree.cell)
    for who in ("can-bo", "quan-tri"):
        enter(client, username=who)
        answer = client.get("/")
        assert f'href="{reverse("beginning")}"' in answer.text, who
        assert "Bí thư của mỗi tổ chức" in words(answer)
        assert "Trong sổ chưa có đảng viên nào" not in words(answer)
    monkeypatch.setattr(starting, "steps", lambda day: [starting.Step("Tổ chức và đảng viên", True, "Đủ.")])
    for who in ("can-bo", "quan-tri", "bi-thu-xa"):
        enter(client, username=who)
        assert f'href="{reverse("beginning")}"' not in client.get("/").text, who


def test_the_administrator_is_told_the_same_without_seeing_anybody(client):
    cast = builders.make_cast()
    person = builders.member("Giàng Seo Lử", cast.tree.cell)
    procedure.offices.hold_office(
        person, by=MACHINE, office="secretary", organisation=cast.tree.cell, day=date(2025, 1, 1)
    )
    told = []
    for who in (cast.officer, cast.administrator):
        with scope.opened(rights.scope_of(builders.actor(who))):
            told.append([(step.title, step.done, step.said) for step in starting.steps(date(2026, 6, 30))])
    officer, administrator = told
    assert ("Tổ chức và đảng viên", True, "Đã có đảng viên, 6 tổ chức.") in administrator
    assert ("Tổ chức và đảng viên", True, "1 đảng viên, 6 tổ chức.") in officer
    assert officer[3:] == administrator[3:] and officer[3][2] == "5 trong 6 tổ chức chưa ghi bí thư."


def test_each_step_is_done_once_its_facts_are_there():
    cast = builders.make_cast()
    day = date(2026, 6, 30)
    with scope.opened(rights.scope_of(builders.actor(cast.officer))):
        before = {step.title: step.done for step in starting.steps(day)}
        person = builders.member("Giàng Seo Lử", cast.tree.cell)
        procedure.office.note_holiday(by=MACHINE, day=date(2026, 9, 2), name="Quốc khánh")
        one_day = {step.title: (step.done, step.said) for step in starting.steps(day)}
        for off, name, is_worked in KNOWN_HOLIDAYS:
            if off.year == 2026 and off != date(2026, 9, 2):
                procedure.office.note_holiday(by=MACHINE, day=off, name=name, is_worked=is_worked)
        procedure.backups.take_backup(by=MACHINE, file="so.age", sealed=True)
        procedure.offices.hold_office(
            person, by=MACHINE, office="secretary", organisation=cast.tree.cell, day=date(2025, 1, 1)
        )
        after = {step.title: (step.done, step.said) for step in starting.steps(day)}
    assert not before["Tổ chức và đảng viên"] and after["Tổ chức và đảng viên"][0]
    assert one_day["Ngày nghỉ và ngày làm bù"] == (
        False,
        "Chưa có ngày nghỉ năm 2026 (Tết Nguyên đán, Giỗ Tổ Hùng Vương, dịp 30/4 và 01/5, Quốc khánh 02/9).",
    )
    assert not before["Ngày nghỉ và ngày làm bù"] and after["Ngày nghỉ và ngày làm bù"][0]
    assert not before["Sao lưu hằng đêm"] and after["Sao lưu hằng đêm"][0]
    assert after["Bí thư của mỗi tổ chức"] == (False, "5 trong 6 tổ chức chưa ghi bí thư.")


def test_a_backup_that_came_to_nothing_is_none_that_was_taken():
    builders.make_cast()
    day = date(2026, 6, 30)

    def said():
        with builders.whole():
            return next((step.done, step.said) for step in starting.steps(day) if step.title == "Sao lưu hằng đêm")

    with time_machine.travel("2026-06-29T05:00:00Z", tick=False):
        procedure.backups.take_backup(by=MACHINE, file="so.age", sealed=True)
        assert said() == (True, "Lần cuối 29/6/2026.")
        procedure.backups.begin_backup(by=MACHINE, file="so-2.age", sealed=True)
    # It was killed: nothing says that a file came of it.
    nothing = "Lần cuối có tệp 29/6/2026, sau đó không xong. Quản trị máy chủ xem ổ đĩa, chạy lại lệnh."
    assert said() == (False, nothing)
    procedure.backups.fail_backup(by=MACHINE, file="so-2.age")
    assert said() == (False, nothing)
    procedure.backups.take_backup(by=MACHINE, file="so-3.age", sealed=True)
    assert said()[0]


def test_the_backup_from_which_the_register_was_restored_is_none_that_failed():
    """In the copy of itself it was begun, and no more."""
    builders.make_cast()
    with time_machine.travel("2026-06-28T05:00:00Z", tick=False):
        procedure.backups.take_backup(by=MACHINE, file="so.age", sealed=True)
        procedure.backups.begin_backup(by=MACHINE, file="so-2.age", sealed=True)
        procedure.backups.restore_backup(by=MACHINE, made_at="", checksum="", newest={})
    with builders.whole():
        said = next(step.said for step in starting.steps(date(2026, 6, 30)) if step.title == "Sao lưu hằng đêm")
    assert "không xong" not in said


def test_a_step_is_offered_by_the_right_that_its_sheet_asks():
    assert {kind.key: kind.verb for kind in filling.KINDS.values()} == starting.SHEETS


def run(capsys, *arguments):
    """(exit code, what it printed, what it refused)."""
    try:
        call_command("first_start", *arguments)
        code = 0
    except SystemExit as stop:
        code = stop.code
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_reads_a_file_made_from_its_template(tmp_path, capsys):
    from members.forms.beginning import KEYS

    template = tmp_path / "mau.toml"
    assert run(capsys, "--template", str(template))[0] == 0
    filled = template.read_text(encoding="utf-8")
    for name, key in KEYS.items():
        filled = filled.replace(f'{key} = ""', f"{key} = {json.dumps(SAID[name], ensure_ascii=False)}")
    template.write_text(filled, encoding="utf-8")
    code, out, _ = run(capsys, "--file", str(template))
    assert code == 0
    assert "can-bo" in out and "quan-tri" in out
    assert Role.unscoped.count() == 2
    code, _, err = run(capsys, "--file", str(template))
    assert (code, err.count("\n")) == (2, 1)
    assert "đã bắt đầu" in err


@pytest.mark.parametrize("said", ["above", "ĐẢNG BỘ CẤP TRÊN TRỰC TIẾP CỦA TỔ CHỨC CƠ SỞ ĐẢNG",
                                  "dang bo cap tren truc tiep cua to chuc co so dang"])  # fmt: skip
def test_the_kind_is_named_as_on_the_screen_or_by_its_code(tmp_path, capsys, said):
    from members.forms.beginning import KEYS

    file = tmp_path / "khai.toml"
    answers = {KEYS[name]: value for name, value in (SAID | {"head_kind": said}).items()}
    file.write_text("\n".join(f"{key} = {json.dumps(value)}" for key, value in answers.items()), encoding="utf-8")
    assert run(capsys, "--file", str(file))[0] == 0
    assert Term.unscoped.get().kind.code == "above"


def test_the_template_lists_the_kinds_in_the_words_of_the_office(tmp_path, capsys):
    template = tmp_path / "mau.toml"
    run(capsys, "--template", str(template))
    asked = next(line for line in template.read_text(encoding="utf-8").splitlines() if line.startswith("# Loại"))
    assert "Một trong: đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng" in asked
    assert "above" not in asked


def test_a_template_where_no_folder_is_says_so_and_one_that_is_there_is_not_written_over(tmp_path, capsys):
    code, _, err = run(capsys, "--template", str(tmp_path / "chua-co" / "mau.toml"))
    assert (code, err.count("\n")) == (2, 1)
    assert f"Không có thư mục {tmp_path / 'chua-co'}; lập thư mục ấy trước" in err
    there = tmp_path / "mau.toml"
    there.write_text("của tôi", encoding="utf-8")
    code, _, err = run(capsys, "--template", str(there))
    assert (code, f"Đã có tệp {there}" in err, there.read_text(encoding="utf-8")) == (2, True, "của tôi")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("dang_bo = ", "viết sai dạng"),
        ('mau_sac = "đỏ"', "không biết: mau_sac"),
        ('dang_bo = "Đảng bộ huyện Vân Sơn"', "ngay_bat_dau_so: Nhập ngày bắt đầu quản lý bằng sổ này"),
    ],
)
def test_a_file_that_says_too_little_or_nonsense_is_refused_in_one_line(tmp_path, capsys, text, sentence):
    file = tmp_path / "khai.toml"
    file.write_text(text, encoding="utf-8")
    code, _, err = run(capsys, "--file", str(file))
    assert (code, err.count("\n")) == (2, 1)
    assert sentence in err
    assert not Account.objects.exists()


def at_the_keyboard(monkeypatch, answers):
    """Somebody sits there who answers each question so."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answers)


def test_the_command_asks_step_by_step_and_asks_again_what_it_could_not_read(capsys, monkeypatch):
    typed = list(SAID.values())
    typed.insert(list(SAID).index("first_day"), "31/02/2025")
    at_the_keyboard(monkeypatch, lambda prompt="": typed.pop(0))
    code, out, _ = run(capsys)
    assert code == 0
    assert "theo dạng ngày/tháng/năm" in out
    assert not typed
    assert office.first_day(date(2026, 6, 30)) == date(2025, 7, 1)


def test_what_is_refused_when_all_is_typed_is_asked_again_alone(capsys, monkeypatch):
    typed = [*({**SAID, "administrator_username": "can-bo"}).values(), "quan-tri"]
    at_the_keyboard(monkeypatch, lambda prompt="": typed.pop(0))
    code, out, _ = run(capsys)
    assert code == 0
    assert "phải là hai tài khoản khác nhau" in out
    assert not typed
    assert set(Account.objects.values_list("username", flat=True)) == {"can-bo", "quan-tri"}


@pytest.mark.parametrize("stopped", [EOFError, KeyboardInterrupt])
def test_who_stops_halfway_is_told_so_in_one_line(capsys, monkeypatch, stopped):
    def stop(prompt=""):
        raise stopped

    at_the_keyboard(monkeypatch, stop)
    code, _, err = run(capsys)
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith("Đã dừng, chưa ghi gì.")
    assert not Account.objects.exists()


def test_without_a_keyboard_it_says_how_else(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    code, _, err = run(capsys)
    assert code == 2
    assert "--file" in err


def test_the_word_is_printed_on_the_server_only_before_the_beginning(client, capsys):
    assert run(capsys, "--code")[1].strip() == starting.code()
    begin(client)
    assert run(capsys, "--code")[0] == 2


def test_an_area_says_at_once_what_stands_above_its_committees(client):
    """An area that a board keeps is no đảng bộ: without this word the papers of its committees have no head."""
    said = {"head_name": "Khu vực Vân Sơn", "head_kind": "area", "committee_parent": "Đảng bộ tỉnh Vân Giang"}
    begin(client, **said)
    with scope.opened(scope.whole_register(date(2026, 6, 30))):
        assert starting.steps(date(2026, 6, 30))[0].done


def test_an_area_that_forgot_it_is_told_what_is_missing(client):
    begin(client, head_name="Khu vực Vân Sơn", head_kind="area")
    with scope.opened(scope.whole_register(date(2026, 6, 30))):
        words_step = starting.steps(date(2026, 6, 30))[0]
    assert not words_step.done and "Đảng bộ cấp trên của các đảng ủy" in words_step.said
