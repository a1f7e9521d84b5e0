"""The history, and the only writer of facts.

A verb opens an act; `create`, `change` and `remove` write rows and note before and after by themselves; when the
outermost act ends, every act inside it becomes one line of the chain, in the same transaction. An act that raises
leaves neither facts nor lines.
"""

from .acts import act
from .chained import MANY, body_of, keep_values, number_of
from .opened import Actor, OpenAct, acts_inside, begin_many, concerns, current, note, only_asks, plain, tried
from .reading import is_all_own, is_own, lines, lines_about, lines_about_account, lines_about_row, taken_off
from .rows import (
    DERIVED,
    GONE,
    LINKS,
    NEW,
    SET,
    attname_of,
    beside,
    change,
    change_many,
    create,
    create_many,
    enter_many,
    remove,
    remove_many,
    set_links,
    table_name,
    table_of,
)

__all__ = [
    "DERIVED",
    "GONE",
    "LINKS",
    "MANY",
    "NEW",
    "SET",
    "Actor",
    "OpenAct",
    "act",
    "acts_inside",
    "attname_of",
    "begin_many",
    "beside",
    "body_of",
    "change",
    "change_many",
    "concerns",
    "create",
    "create_many",
    "current",
    "enter_many",
    "is_all_own",
    "is_own",
    "keep_values",
    "lines",
    "lines_about",
    "lines_about_account",
    "lines_about_row",
    "note",
    "number_of",
    "only_asks",
    "plain",
    "remove",
    "remove_many",
    "set_links",
    "table_name",
    "table_of",
    "taken_off",
    "tried",
]
