"""Articles come to the desk and leave it: the text is shown at once, the comparison follows while one reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import work
from textual.worker import get_current_worker

from store.errors import DiptychError
from tui.desk import MOST_PANES, OpenArticle, compare_articles, open_article
from tui.marks import Overlays
from tui.screens.panes import PanesScreen
from tui.together import counterparts
from widgets.labels import count
from widgets.reading_pane import Heading, ReadingPane


class Opening(PanesScreen):
    """The opening part of the reading screen."""

    async def open(self, identifiers: Sequence[int], *, focus: int = 0) -> None:
        """Lay these articles on the desk, at most four, and show their text at once; the comparison follows."""
        opened = []
        for identifier in list(dict.fromkeys(identifiers))[:MOST_PANES]:
            with self.errors_in_words():
                opened.append(await self.ask(open_article, self.library, identifier))
        if len(set(identifiers)) > MOST_PANES:
            self.say(f"{MOST_PANES} articles fit side by side; the first {MOST_PANES} are open")
        await self.lay_out(opened, min(focus, max(0, len(opened) - 1)))

    async def open_beside(self, identifier: int) -> None:
        """Add an article to the desk, or replace the next pane's when the desk is full."""
        ids = self.ids
        if identifier in ids:
            self.focus_pane(ids.index(identifier))
            return
        if len(ids) < MOST_PANES:
            await self.open([*ids, identifier], focus=len(ids))
        else:
            index = (self.session.focus + 1) % len(ids)
            await self.open([*ids[:index], identifier, *ids[index + 1 :]], focus=index)

    async def open_here(self, identifier: int) -> None:
        """Show an article in the focused pane."""
        ids = self.ids
        if identifier in ids:
            self.focus_pane(ids.index(identifier))
            return
        index = min(self.session.focus, max(0, len(ids) - 1))
        await self.open([*ids[:index], identifier, *ids[index + 1 :]], focus=index)

    async def lay_out(self, opened: list[OpenArticle], focus: int) -> None:
        """Show these articles and no others, each where the reader was in it."""
        places = self.places()
        self.articles, self.overlays, self.tables = opened, Overlays(), {}
        self.session.articles, self.session.focus = self.ids, focus
        await self._load_passages()
        await self._fill_panes(places)
        self.focus_pane(focus)
        self.show_top()
        if opened:
            self.call_after_refresh(self.compare_again)

    async def _fill_panes(self, places: Mapping[int, tuple[int, int]]) -> None:
        """A pane for each open article, an empty one when none is open.

        A new pane gets its article before it is mounted, so that it is styled, laid out and painted once.
        """
        old, needed = self.panes, max(1, len(self.articles))
        new = [
            ReadingPane(classes="-attended" if place == self.session.focus else "") for place in range(len(old), needed)
        ]
        panes = [*old[:needed], *new]
        for pane in panes[len(self.articles) :]:
            pane.clear()
        for pane, one in zip(panes, self.articles, strict=False):
            self.show_article(pane, one, places.get(one.article.id, (one.article.position, one.article.position)))
        container = self.query_one("#panes")
        await container.remove_children(old[needed:])
        await container.mount_all(new)

    def show_article(self, pane: ReadingPane, one: OpenArticle, place: tuple[int, int]) -> None:
        """Load an article into a pane at ``place``: (top of the view, cursor)."""
        article, (top, cursor) = one.article, place
        heading = Heading(
            one.outlet,
            article.published,
            article.byline,
            article.words,
            article.hidden_characters,
            folded_lines_told(one),
        )
        pane.article.measure = self.session.measure
        pane.article.highlight_mode = self.session.highlights
        pane.article.dim_unaligned = self.session.dim
        pane.load(heading, one.page, self.marks_of(article.id))
        if cursor:
            pane.article.move_to(cursor)
        if top:
            pane.article.follow(top)

    # The comparison

    def compare_again(self) -> None:
        """Compare what is open, every place kept."""
        self._compare(self.ids)

    @work(thread=True, exclusive=True, group="compare", exit_on_error=False)
    def _compare(self, identifiers: list[int]) -> None:
        worker = get_current_worker()
        try:
            overlays = compare_articles(self.library, identifiers)
        except DiptychError as error:
            self.app.call_from_thread(self.complain, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self.show_comparison, overlays)

    def show_comparison(self, overlays: Overlays) -> None:
        """Mark what was found, unless other articles are open by now."""
        if list(overlays.comparison.articles) != self.ids:
            return
        self.overlays = overlays
        self.tables = {
            (one, other): counterparts(overlays.comparison, one, other)
            for one in self.ids
            for other in self.ids
            if one != other
        }
        self.repaint_marks()
        self.show_top()
        self.show_status()

    # The library changed

    async def refresh_from_library(self) -> None:
        """After something changed: passages, names and texts anew, every place kept."""
        await self.open(self.ids, focus=self.session.focus)

    async def refresh_passages(self) -> None:
        """After marking: the passages anew, nothing else."""
        await self._load_passages()
        self.repaint_marks()
        self.show_status()

    async def _load_passages(self) -> None:
        self.tags = {tag.path: tag for tag in await self.ask(self.library.tags.list)}
        self.passages = {article: await self.ask(self.library.passages.of, article) for article in self.ids}

    async def changed(self) -> None:
        await self.refresh_from_library()


def folded_lines_told(one: OpenArticle) -> str:
    """How many lines of the article are folded away, for its heading; nothing when none is."""
    folded = sum(not block.kept for block in one.article.blocks)
    return f"{count(folded, 'line')} folded" if folded else ""
