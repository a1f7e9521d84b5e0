"""A row of a workbook, pasted into a plan of reorganisation, read as a step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit import names
from members.errors import Refusal
from members.models import Kind, ReorganisationStep, Sector, StepKind
from members.procedure.reorganisation import StepGiven

# What stands in the second column. A split asks for persons, and has its own page.
WORDS = {names.fold(kind.label): kind for kind in StepKind if kind != StepKind.SPLIT}


class Known:
    """Organisations by their code and their names, with or without what stands above them; kinds by their name."""

    def __init__(self, terms: Any, made: Iterable[ReorganisationStep]) -> None:
        self.found: dict[str, list[Any]] = {}
        self.kinds = {names.fold(kind.name): kind for kind in Kind.objects.all()}
        short = {term.organisation_id: term.short_name for term in terms.rows}
        for term in terms.rows:
            above = terms.names.get(term.parent_id or 0, "")
            # As lists of choices call it, too: Chi bộ Thôn 1 (Xã An Khê).
            told = ("", above, short.get(term.parent_id, ""))
            said = {term.code, *(names.fold(f"{term.name} {one}") for one in told)}
            for key in said - {""}:
                self.found.setdefault(key, []).append(term.organisation)
        self.parents = {term.organisation_id: term.kind for term in terms.rows}
        for one in made:
            self.found.setdefault(names.fold(one.name), []).append(one)

    def step(self, line: str) -> StepGiven:
        """Raises Refusal with what is wrong with the line."""
        cells = [names.clean(one) for one in line.split("\t" if "\t" in line else ";")]
        who, what, to, code, kind = (*cells, "", "", "", "", "")[:5]
        done = WORDS.get(names.fold(what))
        if done is None:
            told = ", ".join(kind.label for kind in WORDS.values())
            raise Refusal(f"cột thứ hai là một trong các việc: {told}. Tách chi bộ có trang riêng.")
        if done == StepKind.MAKE:
            made = StepGiven(done, into=self._one(to), name=who, code=code, kind=self._kind(kind),
                             sector=Sector.RESIDENTIAL)  # fmt: skip
            self.found.setdefault(names.fold(who), []).append(made)
            return made
        here = self._one(who)
        if done == StepKind.RENAME:
            return StepGiven(done, here, name=to or who, code=code)
        if done == StepKind.KIND:
            return StepGiven(done, here, kind=self._kind(to))
        return StepGiven(done, here, self._one(to) if to or done != StepKind.CLOSE else None)

    def _one(self, said: str) -> Any:
        """The organisation of this code or name, or the one that the plan makes under it."""
        found = self.found.get(said) or self.found.get(names.fold(said), [])
        if not found:
            raise Refusal(f"không thấy tổ chức “{said}” vào ngày có hiệu lực.")
        if len(found) > 1:
            raise Refusal(f"có nhiều tổ chức “{said}”; ghi mã, hoặc thêm tên cấp trên, trong ngoặc, sau tên.")
        return found[0]

    def _kind(self, said: str) -> Kind:
        kind = self.kinds.get(names.fold(said))
        if kind is None:
            raise Refusal(f"loại tổ chức là một trong: {', '.join(one.name for one in self.kinds.values())}.")
        return kind
