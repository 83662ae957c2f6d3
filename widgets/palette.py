"""The colours of a reading pane: component classes, their CSS, and the style of each key that ``layers`` makes.

Twelve hues for names, after Okabe and Ito, Tol and Petroff: neighbours differ in lightness as well as hue, so that
readers who confuse red and green can tell them apart. From the thirteenth entity on the hues return with a pattern.
Nothing is said by colour alone: shared names are bold, those only here underlined, related ones italic.
"""

from __future__ import annotations

from functools import cache

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.widget import Widget

from widgets import layers
from widgets.component_style import component_style

HUES = 12

# fmt: off
NAMES_DARK = (
    "#7ab8ff", "#ffb454", "#5fd4e0", "#e8dc6a", "#6fd3a2", "#e59df0",
    "#b5d86a", "#f7a1c4", "#b9a4ff", "#ff9a7a", "#a9c1d9", "#d9b38c",
)
NAMES_LIGHT = (
    "#0b5cad", "#9a5200", "#00707d", "#6e6200", "#00704a", "#8a2f9b",
    "#4a6b00", "#b02a6b", "#5b3cc4", "#b23a1e", "#44607c", "#7a4a1d",
)
NAMES_ANSI = (
    "ansi_blue", "ansi_yellow", "ansi_green", "ansi_magenta", "ansi_cyan", "ansi_red", "ansi_bright_blue",
    "ansi_bright_yellow", "ansi_bright_green", "ansi_bright_magenta", "ansi_bright_cyan", "ansi_bright_red",
)
# fmt: on
_PATTERNS = (Style.null(), Style(italic=True), Style(underline2=True), Style(overline=True))

_BOLD, _ITALIC, _UNDERLINE = Style(bold=True), Style(italic=True), Style(underline=True)

_LAYERS: tuple[tuple[int, str | Style], ...] = (
    (layers.TITLE, _BOLD),
    (layers.HEADING, _BOLD),
    (layers.ASIDE, "article--aside"),
    (layers.FOLDED, "article--folded"),
    (layers.QUOTE, _ITALIC),
    (layers.MISSING, "article--missing"),
    (layers.DIFFERENCE, "article--difference"),
    (layers.NAME_RELATED, _ITALIC),
    (layers.NAME_ONLY, _UNDERLINE),
    (layers.NAME_SHARED, _BOLD),
)
"""What each layer adds: a component class where it has a colour, which is the theme's; else the style itself.

Textual styles every component class anew whenever a pane gains or loses focus, so there are only those needed."""
_OVER = (
    (layers.HIT, "article--hit"),
    (layers.FOUND, "article--found"),
    (layers.FOCUSED, "article--focused"),
    (layers.SELECTED, "article--selected"),
    (layers.STRETCH, "article--stretch"),
    (layers.CURSOR, "article--cursor"),
)

SIGNS: dict[layers.Sign, tuple[str, str]] = {
    "": (" ", ""),
    "quote": ("“", "gutter--quote"),
    "strong": ("≈", "gutter--strong"),
    "weak": ("≈", "gutter--weak"),
    "only": ("+", "gutter--only"),
}

COMPONENTS = {
    *(style for _, style in (*_LAYERS, *_OVER) if isinstance(style, str)),
    *(component for _, component in SIGNS.values() if component),
    "article--dimmed",
    "article--passage",
}

CSS = """
ArticlePane {
    & > .article--aside { color: $text-muted; }
    & > .article--folded { color: $text-disabled; text-style: italic; }
    & > .article--dimmed { color: $foreground 45%; }
    & > .article--missing { color: $text-warning; text-style: underline; }
    & > .article--difference { background: $warning 18%; text-style: bold; }
    & > .article--passage { background: $accent; }
    & > .article--hit { background: $warning 30%; }
    & > .article--found { background: $warning 60%; text-style: bold; }
    & > .article--focused { background: $foreground 22%; text-style: bold underline; }
    & > .article--selected { background: $primary 45%; color: $foreground; }
    & > .article--cursor { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }
    & > .article--stretch { background: $block-cursor-background 32%; }
    &:blur > .article--cursor {
        color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background; text-style: none;
    }
    &:blur > .article--stretch { background: $block-cursor-blurred-background; }
    & > .gutter--quote { color: $text-warning; text-style: bold; }
    & > .gutter--strong { color: $text-success; }
    & > .gutter--weak { color: $text-success 45%; }
    & > .gutter--only { color: $text-muted; }
    &:ansi {
        & > .article--dimmed { color: ansi_bright_black; }
        & > .article--difference { background: ansi_default; text-style: bold underline; }
        & > .article--hit { background: ansi_yellow; color: ansi_black; }
        & > .article--found { background: ansi_bright_yellow; color: ansi_black; }
        & > .article--selected { background: ansi_blue; color: ansi_bright_white; }
        & > .article--focused { background: ansi_default; text-style: bold reverse; }
        & > .article--cursor { background: ansi_default; color: ansi_default; text-style: bold reverse; }
        & > .article--stretch { background: ansi_bright_black; }
    }
    &:nocolor {
        & > .article--missing { text-style: strike; }
        & > .article--difference { text-style: bold underline; }
        & > .article--hit { text-style: reverse; }
        & > .article--found { text-style: reverse bold; }
        & > .article--focused { text-style: reverse underline; }
        & > .article--selected { text-style: reverse italic; }
        & > .article--stretch { text-style: reverse bold italic; }
        & > .article--cursor { text-style: reverse bold underline; }
    }
}
"""


def _hues(colours: tuple[str, ...]) -> tuple[RichColor, ...]:
    return tuple(Color.parse(colour).rich_color for colour in colours)


class Palette:
    """Styles of one widget under its theme; made anew whenever the theme changes."""

    def __init__(self, widget: Widget, colours: tuple[str, ...], dim_unaligned: bool) -> None:
        self._widget = widget
        self._ansi = widget.app.native_ansi_color
        self._hues = _hues(NAMES_ANSI if self._ansi else NAMES_DARK if widget.app.current_theme.dark else NAMES_LIGHT)
        self.background = widget.background_colors[1]
        self.colours = colours
        self._dim_unaligned = dim_unaligned
        self._filters = [one for one in widget.get_line_filters() if one.enabled]
        self._ground = widget.rich_style
        self.base = self._filtered(self._ground)
        self.style = cache(self._style)
        self.bar = cache(self._bar)
        self.sign = cache(self._sign)

    def _style(self, key: int) -> Style:
        """The style of a key: the text's own role below, then the marks, the cursor on top."""
        style = self._ground
        if self._dim_unaligned and not key & (layers.ALIGNED | layers.TITLE | layers.FOLDED):
            style += self._component("article--dimmed")
        if key & layers.PASSAGE:
            style += self._passage(key >> layers.PASSAGE_SHIFT, bool(key & layers.OVERLAP))
        for bit, component in _LAYERS:
            if key & bit:
                style += self._component(component) if isinstance(component, str) else component
        if colour := (key >> layers.COLOUR_SHIFT) & 0xFFFF:
            style += Style(color=self._hues[(colour - 1) % HUES])
            style += _PATTERNS[(colour - 1) // HUES % len(_PATTERNS)]
        if key & layers.CURSOR:
            key &= ~(layers.FOCUSED | layers.HIT | layers.FOUND)
        for bit, component in _OVER:
            if key & bit:
                style += self._component(component)
            if bit & key & layers.FOCUSED and colour and not self._ansi:
                style += self._tint(style.color, 0.32)
        return self._filtered(style)

    def _filtered(self, style: Style) -> Style:
        """The style as the app's filters (no colour, no ANSI) let it through."""
        segments = [Segment(" ", style)]
        for line_filter in self._filters:
            segments = line_filter.apply(segments, self.background)
        return segments[0].style or Style.null()

    def _tint(self, colour: RichColor | None, share: float) -> Style:
        """A background with a share of ``colour`` in it."""
        return Style(bgcolor=self.background.blend(Color.from_rich_color(colour), share).rich_color)

    def _component(self, name: str) -> Style:
        return component_style(self._widget, name)

    def _passage(self, number: int, overlapping: bool) -> Style:
        tag = self._tag(number)
        tint = Style() if self._ansi else self._tint(tag.rich_color, 0.22)
        return tint + _UNDERLINE if overlapping or self._ansi else tint

    def _tag(self, number: int) -> Color:
        try:
            return Color.parse(self.colours[number - 1])
        except ColorParseError:
            return self._widget.get_component_styles("article--passage").background

    def _bar(self, number: int) -> Style:
        """The colour of a passage's bar in the gutter, one of the terminal's own where those are asked for."""
        colour = self._tag(number).rich_color
        own = Style(color=colour.downgrade(ColorSystem.STANDARD) if self._ansi else colour)
        return self._filtered(self._ground + own)

    def _sign(self, sign: layers.Sign) -> tuple[str, Style]:
        character, component = SIGNS[sign]
        return character, self._filtered(self._ground + self._component(component)) if component else self.base
