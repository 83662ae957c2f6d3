"""Find a tag or make one. Enter takes exactly what was typed, unless a match is chosen with the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rapidfuzz import fuzz, process
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.color import Color, ColorParseError
from textual.containers import Vertical
from textual.content import Content, Span
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from store.model import Tag
from widgets.grouped_list import Group, GroupedList, Item
from widgets.labels import LIT, MUTED, count, one_line, plain

LONGEST_PATH = 200
SHOWN = 50
ALIKE = 60.0  # rapidfuzz's WRatio, 0 to 100, below which two paths are no match.


class TagPicker(Vertical):
    """An input over the tags that match it."""

    HELP = """\
Type a tag; `/` makes a branch, as in claims/denied. Enter takes exactly what you typed. ↓ ↑ choose one of the tags
below instead. Escape leaves without tagging."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", show=False, id="tag_picker.next"),
        Binding("up", "move(-1)", "Previous", show=False, id="tag_picker.previous"),
        Binding("tab", "complete", "Complete", show=False, id="tag_picker.complete"),
        Binding("escape", "cancel", "Cancel", show=False, id="tag_picker.cancel"),
    ]
    DEFAULT_CSS = """
    TagPicker {
        width: 56; max-width: 100%; height: auto; max-height: 20; border: round $primary; padding: 0 1;
        background: $surface; border-title-style: bold; border-subtitle-color: $text-muted;
        & > Input, & > Input:focus {
            border: none; height: 1; padding: 0; background: transparent; background-tint: transparent 0%;
        }
        & > Static { height: 1; color: $text-muted; text-overflow: ellipsis; text-wrap: nowrap; }
        & > GroupedList { height: auto; max-height: 14; margin-top: 1; }
        &:ansi { border: heavy ansi_default; background: ansi_default; }
    }
    """

    class Picked(Message):
        """The reader wants the tag ``path``, which may not exist yet."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path

    class Cancelled(Message):
        """The reader wants no tag."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.border_title = "Tag"
        self.border_subtitle = "Enter takes what you typed"
        self._input = Input(placeholder="claims/denied", max_length=LONGEST_PATH)
        self._hint = Static("", markup=False)
        self._list = GroupedList()
        self._list.can_focus = False
        self._tags: tuple[Tag, ...] = ()
        self._recent: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        yield self._input
        yield self._hint
        yield self._list

    def on_mount(self) -> None:
        self._input.focus()
        self._match()

    def show(self, tags: Sequence[Tag], recent: Sequence[str] = ()) -> None:
        """Offer ``tags``; the paths used last come first while nothing is typed."""
        self._tags, self._recent = tuple(tags), tuple(recent)
        self._match()

    @property
    def path(self) -> str:
        """What is typed, without blanks around its parts or empty parts."""
        parts = (part.strip() for part in one_line(self._input.value).split("/"))
        return "/".join(part for part in parts if part)

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self._match()

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        chosen = self._list.value
        path = chosen.path if isinstance(chosen, Tag) else self.path
        if path:
            self.post_message(self.Picked(path))

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        if isinstance(self._list.value, Tag):
            self.post_message(self.Picked(self._list.value.path))

    def action_move(self, steps: int) -> None:
        """Into the list and along it; up from its first tag is back to what was typed."""
        first = next((index for index, option in enumerate(self._list.options) if not option.disabled), None)
        if steps < 0 and self._list.highlighted in (None, first):
            self._list.highlighted = None
        elif steps > 0 and self._list.highlighted is None:
            self._list.highlighted = first
        elif steps > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()
        self._say()

    def action_complete(self) -> None:
        """Type the chosen tag, or the best match, so that a branch can be added to it."""
        chosen = self._list.value or next(iter(self._matches()), None)
        if isinstance(chosen, Tag):
            self._input.value = chosen.path
            self._input.cursor_position = len(chosen.path)

    def action_cancel(self) -> None:
        self.post_message(self.Cancelled())

    def _match(self) -> None:
        items = tuple(Item(tag.uid or tag.path, self._prompt(tag), tag) for tag in self._matches()[:SHOWN])
        self._list.show([Group("Matches" if self.path else "Tags", items)], highlight=False)
        self._say()

    def _matches(self) -> list[Tag]:
        """The tags like what is typed, best first; while nothing is, all of them, the recent ones first."""
        if not self.path:
            places = {path: place for place, path in enumerate(self._recent)}
            return sorted(self._tags, key=lambda tag: (places.get(tag.path, len(places)), tag.path.casefold()))
        paths = {index: tag.path.casefold() for index, tag in enumerate(self._tags)}
        typed = self.path.casefold()
        found = process.extract(typed, paths, scorer=fuzz.WRatio, score_cutoff=ALIKE, limit=SHOWN)
        ranked = sorted(found, key=lambda match: (typed not in match[0], -match[1], match[0]))
        return [self._tags[index] for _, _, index in ranked]

    def _prompt(self, tag: Tag) -> Content:
        """● claims/denied   12; the branch muted, the typed letters lit."""
        branch = tag.path.rpartition("/")[0]
        label = one_line(tag.path)
        spans = [Span(0, len(branch) + 1, MUTED)] if branch else []
        place = label.casefold().find(self.path.casefold()) if self.path else -1
        if place >= 0:
            spans.append(Span(place, place + len(self.path), LIT))
        return Content.assemble(_dot(tag), " ", Content(label, spans), plain(f"  {tag.passages:,}", MUTED))

    def _say(self) -> None:
        """What Enter will do now."""
        chosen = self._list.value
        known = next((tag for tag in self._tags if tag.path == self.path), None)
        if isinstance(chosen, Tag):
            words = f"tag with {one_line(chosen.path)}"
        elif not self.path:
            words = "type a tag, or choose one with ↓"
        elif known is not None:
            words = f"tag with {self.path} · {count(known.passages, 'passage')}"
        else:
            words = f"make new tag {self.path}"
        self._hint.update(Content(words))


def _dot(tag: Tag) -> Content:
    try:
        return Content.styled("●", Color.parse(tag.colour).hex)
    except ColorParseError:
        return Content("●")
