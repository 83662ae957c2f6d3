"""One child process takes the pages of all these tests apart, in place of one for every source."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, nullcontext

import pytest

from store.sources import reading
from store.sources.extraction import Extractor


@pytest.fixture(scope="session", autouse=True)
def shared_extractor() -> Iterator[None]:
    """Let every ``read`` use the same child."""
    with closing(Extractor()) as shared, pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "closing", lambda _: nullcontext(shared))
        yield
