"""The search sidebar: a query, and what was found for it while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from store.model import Hit, HitKind, SearchResult
from widgets.grouped_list import Group, GroupedList, Item
from widgets.labels import MUTED, lit, one_line, plain

LONGEST_QUERY = 256

_GROUPS: tuple[tuple[HitKind, str], ...] = (
    ("entity", "Names"),
    ("passage", "Passages"),
    ("article", "Articles"),
    ("tag", "Tags"),
    ("note", "Notes"),
    ("search", "Searches"),
)

SCOPES = (
    ("@name", "names only"),
    ("#tag", "tagged so"),
    ("outlet:", "from one outlet"),
    ("since:", "from a date on"),
    ("in:pane", "in the open article"),
)


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A search to run again. ``name`` is empty for one that was merely recent."""

    query: str
    name: str = ""


class SearchSidebar(Vertical):
    """Search as you type. The list keeps its place while results come in."""

    HELP = """\
Type to search articles, passages, names, tags and notes; slips of the finger are forgiven. ↑ ↓ choose, Enter opens
here, Alt-Enter in the next pane, Escape goes back to where you were. `@name` `#tag` `outlet:` `since:` `in:pane`
narrow the search."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", show=False, id="search.next"),
        Binding("up", "move(-1)", "Previous", show=False, id="search.previous"),
        Binding("pagedown", "move(10)", "Ten on", show=False, id="search.page_down"),
        Binding("pageup", "move(-10)", "Ten back", show=False, id="search.page_up"),
        Binding("alt+enter,ctrl+o", "choose(True)", "Open in next pane", show=False, id="search.open_elsewhere"),
        Binding("escape", "dismiss", "Back", show=False, id="search.dismiss"),
    ]

    DEFAULT_CSS = """
    SearchSidebar {
        width: 34; height: 1fr; border: round $foreground 22%; border-title-color: $text-muted; padding: 0 1;
        border-subtitle-color: $text-disabled;
        & > Input, & > Input:focus {
            border: none; height: 1; padding: 0; background: transparent; background-tint: transparent 0%;
        }
        & > Input { margin-bottom: 1; }
        & > Static { height: auto; color: $text-muted; }
        & > .-hidden { display: none; }
        &:focus-within { border: round $primary; border-title-color: $text; border-title-style: bold; }
        &:ansi { border: round ansi_bright_black; }
        &:ansi:focus-within { border: heavy ansi_default; }
    }
    """

    @dataclass
    class QueryChanged(Message):
        """The reader typed; only the latest matters."""

        query: str

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

    class Dismissed(Message):
        """Back to the very spot."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.border_title = "Search"
        self._input = Input(placeholder="words, @name, #tag …", max_length=LONGEST_QUERY, select_on_focus=True)
        self._also = Static("", markup=False, classes="-hidden")
        self._empty = Static("", markup=False)
        self._list = GroupedList()
        self._list.can_focus = False
        self._searches: tuple[SavedQuery, ...] = ()

    def compose(self) -> ComposeResult:
        yield self._input
        yield self._also
        yield self._empty
        yield self._list

    def on_mount(self) -> None:
        self.show_searches(self._searches)

    @property
    def query_text(self) -> str:
        return self._input.value

    def open(self, query: str | None = None) -> None:
        """Take the keyboard, with ``query`` typed in unless None."""
        if query is not None:
            self._input.value = query
        self._input.focus()

    def show(self, result: SearchResult) -> None:
        """List what was found, unless the reader has typed on since."""
        if result.query.strip() != self.query_text.strip():
            return
        if not result.query.strip():
            self.show_searches(self._searches)
            return
        self._list.show([_group(kind, title, result) for kind, title in _GROUPS])
        self._say(_also(result), Content("") if result.hits else _nothing_found(result.query))
        self.border_subtitle = f"{result.milliseconds:.0f} ms" if result.hits else ""

    def show_searches(self, searches: Sequence[SavedQuery]) -> None:
        """Remember the saved and recent searches, listed while nothing is typed."""
        self._searches = tuple(searches)
        if self.query_text.strip():
            return
        saved = tuple(_search_item(search) for search in searches if search.name)
        recent = tuple(_search_item(search) for search in searches if not search.name)
        self._list.show([Group("Saved", saved), Group("Recent", recent)], highlight=False)
        self._say(Content(""), _scopes())
        self.border_subtitle = ""

    def _say(self, also: Content, empty: Content) -> None:
        for static, words in ((self._also, also), (self._empty, empty)):
            static.update(words)
            static.set_class(not words.plain, "-hidden")

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        if not message.value.strip():
            self.show_searches(self._searches)
        self.post_message(self.QueryChanged(message.value))

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
        move = self._list.action_cursor_down if steps > 0 else self._list.action_cursor_up
        for _ in range(abs(steps)):
            move()

    def action_choose(self, elsewhere: bool) -> None:
        value = self._list.value
        if isinstance(value, Hit) and value.kind == "search":
            self.open(value.snippet or value.title)
        elif isinstance(value, Hit):
            self.post_message(self.HitChosen(value, elsewhere))
        elif isinstance(value, SavedQuery):
            self.open(value.query)

    def action_dismiss(self) -> None:
        self.post_message(self.Dismissed())


def _group(kind: HitKind, title: str, result: SearchResult) -> Group:
    hits = [hit for hit in result.hits if hit.kind == kind]
    items = tuple(Item(f"{hit.kind}-{hit.id}-{hit.article}-{hit.start}", _prompt(hit), hit) for hit in _once(hits))
    return Group(title, items, result.counts.get(kind))


def _once(hits: Sequence[Hit]) -> list[Hit]:
    """Hits without repeats: two at one place would be one item."""
    return list({(hit.kind, hit.id, hit.article, hit.start): hit for hit in hits}.values())


def _prompt(hit: Hit) -> Content:
    """A passage or note shows its words above where they stand; anything else its title above what is known."""
    matched = hit.matched
    if hit.kind in ("passage", "note") and hit.snippet:
        where = " · ".join(one_line(part) for part in (hit.outlet, hit.title) if part)
        return Content("\n").join([lit(hit.snippet, matched), plain(where, MUTED)])
    title = lit(_sign(hit.kind) + hit.title, [] if hit.snippet else _shifted(matched, len(_sign(hit.kind))))
    below = [lit(hit.snippet, matched, MUTED)] if hit.snippet else [plain(hit.outlet, MUTED)] if hit.outlet else []
    return Content("\n").join([title, *below])


def _sign(kind: HitKind) -> str:
    return {"entity": "● ", "tag": "# "}.get(kind, "")


def _shifted(matched: Sequence[tuple[int, int]], by: int) -> list[tuple[int, int]]:
    return [(start + by, end + by) for start, end in matched]


def _search_item(search: SavedQuery) -> Item:
    label = plain(search.name or search.query)
    if search.name and search.name != search.query:
        label = Content.assemble(label, "  ", plain(search.query, MUTED))
    return Item(f"{search.name}\n{search.query}", label, search)


def _also(result: SearchResult) -> Content:
    read_as = sorted({word for typed, word in result.corrected.items() if word != typed})
    return plain(f"also: {', '.join(read_as)}") if read_as else Content("")


def _nothing_found(query: str) -> Content:
    return Content(f"Nothing found for {one_line(query)}.\n\nFewer words, or a part of one, find more.")


def _scopes() -> Content:
    width = max(len(scope) for scope, _ in SCOPES) + 2
    lines = [Content.assemble((f"{scope:<{width}}", "bold $foreground"), meaning) for scope, meaning in SCOPES]
    return Content("\n").join([*lines, Content("")])
