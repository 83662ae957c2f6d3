"""The search thread delivers the latest answer and never the one before it."""

import threading

import pytest

from store import open_store
from store.search.thread import SearchThread
from tests.store.making import HARBOUR, add


@pytest.fixture
def path(tmp_path):
    with open_store(tmp_path / "library.db") as library:
        add(library, *HARBOUR)
    return tmp_path / "library.db"


class Inbox:
    def __init__(self):
        self.results, self.errors = [], []
        self._arrived = threading.Condition()

    def deliver(self, result):
        with self._arrived:
            self.results.append(result)
            self._arrived.notify_all()

    def wait_for(self, query):
        with self._arrived:
            assert self._arrived.wait_for(lambda: self.results and self.results[-1].query == query, 20)
        return self.results[-1]


def test_the_latest_query_wins(path):
    inbox = Inbox()
    thread = SearchThread(path, inbox.deliver, inbox.errors.append)
    typed = "harbour closed after blast"
    for end in range(1, len(typed) + 1):
        thread.submit(typed[:end])
    result = inbox.wait_for(typed)
    assert result.counts["passage"] == 1
    queries = [one.query for one in inbox.results]
    assert queries == sorted(queries, key=len)
    assert not inbox.errors
    thread.close()


def test_options_reach_the_engine(path):
    inbox = Inbox()
    thread = SearchThread(path, inbox.deliver)
    thread.submit("harbour in:pane", articles=(99,), kinds=["passage"])
    assert inbox.wait_for("harbour in:pane").hits == ()
    thread.submit("harb", exact=True)
    assert inbox.wait_for("harb").hits == ()
    thread.close()


def test_words_are_corrected_once_the_vocabulary_is_read(path):
    inbox = Inbox()
    thread = SearchThread(path, inbox.deliver)
    ready = threading.Event()
    while thread.reading and not ready.wait(0.01):
        pass
    thread.submit("harbuor ")
    assert inbox.wait_for("harbuor ").corrected == {"harbuor": "harbour"}
    thread.close()


def test_nothing_is_delivered_after_closing(path):
    inbox = Inbox()
    thread = SearchThread(path, inbox.deliver)
    thread.submit("harbour")
    inbox.wait_for("harbour")
    thread.close()
    thread.submit("crane")
    thread.close()
    assert [one.query for one in inbox.results] == ["harbour"]


def test_a_library_that_is_not_there_is_told(tmp_path):
    told = threading.Event()
    SearchThread(tmp_path / "none.db", lambda result: None, lambda error: told.set()).submit("x")
    assert told.wait(20)
