"""Looking for things while reading: the search sidebar, find in the open articles, walking from match to match."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.widgets import Input

from store.model import Hit, SearchResult, Span
from tui.screens.part import ReadingPart
from tui.together import Place, next_place
from widgets.search_sidebar import SearchSidebar

LONGEST_FIND = 128


@dataclass(frozen=True, slots=True)
class Spot:
    """The very spot to come back to: what was open, and each article's (top of view, cursor)."""

    articles: tuple[int, ...]
    focus: int
    places: dict[int, tuple[int, int]]


class Finding(ReadingPart):
    """The finding half of the reading screen."""

    def __init__(self) -> None:
        super().__init__()
        self.walked: tuple[Place, ...] = ()
        self.walked_what = ""
        self.found: dict[int, tuple[Span, ...]] = {}
        self._spot: Spot | None = None

    # The sidebar

    async def action_search(self) -> None:
        """Open the sidebar, remembering the very spot."""
        sidebar = self.query_one(SearchSidebar)
        if not sidebar.has_focus_within:
            self._spot = self._spot_now()
        self.query_one("#comparison").display = False
        sidebar.display = True
        sidebar.open()
        with self.errors_in_words():
            sidebar.show_searches(await self.ask(self.diptych.recent_searches))

    def _spot_now(self) -> Spot:
        return Spot(tuple(self.reading.ids), self.reading.session.focus, self.reading._places())

    @on(SearchSidebar.QueryChanged)
    def _query_changed(self, message: SearchSidebar.QueryChanged) -> None:
        self.diptych.searcher.submit(message.query, in_pane=self.reading.ids, deliver=self._deliver)

    def _deliver(self, result: SearchResult) -> None:
        """Called in the search thread: hand the result to the event loop, unless the program is ending."""
        if self.app.is_running:
            self.app.call_from_thread(self._show_result, result)

    def _show_result(self, result: SearchResult) -> None:
        if self.is_attached:
            self.query_one(SearchSidebar).show(result)

    @on(SearchSidebar.HitPreviewed)
    def _preview(self, message: SearchSidebar.HitPreviewed) -> None:
        hit = message.hit
        if hit.article is not None and hit.start is not None and hit.article in self.reading.ids:
            pane = self.reading.pane_of(hit.article)
            if pane is not None:
                self.found = {hit.article: (Span(hit.start, hit.end or hit.start),)}
                self.reading.repaint_marks()
                pane.article.scroll_to_offset(hit.start, "center")

    @on(SearchSidebar.HitChosen)
    async def _choose(self, message: SearchSidebar.HitChosen) -> None:
        hit = message.hit
        self.reading.session.remember_search(self.query_one(SearchSidebar).query_text.strip())
        with self.errors_in_words():
            await self._open_hit(hit, message.elsewhere)
        if self.reading.has_class("-stacked") or not self.reading.has_class("-wide"):
            self.query_one(SearchSidebar).display = False

    async def _open_hit(self, hit: Hit, elsewhere: bool) -> None:
        """Go where the hit leads: a passage of an article, a name's mentions, a tag's passages."""
        reading = self.reading
        if hit.kind == "entity":
            await self._open_entity(hit)
        elif hit.kind == "tag":
            self.diptych.open_passages(tag=hit.title)
        elif hit.article is not None:
            await (reading.open_beside(hit.article) if elsewhere else reading.open_here(hit.article))
            if hit.start is not None:
                self.found = {hit.article: (Span(hit.start, hit.end or hit.start),)}
                reading.repaint_marks()
                reading.go_to(hit.article, hit.start)
            else:
                reading.focus_pane(reading.ids.index(hit.article))

    async def _open_entity(self, hit: Hit) -> None:
        """Light the name up where it stands on the desk; else open its card."""
        reading = self.reading
        comparison = reading.overlays.comparison
        place = next((n for n, entity in enumerate(comparison.entities) if entity.entity == hit.id), None)
        if place is None:
            self.diptych.open_names(hit.id)
            return
        self.hold_name(place)
        self.walk(1)

    @on(SearchSidebar.Dismissed)
    async def _dismissed(self) -> None:
        await self.return_to_spot()

    async def return_to_spot(self) -> None:
        """Put everything back as it was before the search was opened."""
        spot, self._spot = self._spot, None
        sidebar = self.query_one(SearchSidebar)
        sidebar.display = self.reading.session.sidebar and self.reading.has_class("-wide")
        self.found = {}
        reading = self.reading
        if spot is None:
            reading.repaint_marks()
            reading.focus_pane(reading.session.focus)
            return
        if list(spot.articles) != reading.ids:
            await reading.open(spot.articles, focus=spot.focus)
        reading.repaint_marks()
        for article, (top, cursor) in spot.places.items():
            pane = reading.pane_of(article)
            if pane is not None:
                pane.article.move_to(cursor)
                pane.article.follow(top)
        reading.focus_pane(spot.focus)

    # Find in the open articles

    def action_find(self) -> None:
        finder = self.query_one("#find", Input)
        finder.display = True
        finder.focus()

    @on(Input.Changed, "#find")
    def _find_typed(self, message: Input.Changed) -> None:
        self.find(message.value)

    @on(Input.Submitted, "#find")
    def _find_entered(self, message: Input.Submitted) -> None:
        self.query_one("#find").display = False
        self.reading.focus_pane(self.reading.session.focus)
        if self.walked:
            self.walk(1)
        elif message.value.strip():
            self.say(f"'{message.value.strip()}' is in none of the open articles")

    def find(self, text: str) -> None:
        """Light up every occurrence of ``text``, whatever its case, in the open articles."""
        wanted = text.strip()[:LONGEST_FIND]
        pattern = re.compile(r"\s+".join(map(re.escape, wanted.split())), re.IGNORECASE) if wanted else None
        self.found = {
            one.article.id: tuple(Span(*match.span()) for match in pattern.finditer(one.article.text))
            if pattern
            else ()
            for one in self.reading.articles
        }
        self.walked = tuple((article, span) for article, spans in self.found.items() for span in spans)
        self.walked_what = f"'{wanted}'"
        self.reading.repaint_marks()
        self.say(f"{len(self.walked)} found" if wanted else "")

    # Walking from match to match

    def action_mention(self, step: int) -> None:
        """The next or previous mention of the held name, the found text, or the name under the cursor."""
        if not self.walked and self.reading.pane is not None:
            place = self.reading.pane.article.entity
            if place is None:
                place = self.nearest_name(step)
            if place is not None:
                self.hold_name(place)
        self.walk(step)

    def nearest_name(self, step: int) -> int | None:
        """The next name after (or before) the cursor in this pane."""
        pane = self.reading.pane
        if pane is None:
            return None
        offset = pane.article.cursor.start
        names = [mark for mark in pane.article.marks.names if (mark.start > offset) == (step > 0)]
        mark = min(names, key=lambda mark: abs(mark.start - offset), default=None)
        return mark.entity_key if mark else None

    def hold_name(self, place: int) -> None:
        """Hold on to a name: n and N walk its mentions."""
        overlays = self.reading.overlays
        self.walked = overlays.mentions(place)
        self.walked_what = overlays.entity(place).name
        self.reading.light_up(place)

    def walk(self, step: int) -> None:
        """Go to the next or previous of the places that are walked."""
        self.walk_places(self.walked, step, self.walked_what)

    def walk_places(self, places: Sequence[Place], step: int, what: str) -> None:
        reading = self.reading
        if reading.here is None or reading.pane is None:
            return
        offset = reading.pane.article.cursor.start
        index = next_place(places, reading.ids, reading.here.article.id, offset, step)
        if index is None:
            self.say(f"no {what} here" if what else "no name here")
            return
        article, span = places[index]
        reading.go_to(article, span.start)
        self.say(f"{what} · {index + 1} of {len(places)}")

    def action_back(self) -> None:
        """Drop the innermost thing: the selection, then what was found, then the search, then one-pane view."""
        reading = self.reading
        finder = self.query_one("#find", Input)
        if finder.display:
            finder.display = False
            self.find("")
            reading.focus_pane(reading.session.focus)
        elif reading.pane is not None and reading.pane.article.selected is not None:
            reading.pane.article.clear_select()
        elif self._spot is not None:
            self.call_later(self.return_to_spot)
        elif self.walked or self.found:
            self.walked, self.found = (), {}
            reading.repaint_marks()
            self.say("")
        elif reading.maximised:
            reading.maximised = False
        elif self.query_one("#comparison").display:
            reading.action_comparison()
