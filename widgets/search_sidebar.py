"""The search sidebar: a query, and what was found for it while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, OptionList, Static

from store.model import Hit, HitKind, SearchResult
from widgets.grouped_list import Group, GroupedList, Item
from widgets.hit_lines import prompt
from widgets.labels import MUTED, one_line, plain
from widgets.scope_suggester import Complete, ScopeSuggester
from widgets.search_words import nothing_found, other_spellings, read_as, scopes_taught

LONGEST_QUERY = 256
MOST_HITS = 50
"""Hits of one kind that are asked for: where so many come there may be more."""

_GROUPS: tuple[tuple[HitKind, str, int], ...] = (
    ("entity", "Names", 4),
    ("passage", "Passages", 8),
    ("article", "Articles", 4),
    ("tag", "Tags", 4),
    ("note", "Notes", 4),
    ("search", "Searches", 4),
)
"""Kind, heading, and the hits listed before the reader asks for the rest."""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A search to run again. ``name`` is empty for one that was merely recent."""

    query: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Rest:
    """Stands for the hits of a kind that are not listed yet."""

    kind: HitKind


class _Query(Input):
    """It is as wide as its place, so that a key typed lays out no screen anew."""

    virtual_size = Reactive(Size(0, 0), layout=False)


class SearchSidebar(Vertical):
    """Search as you type. The list keeps its place while results come in."""

    HELP = """\
Type to search articles, passages, names, tags and notes; slips of the finger are forgiven. ↑ ↓ choose and show the
hit beside, Enter opens it here, Alt-Enter or Ctrl-O in the next pane, Escape goes back to where you were. `@name`
`#tag` `outlet:` `since:` `in:pane` narrow the search, → completes them. Ctrl-X searches exactly what is typed, Ctrl-T
tags every hit, Ctrl-S keeps the search, Delete forgets a kept one; ↑ in the empty field brings the last search back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", show=False, id="search.next"),
        Binding("up", "move(-1)", "Previous", show=False, id="search.previous"),
        Binding("pagedown", "move(10)", "Ten on", show=False, id="search.page_down"),
        Binding("pageup", "move(-10)", "Ten back", show=False, id="search.page_up"),
        Binding("alt+enter,ctrl+o", "choose(True)", "Open in next pane", show=False, id="search.open_elsewhere"),
        Binding("ctrl+x", "exact", "Exactly as typed", show=False, priority=True, id="search.exact"),
        Binding("ctrl+t", "tag", "Tag every hit", show=False, priority=True, id="search.tag"),
        Binding("ctrl+s", "save", "Keep the search", show=False, priority=True, id="search.save"),
        Binding("delete", "forget", "Forget the search", show=False, priority=True, id="search.forget"),
        Binding("right", "complete", "Complete", show=False, priority=True, id="search.complete"),
        Binding("escape", "dismiss", "Back", show=False, id="search.dismiss"),
    ]

    DEFAULT_CSS = """
    SearchSidebar {
        width: 24%; min-width: 28; max-width: 34; height: 1fr; border: round $foreground 22%; padding: 0 1;
        border-title-color: $text-muted; border-subtitle-color: $text-disabled;
        & > Input, & > Input:focus {
            border: none; height: 1; padding: 0; background: transparent; background-tint: transparent 0%;
        }
        & > Input { margin-bottom: 1; }
        & > Static { height: auto; color: $text-muted; }
        & > GroupedList { scrollbar-gutter: stable; }
        & > .search-sidebar--also { margin-bottom: 1; }
        & > .-hidden { display: none; }
        &:focus-within { border: round $primary; border-title-color: $text; border-title-style: bold; }
        &:ansi { border: round ansi_bright_black; }
        &:ansi:focus-within { border: heavy ansi_default; }
    }
    """

    @dataclass
    class QueryChanged(Message):
        """The reader typed, or asked for another reading of it; only the latest matters."""

        query: str
        exact: bool

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, SearchSidebar.QueryChanged)

    @dataclass
    class HitChosen(Message):
        """Open ``hit``, in the next pane when ``elsewhere``."""

        hit: Hit
        elsewhere: bool

    @dataclass
    class HitPreviewed(Message):
        """The reader's arrows are on ``hit``."""

        hit: Hit

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, SearchSidebar.HitPreviewed)

    @dataclass
    class TagAsked(Message):
        """Tag these hits, all at once: the passages found, or the one name that the arrows are on."""

        query: str
        hits: tuple[Hit, ...]

    @dataclass
    class SaveAsked(Message):
        """Keep ``query``, which may be empty, under a name."""

        query: str

    @dataclass
    class ForgetAsked(Message):
        """Forget a saved or recent search."""

        search: SavedQuery

    class Dismissed(Message):
        """Back to the very spot."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.border_title = "Search"
        self.exact = False
        self._input = _Query(placeholder="words, @name, #tag …", max_length=LONGEST_QUERY, select_on_focus=True)
        self._also = Static("", markup=False, classes="search-sidebar--also -hidden")
        self._empty = Static("", markup=False)
        self._said: dict[Static, Content] = {}
        self._list = GroupedList()
        self._list.can_focus = False
        self._searches: tuple[SavedQuery, ...] = ()
        self._result = SearchResult("")
        self._offers: tuple[str, ...] = ()
        self._whole: set[HitKind] = set()
        self._moved = False
        self._recalled: int | None = None

    def compose(self) -> ComposeResult:
        yield self._input
        yield self._also
        yield self._empty
        yield self._list

    def on_mount(self) -> None:
        self.show_searches(self._searches)

    def on_resize(self, event: events.Resize) -> None:
        if self._result.hits:
            self._list_hits(keep=True)

    @property
    def query_text(self) -> str:
        return self._input.value

    @property
    def result(self) -> SearchResult:
        """What is listed."""
        return self._result

    @property
    def offers(self) -> tuple[str, ...]:
        """What the scope at the end of the query may become."""
        return self._offers

    def open(self, query: str | None = None) -> None:
        """Take the keyboard, with ``query`` typed in unless None."""
        if query is not None:
            self._input.value = query
            self._input.cursor_position = len(query)
        self._input.focus()

    def complete_with(self, complete: Complete) -> None:
        """Ask ``complete`` what the scope being typed may become."""
        self._input.suggester = ScopeSuggester(complete, self._offer)

    # What was found

    def show(self, result: SearchResult, *, pending: bool = False) -> None:
        """List what was found, unless the reader has typed on since. ``pending``: other spellings come later."""
        query = result.query.strip()
        if query != self.query_text.strip() or not query:
            return
        same = (result.query, result.hits) == (self._result.query, self._result.hits)
        self._result = result
        if not same or not result.hits:
            self._list_hits(keep=self._moved)
        nothing = other_spellings() if pending else nothing_found(result.query)
        self._say(read_as(result, self.exact), Content("") if result.hits or self._offers else nothing)
        self.border_subtitle = "Ctrl-T tags these" if any(hit.kind == "passage" for hit in result.hits) else ""

    def fail(self, words: str) -> None:
        """Say that the search failed, and why."""
        self._say(Content(""), Content(one_line(words)))

    def show_searches(self, searches: Sequence[SavedQuery]) -> None:
        """Remember the saved and recent searches, listed while nothing is typed."""
        self._searches = tuple(searches)
        if self.query_text.strip():
            return
        self._result = SearchResult("")
        saved = tuple(_search_item(search) for search in searches if search.name)
        recent = tuple(_search_item(search) for search in searches if not search.name)
        self._list.show([Group("Saved", saved), Group("Recent", recent)], highlight=False)
        self._say(read_as(self._result, self.exact), scopes_taught())
        self.border_subtitle = ""

    def _list_hits(self, *, keep: bool) -> None:
        width = self._list.scrollable_content_region.width or self._list.size.width or 24
        groups = [self._group(kind, title, few, width) for kind, title, few in _GROUPS]
        self._list.show([_completions(self._offers), *groups], keep=keep)

    def _group(self, kind: HitKind, title: str, few: int, width: int) -> Group:
        hits = _once([hit for hit in self._result.hits if hit.kind == kind])
        listed = hits if kind in self._whole or len(hits) <= few + 1 else hits[:few]
        items = [Item(f"{kind}-{hit.id}-{hit.article}-{hit.start}", prompt(hit, width), hit) for hit in listed]
        if len(listed) < len(hits):
            items.append(Item(f"{kind}-rest", plain(f"… {len(hits) - few} more", MUTED), _Rest(kind)))
        total = self._result.counts.get(kind)
        return Group(title, tuple(items), total, more=(total or 0) >= MOST_HITS)

    def _offer(self, query: str, offers: Sequence[str]) -> None:
        """List what the scope at the end of ``query`` may become, unless the reader has typed on since."""
        if query == self.query_text and tuple(offers) != self._offers:
            self._offers = tuple(offers)
            self._list_hits(keep=self._moved)
            if offers:
                self._say(read_as(self._result, self.exact), Content(""))

    def _say(self, also: Content, empty: Content) -> None:
        """Tell how the query was read, and what there is to say where nothing was found; laid out only when new."""
        for static, words in ((self._also, also), (self._empty, empty)):
            if not words.is_same(self._said.get(static, Content(""))):
                self._said[static] = words
                static.update(words)
                static.set_class(not words.plain, "-hidden")

    # What the reader does

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self._whole, self._moved, self._offers = set(), False, ()
        if not message.value.strip():
            self.show_searches(self._searches)
        self._ask()

    def _ask(self) -> None:
        self.post_message(self.QueryChanged(self.query_text, self.exact))

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        self.action_choose(False)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()
        if isinstance(self._list.value, Hit):
            self.post_message(self.HitPreviewed(self._list.value))

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_choose(False)

    def action_move(self, steps: int) -> None:
        if steps < 0 and self._list.highlighted is None:
            self._recall()
            return
        self._moved = True
        self._list.step(steps)
        self._list_rest()

    def _list_rest(self) -> None:
        """When the reader comes to where a group was cut, list the rest of it."""
        rest, place = self._list.value, self._list.highlighted
        if isinstance(rest, _Rest):
            self._whole.add(rest.kind)
            self._list_hits(keep=False)
            self._list.highlighted = place

    def _recall(self) -> None:
        """Type the last search again."""
        recent = [search.query for search in self._searches if not search.name]
        if recent:
            self.open(recent[0])

    def action_choose(self, elsewhere: bool) -> None:
        value = self._list.value
        if isinstance(value, Hit) and value.kind == "search":
            self.open(next((one.query for one in self._searches if one.name == value.title), value.title))
        elif isinstance(value, Hit):
            self.post_message(self.HitChosen(value, elsewhere))
        elif isinstance(value, SavedQuery):
            self.open(value.query)
        else:
            self._list_rest()

    def action_exact(self) -> None:
        """Search exactly what is typed, or other spellings too."""
        self.exact = not self.exact
        self._say(read_as(SearchResult(""), self.exact), Content(""))
        self._ask()

    def action_tag(self) -> None:
        chosen = self._list.value
        if self._moved and isinstance(chosen, Hit) and chosen.kind == "entity":
            hits: tuple[Hit, ...] = (chosen,)
        else:
            hits = tuple(hit for hit in self._result.hits if hit.kind == "passage")
        self.post_message(self.TagAsked(self.query_text.strip(), hits))

    def action_save(self) -> None:
        self.post_message(self.SaveAsked(self.query_text.strip()))

    def action_forget(self) -> None:
        if (search := self._chosen_search()) is not None:
            self.post_message(self.ForgetAsked(search))

    def action_complete(self) -> None:
        self.open(self._offers[0])

    def action_dismiss(self) -> None:
        self.post_message(self.Dismissed())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave → and Delete to the input unless there is something to complete or to forget."""
        at_end = self._input.cursor_position == len(self.query_text)
        if action == "complete":
            return at_end and bool(self._offers)
        if action == "forget":
            return at_end and self._chosen_search() is not None
        return True

    def _chosen_search(self) -> SavedQuery | None:
        value = self._list.value
        if isinstance(value, Hit) and value.kind == "search":
            return next((one for one in self._searches if one.name == value.title), None)
        return value if isinstance(value, SavedQuery) and value in self._searches else None


def _once(hits: Sequence[Hit]) -> list[Hit]:
    """Hits without repeats: two at one place would be one item."""
    return list({(hit.kind, hit.id, hit.article, hit.start): hit for hit in hits}.values())


def _completions(offers: Sequence[str]) -> Group:
    items = tuple(Item(f"offer-{offer}", plain(offer), SavedQuery(offer)) for offer in offers)
    return Group("→ completes", items, aside=True)


def _search_item(search: SavedQuery) -> Item:
    label = plain(search.name or search.query)
    if search.name and search.name != search.query:
        label = Content.assemble(label, "  ", plain(search.query, MUTED))
    return Item(f"{search.name}\n{search.query}", label, search)
