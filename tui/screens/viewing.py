"""How the articles are shown: which names are marked, what is dim, what is folded, how wide the lines are."""

from __future__ import annotations

from tui.screens.opening import Opening
from widgets.layers import Highlight

_HIGHLIGHTS: tuple[Highlight, ...] = ("all", "shared", "off")
_HIGHLIGHTS_TOLD = {"all": "all names marked", "shared": "shared names marked", "off": "no names marked"}


class Viewing(Opening):
    """The viewing part of the reading screen."""

    def action_measure(self, change: int) -> None:
        self.session.measure = min(max(self.session.measure + change, 40), 80)
        for pane in self.panes:
            pane.article.measure = self.session.measure
        self.say(f"lines of {self.session.measure} characters")

    def action_highlights(self) -> None:
        mode = _HIGHLIGHTS[(_HIGHLIGHTS.index(self.session.highlights) + 1) % len(_HIGHLIGHTS)]
        self.session.highlights = mode
        for pane in self.panes:
            pane.article.highlight_mode = mode
        self.show_top()
        self.say(_HIGHLIGHTS_TOLD[mode])

    def action_dim(self) -> None:
        self.session.dim = not self.session.dim
        for pane in self.panes:
            pane.article.dim_unaligned = self.session.dim
        self.say("what has no counterpart is dim" if self.session.dim else "nothing is dim")

    def action_folded(self) -> None:
        if self.pane and self.here:
            pane = self.pane.article
            pane.show_folded = not pane.show_folded
            folded = sum(not block.kept for block in self.here.article.blocks)
            shown = "shown" if pane.show_folded else "folded away"
            self.say(f"{folded} lines {shown}" if folded else "nothing was folded away here")

    async def action_fold_line(self) -> None:
        """Fold the paragraph under the cursor; where folded lines are shown, bring the one above it back."""
        if self.pane is None or self.here is None:
            return
        article, offset = self.here.article, self.pane.article.cursor.start
        blocks = list(enumerate(article.blocks))
        with self.errors_in_words():
            if self.pane.article.show_folded:
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
            await self.refresh_from_library()
