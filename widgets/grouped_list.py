"""A list in groups: a heading with its count, then the items. It stays where it was when its items change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from widgets.labels import MUTED, plain


@dataclass(frozen=True, slots=True)
class Item:
    """One line or two of a list. ``key`` is unique in the list; ``value`` is what choosing it means."""

    key: str
    prompt: Content
    value: object


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading. ``total`` says how many there are when only the first are listed, ``more`` that it may
    be even more than that. The items of a group ``aside`` wait to be chosen: none is highlighted by itself.
    """

    title: str
    items: tuple[Item, ...]
    total: int | None = None
    more: bool = False
    aside: bool = False


class ItemOption(Option):
    """An option that carries its item's value."""

    def __init__(self, item: Item, aside: bool = False) -> None:
        super().__init__(item.prompt, id=item.key)
        self.value = item.value
        self.aside = aside


class GroupedList(OptionList):
    """An option list whose headings cannot be chosen. It fills its place, so that new items lay out no screen anew."""

    virtual_size = Reactive(Size(0, 0), layout=False)

    DEFAULT_CSS = """
    GroupedList {
        border: none; padding: 0; background: transparent; height: 1fr; scrollbar-size-vertical: 1;
        scrollbar-background: transparent; scrollbar-color: $foreground 20%;
        scrollbar-background-hover: transparent; scrollbar-background-active: transparent;
        &:focus { border: none; background-tint: transparent 0%; }
        & > .option-list--option-disabled { color: $text-muted; text-style: none; }
        & > .option-list--option-highlighted { color: $foreground; background: $foreground 12%; text-style: none; }
        &:focus > .option-list--option-highlighted { color: $foreground; background: $primary 40%; text-style: none; }
        &:ansi > .option-list--option-highlighted { text-style: reverse; background: ansi_default; }
        &:nocolor > .option-list--option-highlighted { text-style: reverse; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False, compact=True)

    @property
    def value(self) -> object | None:
        """What the highlighted item means; None when nothing is highlighted."""
        option = self.highlighted_option
        return option.value if isinstance(option, ItemOption) else None

    def show(self, groups: Sequence[Group], *, highlight: bool = True, keep: bool = True) -> None:
        """List ``groups``; the highlighted item stays highlighted if it is still there, else the first one is.

        With ``highlight`` off nothing is highlighted until the reader uses the arrows, with ``keep`` off always the
        first.
        """
        kept = self.highlighted_option.id if keep and self.highlighted_option else None
        options = list(self._options_of(groups))
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            self.highlighted = self._place(options, kept) if highlight else None

    def step(self, steps: int) -> None:
        """Highlight the item so many further on (or back, when negative), the last (first) one at most.

        Where nothing is highlighted yet, the first step down goes to the first item.
        """
        places = [index for index, option in enumerate(self.options) if not option.disabled]
        if not places or (self.highlighted is None and steps < 0):
            return
        here = places.index(self.highlighted) if self.highlighted in places else -1
        self.highlighted = places[min(max(0, here + steps), len(places) - 1)]
        if self.highlighted == places[0]:
            self.scroll_home(animate=False)

    def _options_of(self, groups: Sequence[Group]) -> list[Option]:
        options: list[Option] = []
        for group in groups:
            if group.items:
                options.append(Option(_heading(group, first=not options), disabled=True))
                options.extend(ItemOption(item, group.aside) for item in group.items)
        return options

    @staticmethod
    def _place(options: Sequence[Option], kept: str | None) -> int | None:
        places = {option.id: index for index, option in enumerate(options) if isinstance(option, ItemOption)}
        first = (index for index, option in enumerate(options) if isinstance(option, ItemOption) and not option.aside)
        return places.get(kept, next(first, None))


def _heading(group: Group, first: bool) -> Content:
    total = len(group.items) if group.total is None else max(group.total, len(group.items))
    counted = "" if group.aside else f"  {total:,}{'+' if group.more else ''}"
    return Content.assemble("" if first else "\n", plain(group.title, "bold"), plain(counted, MUTED))
