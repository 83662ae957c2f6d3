"""Marking passages while reading: select, tag, note, remove, copy; undo and redo."""

from __future__ import annotations

from typing import Literal

from textual import events

from store.language.printable import printable
from store.model import Passage, Span
from tui.screens.part import ReadingPart
from widgets.layers import Marks

_AROUND: dict[str, Literal["sentence", "paragraph", "quote", "name", "word"]] = {
    "s": "sentence",
    "p": "paragraph",
    "q": "quote",
    "n": "name",
    "w": "word",
}


class Marking(ReadingPart):
    """The marking half of the reading screen."""

    def __init__(self) -> None:
        super().__init__()
        self._choosing_around = False
        self._last_tag = ""

    def marks_of(self, article: int) -> Marks:
        """Everything that is painted over an open article."""
        screen = self.reading
        passages, found = screen.passages.get(article, ()), screen.found.get(article, ())
        if article in screen.overlays.readings:
            return screen.overlays.marks(article, passages, screen.tags, found=found)
        from tui.marks import passage_marks

        return Marks(passages=tuple(passage_marks(passages, screen.tags)), found=tuple(found))

    def passage_here(self) -> Passage | None:
        """The innermost passage under the cursor."""
        screen = self.reading
        if screen.pane is None or screen.here is None:
            return None
        offset = screen.pane.article.cursor.start
        covering = [
            passage
            for passage in screen.passages.get(screen.here.article.id, ())
            if passage.start <= offset < passage.end and not passage.orphaned
        ]
        return min(covering, key=lambda passage: passage.end - passage.start, default=None)

    # Selecting

    def action_select(self) -> None:
        pane = self.reading.pane
        if pane is None:
            return
        if pane.article.selecting:
            pane.article.clear_select()
        else:
            pane.article.begin_select()
            self.say("selecting: move to extend · is ip iq in take what is around · t tag · m note · y copy")

    def action_inside(self) -> None:
        pane = self.reading.pane
        if pane is not None and pane.article.selected is not None:
            self._choosing_around = True
            self.say("around: s sentence · p paragraph · q quote · n name")

    def on_key(self, event: events.Key) -> None:
        """The key after ``i``: what around the cursor to select."""
        if not self._choosing_around:
            return
        self._choosing_around = False
        unit = _AROUND.get(event.key)
        if unit is None:
            return
        event.stop()
        event.prevent_default()
        pane = self.reading.pane
        if pane is not None:
            self.say("" if pane.article.select_unit(unit) else f"no {unit} here")

    def _span_to_mark(self) -> Span | None:
        """The selection, without white space at its ends; else the sentence under the cursor."""
        screen = self.reading
        if screen.pane is None or screen.here is None:
            return None
        pane, text = screen.pane.article, screen.here.article.text
        if pane.selected is None and not pane.select_unit("sentence"):
            return None
        span = pane.selected
        if span is None:
            return None
        piece = text[span.start : span.end]
        start = span.start + len(piece) - len(piece.lstrip())
        end = span.end - (len(piece) - len(piece.rstrip()))
        return Span(start, end) if start < end else None

    # Tagging

    async def action_tag(self) -> None:
        """Choose or make a tag for the selection."""
        from tui.screens.tagging import TagScreen

        if self._span_to_mark() is None:
            self.say("nothing to tag here")
            return
        with self.errors_in_words():
            tags = await self.ask(self.library.tags.list)
            recent = [tag.path for tag in await self.ask(self.library.tags.recent, 9)]
            self.app.push_screen(TagScreen(tags, recent), self._tag_with)

    async def _tag_with(self, path: str | None) -> None:
        screen = self.reading
        span = self._span_to_mark() if path else None
        if span is None or screen.here is None or screen.pane is None:
            if screen.pane is not None:
                screen.pane.article.clear_select()
            return
        with self.errors_in_words():
            await self.ask(self.library.passages.add, screen.here.article.id, span.start, span.end, tags=(path,))
            self._last_tag = path or ""
            screen.pane.article.clear_select()
            await screen.refresh_passages()
            self.say(f"tagged {path}")

    async def tag_recent(self, digit: int) -> None:
        with self.errors_in_words():
            recent = await self.ask(self.library.tags.recent, 9)
            if digit <= len(recent):
                await self._tag_with(recent[digit - 1].path)
            else:
                self.say(f"there is no recent tag {digit} yet; t makes one")

    async def action_tag_again(self) -> None:
        with self.errors_in_words():
            if not self._last_tag:
                recent = await self.ask(self.library.tags.recent, 1)
                self._last_tag = recent[0].path if recent else ""
        if self._last_tag:
            await self._tag_with(self._last_tag)
        else:
            self.say("no tag to repeat yet; t makes one")

    async def action_untag(self) -> None:
        passage = self.passage_here()
        if passage is None:
            self.say("no tagged passage under the cursor")
            return
        with self.errors_in_words():
            await self.ask(self.library.passages.remove, passage.id)
            await self.reading.refresh_passages()
            what = ", ".join(f"#{tag}" for tag in passage.tags) or "the mark"
            self.say(f"removed {what} · u brings it back")

    # Notes

    async def action_note(self) -> None:
        """Write a note on the selection, or on the passage under the cursor."""
        from tui.screens.noting import NoteScreen

        screen = self.reading
        if screen.here is None or screen.pane is None:
            return
        passage = self.passage_here() if screen.pane.article.selected is None else None
        span = Span(passage.start, passage.end) if passage else self._span_to_mark()
        if span is None:
            self.say("nothing to note here")
            return
        article = screen.here.article
        note = NoteScreen(article.id, span, article.text[span.start : span.end], passage.note if passage else "")
        self.app.push_screen(note, self._note_written)

    async def _note_written(self, said: str | None) -> None:
        screen = self.reading
        if screen.pane is not None:
            screen.pane.article.clear_select()
        if said:
            await screen.refresh_passages()
            self.say(said)

    # Copying

    def action_copy(self, cited: bool) -> None:
        screen = self.reading
        span = self._span_to_mark()
        if span is None or screen.here is None or screen.pane is None:
            return
        article = screen.here.article
        text = printable(article.text[span.start : span.end])
        if cited:
            source = [article.outlet, f"“{article.title}”" if article.title else "", article.published, article.url]
            text = f"{text}\n— {printable(', '.join(part for part in source if part))}"
        self.app.copy_to_clipboard(text)
        screen.pane.article.clear_select()
        self.say(f"handed {len(text)} characters to the terminal's clipboard")

    # Undo and redo

    async def changed(self) -> None:
        await self.reading.refresh_from_library()
