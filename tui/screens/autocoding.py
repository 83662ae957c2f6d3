"""Tagging everything that was found, in one step that is undone as one: first seen, then tagged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from store.language.printable import printable
from tui.asking import AskingScreen
from tui.autocoding import Candidate, Candidates
from tui.commands import Command, bindings
from widgets.grouped_list import Group, GroupedList, Item
from widgets.hit_lines import excerpt
from widgets.labels import MUTED, count

AUTOCODE_COMMANDS: tuple[Command, ...] = (
    Command("leave-out", "space", "Leave out", "Leave this sentence out, or take it in again", "leave_out", "Mark"),
    Command(
        "leave-article-out", "a", "Leave article out", "Leave out all of this article", "leave_article_out", "Mark"
    ),
    Command("tag-all", "t", "Tag", "Choose the tag", "tag", "Mark"),
    Command("cancel-autocode", "escape,q", "Back", "Tag nothing", "dismiss(None)", "Mark"),
)
KEYS_TOLD = "Space leaves one out · a its article · Enter chooses the tag · Esc"
LINES = 3


class AutocodeScreen(ModalScreen[str | None], AskingScreen[str | None]):
    """What would be tagged. Answers with what was done, or None."""

    CSS_PATH = "modal.tcss"
    CSS = "AutocodeScreen GroupedList { margin-top: 1; }"
    KEY_COMMANDS = AUTOCODE_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(AUTOCODE_COMMANDS)
    HELP = "The sentences that would be tagged. Space leaves one out, Enter chooses the tag, Escape tags nothing."

    def __init__(self, query: str, found: Candidates) -> None:
        super().__init__()
        self._query = query
        self._found, self._beyond = found.sentences, found.beyond
        self._left_out: set[Candidate] = set()

    def compose(self) -> ComposeResult:
        with Vertical(classes="card -wide"):
            yield Static("", classes="question", markup=False)
            yield GroupedList()
            yield Static(KEYS_TOLD, classes="hint", markup=False)

    def on_mount(self) -> None:
        self._say_how_many()
        self.shown.focus()
        self.call_after_refresh(self._show)

    @property
    def shown(self) -> GroupedList:
        """The list of what was found."""
        return self.query_one(GroupedList)

    @property
    def chosen(self) -> list[Candidate]:
        """What will be tagged."""
        return [candidate for candidate in self._found if candidate not in self._left_out]

    def _show(self) -> None:
        articles: dict[int, list[Candidate]] = {}
        for candidate in self._found:
            articles.setdefault(candidate.article, []).append(candidate)
        self.shown.show(
            [Group(group[0].where or "Untitled", tuple(map(self._item, group))) for group in articles.values()]
        )

    def _item(self, candidate: Candidate) -> Item:
        return Item("-".join(map(str, candidate.place)), self._prompt(candidate), candidate)

    def _prompt(self, candidate: Candidate) -> Content:
        """The sentence with a sign that it is taken, muted when it is left out."""
        width = self.shown.scrollable_content_region.width - 3
        words = excerpt(candidate.text, candidate.matched, max(20, width), LINES)
        if candidate in self._left_out:
            return Content.assemble("· ", Content(words.plain).stylize(MUTED))
        return Content.assemble("✓ ", words)

    def _say_how_many(self) -> None:
        chosen = self.chosen
        articles = count(len({candidate.article for candidate in chosen}), "article")
        some = f" of {len(self._found):,}" if self._left_out else ""
        what = f"{len(chosen):,}{some} sentence{'' if len(self._found) == 1 else 's'}"
        said = f"Tag {what} in {articles} with {self._query}" + (f" ({self._beyond})" if self._beyond else "")
        self.query_one(".question", Static).update(Content(printable(said).replace("\n", " ")))

    def action_leave_out(self) -> None:
        if isinstance(self.shown.value, Candidate):
            self._toggle([self.shown.value])
            self.shown.step(1)

    def action_leave_article_out(self) -> None:
        here = self.shown.value
        if isinstance(here, Candidate):
            self._toggle([candidate for candidate in self._found if candidate.article == here.article])

    def _toggle(self, candidates: Sequence[Candidate]) -> None:
        """Leave these out; take them in again when all of them are left out."""
        if self._left_out.issuperset(candidates):
            self._left_out.difference_update(candidates)
        else:
            self._left_out.update(candidates)
        for candidate in candidates:
            self.shown.replace_option_prompt(self._item(candidate).key, self._prompt(candidate))
        self._say_how_many()

    @on(OptionList.OptionSelected)
    async def _entered(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        await self.action_tag()

    async def action_tag(self) -> None:
        from tui.screens.tagging import choose_tag

        if not self.chosen:
            self.say("every sentence is left out; Space takes one in again")
            return
        await choose_tag(self, self._tag_with)

    async def _tag_with(self, path: str | None) -> None:
        if not path:
            return
        places = [candidate.place for candidate in self.chosen]
        with self.errors_in_words():
            await self.ask(self.library.passages.add_many, places, path)
            self.dismiss(f"tagged {count(len(places), 'passage')} {path} · u undoes")
