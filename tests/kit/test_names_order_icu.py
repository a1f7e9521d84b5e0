"""The order of ten thousand names is the one of the Vietnamese alphabet as ICU has it, word by word."""

import random

import pytest
from django.db import connection

from kit import names
from members.sample import words

COUNT = 10_000
WORDS = 8


def ten_thousand() -> list[str]:
    """As the sample district calls people, and as many made of any letters with any tone."""
    drawn = random.Random(20260630)
    called = {words.person_name(drawn, drawn.choice("mf")) for _ in range(COUNT // 2)}
    vowels, tones = "aăâeêioôơuưy", ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    while len(called) < COUNT:
        made = (
            drawn.choice(("B", "C", "Ch", "D", "Đ", "G", "H", "L", "Ng", "Th", "Tr", "V", "X"))
            + drawn.choice(vowels)
            + drawn.choice(tones)
            + drawn.choice(("", "n", "ng", "nh", "m", "p", "t", "c"))
            for _ in range(drawn.randint(1, 4))
        )
        called.add(names.clean(" ".join(made)))
    return sorted(called)


def columns(name: str) -> list[str]:
    """Given name, two words of a family, middle names, each of its own: what an office sorts a sheet by."""
    parts = names.split(name)
    family = [*parts.family.split(), "", ""][:2]
    return [parts.given, *family, *parts.middle.split(), *[""] * WORDS][:WORDS]


@pytest.mark.django_db
@pytest.mark.postgres
def test_ten_thousand_names_stand_in_the_order_of_icu():
    if connection.vendor != "postgresql":
        pytest.skip("the oracle is the ICU inside PostgreSQL")
    called = ten_thousand()
    columns_of = [f"w{number}" for number in range(WORDS)]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE called (name text, {', '.join(f'{one} text' for one in columns_of)})")
        cursor.executemany(
            f"INSERT INTO called VALUES ({', '.join(['%s'] * (WORDS + 1))})", [(one, *columns(one)) for one in called]
        )
        order = ", ".join(f'{one} COLLATE "vi-x-icu"' for one in columns_of)
        cursor.execute(f'SELECT name FROM called ORDER BY {order}, name COLLATE "C"')
        by_icu = [row[0] for row in cursor.fetchall()]
    assert len(by_icu) >= COUNT
    # Where ours takes two names for one (their writing alone differs), either may stand first.
    assert [names.sort_key(one) for one in by_icu] == sorted(map(names.sort_key, called))
