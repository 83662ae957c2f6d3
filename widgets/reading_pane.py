"""An article in its frame: the outlet above, a line about the article, the text, and how far the reader is."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from store.language.printable import printable
from widgets.article_pane import ArticlePane
from widgets.kept import Kept, KeptText
from widgets.layers import Marks
from widgets.layout import Page
from widgets.overview_ruler import OverviewRuler

WORDS_A_MINUTE = 230
NOTHING_OPEN = "Nothing open here.\n\nL opens the library · / searches"


@dataclass(frozen=True, slots=True)
class Heading:
    """What the frame says of an article. ``published`` and the rest are shown as they are given."""

    outlet: str = ""
    published: str = ""
    byline: str = ""
    words: int = 0
    hidden_characters: int = 0
    note: str = ""

    @property
    def line(self) -> str:
        """Date · byline · reading time · what was left out."""
        parts = [self.published, self.byline]
        if self.words:
            parts.append(f"{max(1, round(self.words / WORDS_A_MINUTE))}′")
        if self.hidden_characters:
            plural = "" if self.hidden_characters == 1 else "s"
            parts.append(f"{self.hidden_characters} hidden character{plural}")
        parts.append(self.note)
        return " · ".join(printable(part).replace("\n", " ") for part in parts if part)


class ReadingPane(Kept, Vertical):
    """One article with its frame and its ruler. The text itself, and all that moves in it, is ``article``."""

    DEFAULT_CSS = """
    ReadingPane {
        width: 1fr; height: 1fr; border: round $foreground 22%; background: $background;
        border-title-color: $text-muted; border-subtitle-color: $text-disabled;
        & > .reading-pane--heading {
            height: 1; padding: 0 2; margin-bottom: 1; color: $text-muted; text-overflow: ellipsis; text-wrap: nowrap;
        }
        & > .reading-pane--empty {
            display: none; width: 1fr; height: 1fr; content-align: center middle; text-align: center;
            color: $text-muted;
        }
        &.-empty > .reading-pane--empty { display: block; }
        &.-empty > ArticlePane, &.-empty > OverviewRuler { display: none; }
        & > OverviewRuler { dock: right; margin-top: 2; }
        &:focus-within {
            border: round $primary; border-title-color: $text; border-title-style: bold;
            border-subtitle-color: $text-muted;
        }
        &:ansi { border: round ansi_bright_black; }
        &:ansi:focus-within { border: heavy ansi_default; }
        &:nocolor:focus-within { border: heavy $foreground; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=f"-empty {classes or ''}")
        self.article = ArticlePane()
        self.ruler = OverviewRuler()
        self._heading = KeptText("", markup=False, classes="reading-pane--heading")

    def compose(self) -> ComposeResult:
        yield self._heading
        yield Static(NOTHING_OPEN, markup=False, classes="reading-pane--empty")
        yield self.article
        yield self.ruler

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._kept is None or self._kept[0] != crop:
            self._kept = crop, self._frame(crop)
        return self._kept[1]

    def _frame(self, crop: Region) -> list[Strip]:
        """Between the first and the last line all lines of a frame are alike."""
        last = self.outer_size.height - 1
        lines = {y: Vertical.render_lines(self, Region(crop.x, y, crop.width, 1))[0] for y in {0, min(1, last), last}}
        return [lines.get(y, lines[min(1, last)]) for y in crop.line_range]

    def on_mount(self) -> None:
        self.watch(self.article, "scroll_y", self._show_place, init=False)

    def load(self, heading: Heading, page: Page, marks: Marks | None = None) -> None:
        """Show an article from its top."""
        self.remove_class("-empty")
        self.border_title = Content(printable(heading.outlet).replace("\n", " "))
        self._heading.update(Content(heading.line))
        self.article.load(page, marks)
        self.ruler.show(len(page.text), self.article.marks)
        self._show_place()

    def set_marks(self, marks: Marks) -> None:
        """Lay other marks over the same article."""
        self.article.set_marks(marks)
        self.ruler.show(len(self.article.page.text), marks)

    def clear(self) -> None:
        """Show that nothing is open."""
        self.add_class("-empty")
        self.border_title = self.border_subtitle = ""
        self._heading.update("")
        self.article.load(Page())

    @on(OverviewRuler.Chosen)
    def _go_to(self, message: OverviewRuler.Chosen) -> None:
        message.stop()
        self.article.move_to(message.offset)
        self.article.focus()

    @on(ArticlePane.LaidOut)
    def _show_place_again(self, message: ArticlePane.LaidOut) -> None:
        message.stop()
        self._show_place()

    def _show_place(self) -> None:
        """Tell the ruler and the frame what is in view."""
        bottom, length = self.article.bottom_offset, len(self.article.page.text)
        self.ruler.show_window(self.article.top_offset, bottom)
        percent = f"{100 * bottom // length}%" if length else ""
        if self.border_subtitle != percent:
            self.border_subtitle = percent
