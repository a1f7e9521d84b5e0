"""Each component says how it is used and is shown with its states."""

import re

import pytest
from django.template.loader import render_to_string

from members.views import gallery

NAMES = gallery.names()


def test_there_are_components_and_every_example_belongs_to_one():
    examples = {path.stem for path in (gallery.FOLDER / "examples").glob("*.html")}
    assert len(NAMES) > 20
    assert examples == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_head_of_a_component_names_all_that_it_is_given(name):
    about = gallery.head_comment(name)
    assert about
    source = (gallery.FOLDER / f"{name}.html").read_text(encoding="utf-8")
    declared = re.search(r"<c-vars(.*?)/>", source, re.S)
    given = re.findall(r"(?<=[\s:])([a-z_]+)=", declared[1]) if declared else []
    for word in given:
        assert re.search(rf"\b{word.replace('_', '[-_]')}\b", about), f"{name}: {word} is not explained"


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_component_are_drawn(name):
    made = render_to_string(f"components/examples/{name}.html", {"example": gallery.example_context()})
    used = (gallery.FOLDER / "examples" / f"{name}.html").read_text(encoding="utf-8")
    assert f"<c-{name.replace('_', '-')}" in used
    assert 'class="label"' in made
    shown = re.sub(r'<p class="label">.*?</p>', "", made, flags=re.S)
    assert re.search(r"<\w+", shown), f"{name} draws nothing"
    assert not re.search(r"</?c-|\{%|\{\{", made)
