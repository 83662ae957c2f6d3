"""Marking passages while reading: select, tag, note, remove, copy."""

from __future__ import annotations

from typing import Literal

from textual import events

from store.language.printable import printable
from store.model import Span
from tui.screens.opening import Opening
from tui.session import Session

_AROUND: dict[str, Literal["sentence", "paragraph", "quote", "name", "word"]] = {
    "s": "sentence",
    "p": "paragraph",
    "q": "quote",
    "n": "name",
    "w": "word",
}


class Marking(Opening):
    """The marking part of the reading screen."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._choosing_around = False
        self._last_tag = ""

    # Selecting

    def action_select(self) -> None:
        pane = self.pane
        if pane is None:
            return
        if pane.article.selecting:
            pane.article.clear_select()
        else:
            pane.article.begin_select()
            self.say("selecting: move to extend · is ip iq in take what is around · t tag · m note · y copy")

    def action_inside(self) -> None:
        pane = self.pane
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
        pane = self.pane
        if pane is not None:
            self.say("" if pane.article.select_unit(unit) else f"no {unit} here")

    def _span_to_mark(self) -> Span | None:
        """The selection, without white space at its ends; else the sentence under the cursor."""
        if self.pane is None or self.here is None:
            return None
        pane, text = self.pane.article, self.here.article.text
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
        from tui.screens.tagging import choose_tag

        if self._span_to_mark() is None:
            self.say("nothing to tag here")
            return
        await choose_tag(self, self._tag_with)

    async def _tag_with(self, path: str | None) -> None:
        span = self._span_to_mark() if path else None
        if span is None or self.here is None or self.pane is None:
            if self.pane is not None:
                self.pane.article.clear_select()
            return
        with self.errors_in_words():
            await self.ask(self.library.passages.add, self.here.article.id, span.start, span.end, tags=(path,))
            self._last_tag = path or ""
            self.pane.article.clear_select()
            await self.refresh_passages()
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
            await self.refresh_passages()
            what = ", ".join(f"#{tag}" for tag in passage.tags) or "the mark"
            self.say(f"removed {what} · u brings it back")

    # Notes

    async def action_note(self) -> None:
        """Write a note on the selection, or on the passage under the cursor."""
        from tui.screens.noting import NoteScreen

        if self.here is None or self.pane is None:
            return
        passage = self.passage_here() if self.pane.article.selected is None else None
        span = Span(passage.start, passage.end) if passage else self._span_to_mark()
        if span is None:
            self.say("nothing to note here")
            return
        article = self.here.article
        note = NoteScreen(article.id, span, article.text[span.start : span.end], passage.note if passage else "")
        self.app.push_screen(note, self._note_written)

    async def _note_written(self, said: str | None) -> None:
        if self.pane is not None:
            self.pane.article.clear_select()
        if said:
            await self.refresh_passages()
            self.say(said)

    # Copying

    def action_copy(self, cited: bool) -> None:
        span = self._span_to_mark()
        if span is None or self.here is None or self.pane is None:
            return
        article = self.here.article
        text = printable(article.text[span.start : span.end])
        if cited:
            source = [article.outlet, f"“{article.title}”" if article.title else "", article.published, article.url]
            text = f"{text}\n— {printable(', '.join(part for part in source if part))}"
        self.app.copy_to_clipboard(text)
        self.pane.article.clear_select()
        self.say(f"handed {len(text)} characters to the terminal's clipboard")
