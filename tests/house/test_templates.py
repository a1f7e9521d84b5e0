"""Pages: no inline style or script, no clock, no English word."""

import re
from html.parser import HTMLParser

import pytest

from tests.house.source import APPS, ROOT, relative

# None of these is also a Vietnamese syllable written without marks.
ENGLISH_TEXT = """
    about account add all and any apply are back change choose clear click close code confirm continue create date
    day days default delete details disabled download draft each edit email empty enter error errors every export
    failed false field file filter first find finish folder for forgot found from full general has have help hide
    history home import information invalid item items keep kind last later less level list loading login logout
    mark member members menu message missing month more move must name never new next not none number of off office
    open option optional order organisation organization other our overview page password people period person place
    please preview previous print private profile public quit read record remove report required reset result
    results retry return role roles row rows rule rules save saved search see select selected send settings sheet
    show sign signin signup skip sort start state status step submit success summary table task tasks test that the
    this time today total transfer true type undo unknown until update upload user username value view warning
    welcome when where with without work wrong year years yes you your
"""
ENGLISH = set(ENGLISH_TEXT.split())
KEYS = {"Alt", "Enter", "Tab"}
SPOKEN = {"title", "placeholder", "alt", "aria-label", "label", "hint", "caption", "heading", "summary", "legend"}
COMMENT = re.compile(r"\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|\{#.*?#\}|<!--.*?-->", re.S)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
WORD = re.compile(r"(?<![\w.@/-])[A-Za-z]{2,}(?![\w@/-])")


class Reader(HTMLParser):
    """Collects what is drawn in code and what is shown in words."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.words: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        line = self.getpos()[0]
        if tag == "style" or (tag == "script" and "src" not in names):
            self.inline.append(f"{line}: <{tag}>")
        if tag in ("style", "script"):
            self.silent = tag
        self.inline += [f"{line}: {name}=" for name in names if name == "style" or re.match(r"on[a-z]|hx-on", name)]
        for name, value in attrs:
            shown_button = tag == "input" and name == "value" and ("type", "submit") in attrs
            if (name in SPOKEN or shown_button) and value:
                self.listen(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""
        self.lasttag = ""

    def handle_data(self, data: str) -> None:
        # What is printed on a key is its name.
        if not self.silent and not (self.lasttag == "kbd" and data.strip() in KEYS):
            self.listen(data)

    def listen(self, text: str) -> None:
        line = self.getpos()[0]
        self.words += [f"{line}: {word}" for word in WORD.findall(text) if word.lower() in ENGLISH]


def read(text: str) -> Reader:
    reader = Reader()
    # Lines are kept, so that a finding can be found.
    for pattern in (COMMENT, TAG):
        text = pattern.sub(lambda match: "\n" * match[0].count("\n"), text)
    reader.feed(text)
    reader.close()
    return reader


def templates() -> list:
    roots = [ROOT / "templates", *(ROOT / app / "templates" for app in APPS)]
    return [path for root in roots for ending in ("html", "svg") for path in sorted(root.rglob(f"*.{ending}"))]


def findings(kind: str) -> list[str]:
    return [
        f"{relative(path)}:{finding}"
        for path in templates()
        for finding in getattr(read(path.read_text(encoding="utf-8")), kind)
    ]


def test_no_page_carries_style_or_script_inside():
    assert findings("inline") == []


def test_no_page_speaks_english():
    assert findings("words") == []


def test_no_page_looks_at_the_clock():
    clock = re.compile(r"\{%\s*now\b")
    assert [relative(path) for path in templates() if clock.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "markup",
    ['<p style="x">', "<style>p{}</style>", "<script>a()</script>", '<a onclick="a()">', '<b hx-on:click="a()">'],
)
def test_inline_code_is_noticed(markup):
    assert len(read(markup).inline) == 1


@pytest.mark.parametrize(
    "markup",
    [
        "<button>Save</button>",
        '<input type="submit" value="Delete">',
        '<c-field label="Password">',
        "<p>{{ x }} Search",
        "<kbd>1</kbd> Enter",
    ],
)
def test_an_english_word_is_noticed(markup):
    assert len(read(markup).words) == 1


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Danh sách in ra, lưu thành tệp PDF; không có ban nào</p>",
        '<a href="/save/" class="back">Quay lại</a>',
        '<script src="{% static "search.js" %}" defer></script>',
        "{# back to the list #}{% if user.home %}{{ user.name }}{% endif %}<!-- save -->",
        "{% comment %}Save{% endcomment %}",
        "<kbd>Enter</kbd>",
    ],
)
def test_vietnamese_and_code_are_left_alone(markup):
    reader = read(markup)
    assert (reader.words, reader.inline) == ([], [])
