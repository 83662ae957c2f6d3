"""What two or more accounts share and where they part: names, quotes, differences; choosing one goes there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from store.model import ComparedEntity, Comparison, Difference, SharedQuote, Span
from widgets.grouped_list import Group, GroupedList, Item
from widgets.labels import MUTED, one_line, plain

LISTED = 200
"""Items shown of each group; its heading gives the true count."""


@dataclass(frozen=True, slots=True)
class Place:
    """What was chosen: where it stands in each article, and the entity when it is a name."""

    spans: Mapping[int, Span] = field(default_factory=dict)
    entity: int | None = None


class ComparisonPanel(Vertical):
    """A comparison as a list in groups: shared · only in each · quotes · differences."""

    HELP = """\
What the open articles share: names, quotes, aligned passages; then what each alone has, and values given differently.
Enter goes to the passage in every pane."""
    DEFAULT_CSS = """
    ComparisonPanel {
        width: 40; height: 1fr; border: round $foreground 22%; border-title-color: $text-muted; padding: 0 1;
        & > Static { display: none; height: auto; color: $text-muted; }
        &.-empty > Static { display: block; }
        &.-empty > GroupedList { display: none; }
        &:focus-within { border: round $primary; border-title-color: $text; border-title-style: bold; }
        &:ansi { border: round ansi_bright_black; }
        &:ansi:focus-within { border: heavy ansi_default; }
    }
    """

    class Chosen(Message):
        """Go to ``item`` in every pane that has it."""

        def __init__(self, item: Place) -> None:
            super().__init__()
            self.item = item

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.border_title = "Comparison"
        self._empty = Static("Open a second article to compare.\n\nL opens the library", markup=False)
        self._list = GroupedList()
        self.add_class("-empty")

    def compose(self) -> ComposeResult:
        yield self._empty
        yield self._list

    def focus_list(self) -> None:
        """Take the keyboard."""
        self._list.focus()

    def show(self, comparison: Comparison, outlets: Mapping[int, str], texts: Mapping[int, str]) -> None:
        """Show a comparison; ``outlets`` and ``texts`` are by article id."""
        self.set_class(len(comparison.articles) < 2, "-empty")
        self._list.show(list(_groups(comparison, outlets, texts)))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        if isinstance(self._list.value, Place):
            self.post_message(self.Chosen(self._list.value))


def _groups(comparison: Comparison, outlets: Mapping[int, str], texts: Mapping[int, str]) -> Iterator[Group]:
    order = comparison.articles
    shared = [entity for entity in comparison.entities if len(entity.mentions) > 1]
    yield _group("Shared names", "shared", (_name(entity, order) for entity in shared), len(shared))
    yield _group("Quotes", "quote", (_quote(quote, texts) for quote in comparison.quotes), len(comparison.quotes))
    differences = (_difference(difference, outlets) for difference in comparison.differences)
    yield _group("Differences", "difference", differences, len(comparison.differences))
    aligned = ((_clip(_said(pair.spans, texts)), Place(pair.spans)) for pair in comparison.alignment)
    yield _group("Said in both", "aligned", aligned, len(comparison.alignment))
    for article in order:
        yield from _only(comparison, article, outlets.get(article, ""), texts.get(article, ""))


def _only(comparison: Comparison, article: int, outlet: str, text: str) -> Iterator[Group]:
    names = [entity for entity in comparison.entities if set(entity.mentions) == {article}]
    yield _group(f"Names only in {outlet}", f"name-{article}", (_name(name, (article,)) for name in names), len(names))
    spans = comparison.only_passages.get(article, ())
    passages = ((_clip(text[span.start : span.end]), Place({article: span})) for span in spans)
    yield _group(f"Said only in {outlet}", f"only-{article}", passages, len(spans))


def _group(title: str, key: str, items: Iterable[tuple[Content, Place]], total: int) -> Group:
    listed = (Item(f"{key}-{number}", prompt, place) for number, (prompt, place) in enumerate(islice(items, LISTED)))
    return Group(title, tuple(listed), total)


def _name(entity: ComparedEntity, order: tuple[int, ...]) -> tuple[Content, Place]:
    counts = " · ".join(str(len(entity.mentions.get(article, ()))) for article in order)
    first = {article: spans[0] for article, spans in entity.mentions.items() if spans}
    return Content.assemble(plain(entity.name), plain(f"  {counts}", MUTED)), Place(first, entity.entity)


def _quote(quote: SharedQuote, texts: Mapping[int, str]) -> tuple[Content, Place]:
    lines = [_clip(_said(quote.spans, texts)), plain(quote.label, MUTED)]
    speakers = sorted({speaker for speaker in quote.speakers.values() if speaker})
    if len(speakers) > 1:
        lines.append(plain(f"said by {' or '.join(speakers)}", "$text-warning"))
    return Content("\n").join(lines), Place(quote.spans)


def _difference(difference: Difference, outlets: Mapping[int, str]) -> tuple[Content, Place]:
    rows = [
        Content.assemble(plain(value, "bold"), plain(f"  {outlets.get(article, '')}", MUTED))
        for article, value in difference.values.items()
    ]
    return Content("\n").join([plain(difference.kind, MUTED), *rows]), Place(difference.spans)


def _said(spans: Mapping[int, Span], texts: Mapping[int, str]) -> str:
    """The longest of the wordings."""
    return max((texts.get(article, "")[span.start : span.end] for article, span in spans.items()), key=len, default="")


def _clip(text: str, length: int = 110) -> Content:
    line = " ".join(one_line(text).split())
    return Content(line if len(line) <= length else line[: length - 1].rstrip() + "…")
