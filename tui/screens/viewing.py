"""How the articles are shown: which names are marked, what is dim, what is folded, how wide the lines are."""

from __future__ import annotations

from tui.screens.part import ReadingPart
from widgets.layers import Highlight

_HIGHLIGHTS: tuple[Highlight, ...] = ("all", "shared", "off")
_HIGHLIGHTS_TOLD = {"all": "all names marked", "shared": "shared names marked", "off": "no names marked"}


class Viewing(ReadingPart):
    """The viewing half of the reading screen."""

    def action_measure(self, change: int) -> None:
        self.reading.session.measure = min(max(self.reading.session.measure + change, 40), 80)
        for pane in self.reading.panes:
            pane.article.measure = self.reading.session.measure
        self.say(f"lines of {self.reading.session.measure} characters")

    def action_highlights(self) -> None:
        mode = _HIGHLIGHTS[(_HIGHLIGHTS.index(self.reading.session.highlights) + 1) % len(_HIGHLIGHTS)]
        self.reading.session.highlights = mode
        for pane in self.reading.panes:
            pane.article.highlight_mode = mode
        self.reading.show_top()
        self.say(_HIGHLIGHTS_TOLD[mode])

    def action_dim(self) -> None:
        self.reading.session.dim = not self.reading.session.dim
        for pane in self.reading.panes:
            pane.article.dim_unaligned = self.reading.session.dim
        self.say("what has no counterpart is dim" if self.reading.session.dim else "nothing is dim")

    def action_folded(self) -> None:
        if self.reading.pane and self.reading.here:
            pane = self.reading.pane.article
            pane.show_folded = not pane.show_folded
            folded = sum(not block.kept for block in self.reading.here.article.blocks)
            shown = "shown" if pane.show_folded else "folded away"
            self.say(f"{folded} lines {shown}" if folded else "nothing was folded away here")

    async def action_fold_line(self) -> None:
        """Fold the paragraph under the cursor; where folded lines are shown, bring the one above it back."""
        if self.reading.pane is None or self.reading.here is None:
            return
        article, offset = self.reading.here.article, self.reading.pane.article.cursor.start
        blocks = list(enumerate(article.blocks))
        with self.errors_in_words():
            if self.reading.pane.article.show_folded:
                before = [number for number, block in blocks if not block.kept and block.start <= offset]
                after = [number for number, block in blocks if not block.kept]
                if not after:
                    self.say("nothing was folded away here")
                    return
                await self.ask(self.library.articles.unfold, article.id, before[-1] if before else after[0])
                self.say("brought the line above back; u folds it again")
            else:
                number = next(n for n, block in blocks if block.kept and block.start <= offset <= block.end)
                await self.ask(self.library.articles.fold, article.id, number)
                self.say("folded the paragraph away; u brings it back, F shows folded lines")
            await self.reading.refresh_from_library()
