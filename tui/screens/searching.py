"""The search sidebar at work: it asks the search thread, shows hits beside, opens, keeps and tags them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.message import Message
from textual.timer import Timer

from store.model import Hit, SearchResult, Span
from tui.screens.previewing import Previewing
from tui.session import Session
from tui.targets import spans_of
from tui.together import Place
from widgets.search_sidebar import SavedQuery, SearchSidebar

START_AFTER = 0.3
"""Seconds after the first text is on screen until the search thread reads the library's words."""

PREVIEW_AFTER = 0.08
"""Seconds that the arrows rest on a hit until it is shown: holding one down loads nothing."""

_SIDEBAR_KEYS = (
    ("search.next", "down", "hits"),
    ("search.choose", "enter", "open"),
    ("search.open_elsewhere", "ctrl+o", "beside"),
    ("search.save", "ctrl+s", "keep"),
    ("search.dismiss", "escape", "back"),
)
"""What the status line tells while the sidebar has the keyboard; other keys stand in the sidebar where they matter."""

ASK_AGAIN_EVERY = 0.1
"""Seconds between two looks whether the library's words have been read."""


class Searching(Previewing):
    """The sidebar's part of the reading screen."""

    class Answered(Message):
        """The search thread has found something."""

        def __init__(self, result: SearchResult) -> None:
            super().__init__()
            self.result = result

    class SearchFailed(Message):
        """The search thread met an error."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.walked: tuple[Place, ...] = ()
        self.walked_what = ""
        self._previewing: Timer | None = None
        self._asking_again: Timer | None = None

    async def on_mount(self) -> None:
        self.sidebar.complete_with(self._complete)
        self.set_timer(START_AFTER, self._start_search)

    @property
    def sidebar(self) -> SearchSidebar:
        return self.query_one(SearchSidebar)

    async def action_search(self) -> None:
        """Open the sidebar, remembering the very spot."""
        sidebar = self.sidebar
        if not sidebar.has_focus_within:
            self.remember_spot()
        self.query_one("#comparison").display = False
        sidebar.display = True
        sidebar.open()
        await self._list_searches()
        await self._start_search()

    async def action_sidebar_does(self, action: str) -> None:
        """Do with the search what the sidebar does, wherever the keyboard is."""
        await self.action_search()
        await self.app.run_action(action, self.sidebar)

    @property
    def hints(self) -> str:
        return self.hints_of(_SIDEBAR_KEYS) if self.sidebar.has_focus_within else super().hints

    # Asking

    async def _start_search(self) -> None:
        """Start the search thread, and what it imports, off the event loop."""
        await self.ask(self.diptych.searcher.start, self._deliver, self._tell_failure)

    def _deliver(self, result: SearchResult) -> None:
        """Called in the search thread: hand the result to the event loop, and wait for nothing."""
        self.post_message(self.Answered(result))

    def _tell_failure(self, error: Exception) -> None:
        """Called in the search thread."""
        self.post_message(self.SearchFailed(error))

    async def _complete(self, query: str) -> Sequence[str]:
        with self.errors_in_words():
            return await self.ask(self.diptych.searcher.completions, query)
        return ()

    @on(SearchSidebar.QueryChanged)
    def _query_changed(self) -> None:
        self._stop_previewing()
        self._submit()

    def _submit(self) -> None:
        """Search for what is typed; once more when the library's words have been read, if they are not yet."""
        searcher = self.diptych.searcher
        early = searcher.reading
        searcher.submit(self.sidebar.query_text, in_pane=self.ids, exact=self.sidebar.exact)
        if (early or searcher.reading) and self._asking_again is None:
            self._asking_again = self.set_interval(ASK_AGAIN_EVERY, self._ask_again)

    def _ask_again(self) -> None:
        if not self.diptych.searcher.reading:
            self._stop_asking_again()
            self._submit()

    def _stop_asking_again(self) -> None:
        if self._asking_again is not None:
            self._asking_again.stop()
            self._asking_again = None

    @on(Answered)
    def _show_result(self, message: Answered) -> None:
        self.sidebar.show(message.result, pending=self.diptych.searcher.reading)

    @on(SearchFailed)
    def _show_failure(self, message: SearchFailed) -> None:
        self._stop_asking_again()
        self.sidebar.fail(
            f"The search failed: {message.error}. Type on to try again; diptych doctor checks the library."
        )

    # Looking at a hit, and going there

    @on(SearchSidebar.HitPreviewed)
    def _preview_soon(self, message: SearchSidebar.HitPreviewed) -> None:
        self._stop_previewing()
        self._previewing = self.set_timer(PREVIEW_AFTER, partial(self._preview_hit, message.hit))

    def _preview_hit(self, hit: Hit) -> None:
        place = self._place_of_name(hit) if hit.kind == "entity" else None
        if place is not None:
            self.light_up(place)
        elif hit.article is not None:
            self.run_worker(
                self.preview(hit.article, spans_of(hit)), exclusive=True, group="preview", exit_on_error=False
            )

    def _stop_previewing(self) -> None:
        if self._previewing is not None:
            self._previewing.stop()
            self._previewing = None
        self.workers.cancel_group(self, "preview")

    @on(SearchSidebar.HitChosen)
    async def _choose(self, message: SearchSidebar.HitChosen) -> None:
        self._stop_previewing()
        self._remember_search()
        with self.errors_in_words():
            await self._open_hit(message.hit, message.elsewhere)
        if not self.has_class("-wide"):
            self.sidebar.display = False

    async def _open_hit(self, hit: Hit, elsewhere: bool) -> None:
        """Go where the hit leads: a passage of an article, a name's mentions, a tag's passages."""
        if hit.kind == "entity":
            self._open_name(hit)
        elif hit.kind == "tag":
            self.diptych.open_passages(tag=hit.title)
        elif hit.article is not None:
            with self.app.batch_update():
                self.end_preview()
                await (self.open_beside(hit.article) if elsewhere else self.open_here(hit.article))
            self.remember_opened()
            self._walk_hits()
            if hit.start is None:
                self.focus_pane(self.ids.index(hit.article))
            else:
                start = spans_of(hit)[0].start
                self.go_to(hit.article, start)
                self.call_after_refresh(self.go_to, hit.article, start)

    def _open_name(self, hit: Hit) -> None:
        """Light the name up where it stands on the desk; else open its card."""
        place = self._place_of_name(hit)
        if place is None:
            self.diptych.open_names(hit.id)
        else:
            self.hold_name(place)
            self.walk(1)

    def _place_of_name(self, hit: Hit) -> int | None:
        entities = self.overlays.comparison.entities
        return next((place for place, entity in enumerate(entities) if entity.entity == hit.id), None)

    def _walk_hits(self) -> None:
        """Light up every hit in the open articles; n and N walk them."""
        ids = self.ids
        found: dict[int, set[Span]] = {}
        for hit in self.sidebar.result.hits:
            if hit.kind == "passage" and hit.article in ids:
                found.setdefault(hit.article, set()).update(spans_of(hit))
        self.found = {article: tuple(sorted(spans)) for article, spans in found.items()}
        self.walked = tuple((article, span) for article in ids for span in self.found.get(article, ()))
        self.walked_what = f"'{self.sidebar.query_text.strip()}'"
        self.repaint_marks()

    def hold_name(self, place: int) -> None:
        """Hold on to a name: n and N walk its mentions."""
        overlays = self.overlays
        self.walked = overlays.mentions(place)
        self.walked_what = overlays.entity(place).name
        self.light_up(place)

    def walk(self, step: int) -> None:
        """Go to the next or previous of the places that are walked."""
        raise NotImplementedError

    @on(SearchSidebar.Dismissed)
    async def _dismissed(self) -> None:
        await self.return_to_spot()

    async def return_to_spot(self) -> None:
        """Leave the search and put everything back as it was before."""
        self._stop_previewing()
        self.sidebar.display = self.session.sidebar and self.has_class("-wide")
        await self.go_to_spot()

    # Searches that are kept

    def _remember_search(self) -> None:
        self.session.remember_search(self.sidebar.query_text.strip())

    async def _list_searches(self) -> None:
        with self.errors_in_words():
            self.sidebar.show_searches(await self.ask(self.diptych.recent_searches))

    @on(SearchSidebar.SaveAsked)
    def _ask_name(self, message: SearchSidebar.SaveAsked) -> None:
        from tui.screens.prompting import PromptScreen

        if not message.query:
            self.say("nothing to keep: type a search first")
            return
        prompt = PromptScreen("Keep this search under which name?", message.query)
        self.app.push_screen(prompt, partial(self._save_search, message.query))

    async def _save_search(self, query: str, name: str | None) -> None:
        if name:
            with self.errors_in_words():
                await self.ask(self.library.searches.save, name, query)
                self._remember_search()
                await self._list_searches()
                self.say(f"kept the search {name}")

    @on(SearchSidebar.ForgetAsked)
    async def _forget_search(self, message: SearchSidebar.ForgetAsked) -> None:
        search: SavedQuery = message.search
        with self.errors_in_words():
            if search.name:
                await self.ask(self.library.searches.remove, search.name)
            else:
                self.session.recent_searches.remove(search.query)
            await self._list_searches()
            self._submit()
            self.say(
                f"forgot the search {search.name or search.query}" + (" · u brings it back" if search.name else "")
            )

    # Tagging what was found

    @on(SearchSidebar.TagAsked)
    async def _tag_hits(self, message: SearchSidebar.TagAsked) -> None:
        from tui.autocoding import candidates
        from tui.screens.autocoding import AutocodeScreen

        self._stop_previewing()
        with self.errors_in_words():
            found = await self.ask(candidates, self.library, message.hits)
            if not found:
                self.say("nothing to tag: search for words or a name first")
                return
            self._remember_search()
            self.app.push_screen(AutocodeScreen(message.query, found), self._hits_tagged)

    async def _hits_tagged(self, said: str | None) -> None:
        if said:
            await self.return_to_spot()
            await self.refresh_passages()
            self.say(said)
