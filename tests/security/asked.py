"""Whether an answer has looked at a word behind the question mark of its address: if not, it is the same for each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.utils.functional import cached_property


class Watched(QueryDict):
    """Notes each key it is asked for. Whoever goes over all of them has asked for every key."""

    @property
    def noted(self) -> set[str]:
        noted: set[str] = self.__dict__.setdefault("_noted", set())
        return noted

    def __getitem__(self, key: str) -> Any:
        self.noted.add(key)
        return super().__getitem__(key)

    def getlist(self, key: str, default: Any = None) -> list[Any]:
        self.noted.add(key)
        return super().getlist(key, default)

    def __contains__(self, key: object) -> bool:
        self.noted.add(str(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self.noted.update(self.keys())
        return super().__iter__()

    def lists(self) -> Any:
        self.noted.update(self.keys())
        return super().lists()


@contextmanager
def watching() -> Iterator[None]:
    """Requests note what of their query is looked at (see `asks`)."""
    watched = cached_property(lambda request: Watched(request.META.get("QUERY_STRING", ""), encoding="utf-8"))
    watched.__set_name__(WSGIRequest, "GET")
    with patch.object(WSGIRequest, "GET", watched):
        yield


def asks(answer: Any, key: str) -> bool:
    """Whether what answered has looked at that key. What has no request of ours is taken to have."""
    request = getattr(answer, "wsgi_request", None)
    if request is None:
        return True
    query = request.__dict__.get("GET")
    return query is not None and (not isinstance(query, Watched) or key in query.noted)
