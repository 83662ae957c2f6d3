"""Who or what a name is: its kind, its aliases and why they are its own, where it is named, what it is related to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from textual.content import Content
from textual.widgets import Static

from store.model import AliasReason, Entity
from widgets.labels import MUTED, count, plain

_WHY: Mapping[AliasReason, str] = {
    "stated": "the text says so",
    "surname": "surname",
    "acronym": "acronym",
    "demonym": "its people",
    "spelling": "spelling",
    "designation": "designation",
    "exact": "",
    "person": "you said so",
}


@dataclass(frozen=True, slots=True)
class Card:
    """An entity with ``counts`` of mentions by outlet and ``related`` entities as (name, how)."""

    entity: Entity
    counts: Mapping[str, int] = field(default_factory=dict)
    related: tuple[tuple[str, str], ...] = ()
    articles: int = 0


class NameCard(Static):
    """A card about one entity."""

    HELP = "What is known of the name under the cursor. E opens all names, where it can be merged, split or renamed."
    DEFAULT_CSS = """
    NameCard {
        width: 48; max-width: 100%; height: auto; max-height: 100%; border: round $primary; padding: 1 2;
        background: $surface; border-title-style: bold; border-subtitle-color: $text-muted;
        &:ansi { border: heavy ansi_default; background: ansi_default; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__("No name under the cursor.", id=id, classes=classes, markup=False)
        self.border_title = "Name"

    def show(self, card: Card) -> None:
        """Show another entity."""
        lines = [plain(card.entity.name, "bold"), _kind(card), Content("")]
        lines += [_counted(outlet, number) for outlet, number in card.counts.items()]
        others = [alias for alias in card.entity.aliases if alias.surface != card.entity.name]
        lines += _section("Also written", [_alias(alias.surface, alias.reason) for alias in others])
        lines += _section("Related, not the same", [_alias(name, how) for name, how in card.related])
        if card.entity.note:
            lines += _section("Note", [plain(card.entity.note)])
        self.update(Content("\n").join(lines))


def _kind(card: Card) -> Content:
    where = f" · {count(card.articles, 'article')}" if card.articles else ""
    return plain(card.entity.kind + where, MUTED)


def _counted(outlet: str, number: int) -> Content:
    return Content.assemble(plain(f"{number:>4}  "), plain(outlet, MUTED))


def _section(title: str, lines: list[Content]) -> list[Content]:
    return [Content(""), plain(title, MUTED), *lines] if lines else []


def _alias(surface: str, why: str) -> Content:
    reason = next((words for key, words in _WHY.items() if key == why), why.replace("-", " "))
    return Content.assemble("  ", plain(surface), plain(f"  {reason}" if reason else "", MUTED))
