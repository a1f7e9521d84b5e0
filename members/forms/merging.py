"""Two records held side by side: one choice for each point in which they differ, the ground, and the paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from members.rules.merging import ABSORBED, FOLLOW, KEPT, LEFT, Point

from .acts import REASON_HINT, PaperForm, ReasonForm
from .fields import WordsField

FOLLOWS, LEAVES = "Cả hai, nối tiếp nhau: nơi trước thôi khi nơi sau bắt đầu", "Không lấy sang"
ONE_AFTER = "Cả hai, nối tiếp nhau: cái trước thôi khi cái sau bắt đầu"


class MergeForm(PaperForm, ReasonForm):
    """`ask` puts a field for each point in front, named by its key."""

    why = WordsField(label="Căn cứ để gộp", max_length=300, help_text=REASON_HINT.format(act="gộp"))
    seen_other = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def ask(self, points: Sequence[Point], say: Callable[[Point, tuple[Any, ...]], str]) -> None:
        """`say(point, one side of it)` in words."""
        self.points = list(points)
        for point in points:
            words = {
                KEPT: say(point, point.ours), ABSORBED: say(point, point.theirs), LEFT: LEAVES,
                FOLLOW: FOLLOWS if point.kind == "placements" else ONE_AFTER,
            }  # fmt: skip
            self.fields[point.key] = forms.ChoiceField(
                label=point.label, choices=[(way, words[way]) for way in point.ways], initial=point.proposed,
                widget=forms.RadioSelect, error_messages={"required": f"Chọn bên đúng cho mục: {point.label}"},
            )  # fmt: skip
        self.order_fields([*(point.key for point in points)])

    def rows(self) -> list[dict[str, Any]]:
        """Each point with its choices by side: the kept record's, the other's, and what is neither."""
        made = []
        for point in self.points:
            field = self[point.key]
            ways = {str(one.data["value"]): one for one in field}
            made.append(
                {
                    "field": field, "label": point.label, "kept": ways.pop(KEPT, None),
                    "absorbed": ways.pop(ABSORBED, None), "more": list(ways.values()),
                }
            )  # fmt: skip
        return made

    def rest(self) -> list[Any]:
        """The fields that are no points."""
        asked = {point.key for point in self.points}
        return [one for one in self.own() if one.name not in asked]

    def choices(self) -> dict[str, str]:
        return {point.key: self.cleaned_data[point.key] for point in self.points}

    def seen_both(self) -> tuple[int, int] | None:
        """The newest acts about both when the page was made."""
        both = (self.cleaned_data.get("seen"), self.cleaned_data.get("seen_other"))
        return None if None in both else both  # type: ignore[return-value]
