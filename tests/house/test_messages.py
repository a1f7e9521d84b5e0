"""Whatever a form says is Vietnamese: nobody reads a sentence that came with a library."""

import importlib
import pkgutil
import re

import pytest
from django import forms as django_forms
from django.urls import URLResolver, get_resolver
from django.utils import translation

from members import forms as folder
from members.forms import Form
from members.models import Account
from members.views.gallery import ExampleForm

for _module in pkgutil.iter_modules(folder.__path__):
    importlib.import_module(f"{folder.__name__}.{_module.name}")


def every(form):
    for below in form.__subclasses__():
        yield below
        yield from every(below)


FORMS = sorted(set(every(Form)), key=lambda form: (form.__module__, form.__name__))
# Words that Django's own sentences are made of and that no Vietnamese sentence holds.
ENGLISH = re.compile(
    r"\b(this|field|required|enter|valid|value|select|choice|choices|list|ensure|the|not|file|submitted|empty|date|"
    r"number|name|password|too|short|common|similar|upload|image|please|must|digits|characters|least|most|is|of)\b",
    re.I,
)
LETTERS = re.compile("[àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ]", re.I)


def made(form, **given):
    if "account" in form.__init__.__code__.co_varnames:
        given["account"] = Account(username="can-bo", full_name="Ma Văn Thượng")
    if "sheet" in form.__init__.__code__.co_varnames:
        heads = [("A", "Họ và tên", "full_name"), ("B", "Ngày sinh", "birth_date")]
        columns = [{"letter": a, "head": b, "word": c, "label": b} for a, b, c in heads]
        given["sheet"] = {"header_row": 1, "columns": columns}
    return form(**given)


def is_vietnamese(sentence):
    bare = re.sub(r"%\(\w+\)[sd]", "", str(sentence))
    return bool(LETTERS.search(bare)) and not ENGLISH.search(bare)


def test_the_forms_are_found_and_english_is_recognised():
    assert len(FORMS) > 30
    standard = [text for field in (django_forms.CharField(), django_forms.DateField(), django_forms.FileField())
                for text in field.default_error_messages.values()]  # fmt: skip
    for text in standard:
        with translation.override("en"):
            assert not is_vietnamese(text), text


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_label_hint_and_sentence_of_a_form_is_vietnamese(form):
    for name, field in made(form).fields.items():
        said = {"label": field.label, "hint": field.help_text} | field.error_messages
        for code, sentence in said.items():
            if not sentence or isinstance(field.widget, django_forms.HiddenInput) or code == "said":
                continue
            assert is_vietnamese(sentence), f"{name} {code}: {sentence}"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "x" * 400, "\x00"], ids=["nothing", "too much", "unreadable"])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_whatever_is_typed_the_answer_is_vietnamese(form, typed):
    unbound = made(form)
    shown = {
        unbound.add_prefix(name): typed for name, field in unbound.fields.items() if name not in ("seen", "opened")
    }
    for name, sentences in made(form, data=shown).errors.items():
        for sentence in sentences:
            assert is_vietnamese(sentence.replace(typed, "") if typed else sentence), f"{name}: {sentence}"
            assert "%(" not in sentence


def test_the_form_of_the_gallery_has_one_field_of_each_kind():
    kinds = {type(field.widget) for field in ExampleForm().fields.values()}
    assert len(kinds) >= 8


def pages(patterns):
    """Every page on which one verb is carried out."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from pages(one.url_patterns)
        elif hasattr(one.callback, "page"):
            yield one.callback.page


def test_what_was_done_is_said_in_the_middle_of_a_sentence():
    """ "Đã lưu lúc 01:46: đổi tên tổ chức.": the head of a page begins with a capital by itself."""
    words = [page.words for page in pages(get_resolver().url_patterns)]
    assert len(words) > 50
    assert [one for one in words if not one[0].islower()] == []
