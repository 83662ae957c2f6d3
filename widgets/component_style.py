"""The style of a component class, for widgets that paint their own lines."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def component_style(widget: Widget, name: str) -> Style:
    """What component class ``name`` sets and nothing else, transparent colours blended with what lies beneath.

    A widget that was removed may be painted once more before the screen is arranged anew: it has no styles by then.
    """
    if not widget.is_attached:
        return Style.null()
    whole = widget.get_component_rich_style(name)
    own = widget.get_component_rich_style(name, partial=True)
    return own.without_color + Style(color=own.color and whole.color, bgcolor=own.bgcolor and whole.bgcolor)
