"""Steps in their order, whatever they are steps of: what each stands on, what stands on it, which comes next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Step = TypeVar("Step")


@dataclass(frozen=True)
class Order(Generic[Step]):
    """{step: what is done before it, on no later day}, in the order of the steps."""

    after: Mapping[Step, tuple[Step, ...]]

    def before(self, step: Step, out: Collection[Step]) -> Iterator[Step]:
        """The steps it stands on: those left out hand on to what they stood on."""
        for one in self.after[step]:
            if one in out:
                yield from self.before(one, out)
            else:
                yield one

    def behind(self, step: Step, out: Collection[Step], recorded: Collection[Step] = ()) -> list[Step]:
        """The steps that stand on it, in their order; of those left out only what was `recorded`."""
        return [one for one in self.after if (one not in out or one in recorded) and step in set(self.before(one, out))]

    def upcoming(self, done: Collection[Step], out: Collection[Step]) -> Step | None:
        """The first step that is neither done nor left out; None when there is none."""
        return next((one for one in self.after if one not in done and one not in out), None)
