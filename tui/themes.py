"""Diptych's own themes: calm paper by day, dim ink by night, and one of plain contrast. ``terminal`` is the
terminal's own sixteen colours."""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="diptych-dark",
    primary="#7aa2c8",
    secondary="#9d93c7",
    accent="#d8b26e",
    warning="#d8a657",
    error="#e06c75",
    success="#8fb573",
    foreground="#d5d2ca",
    background="#16181d",
    surface="#16181d",
    panel="#1f222a",
    dark=True,
    variables={
        "border": "#7aa2c8",
        "border-blurred": "#3a3f4b",
        "block-cursor-background": "#33495e",
        "block-cursor-foreground": "#f2efe6",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#262b34",
        "footer-background": "#1f222a",
        "scrollbar": "#3a3f4b",
        "scrollbar-background": "#16181d",
        "input-selection-background": "#7aa2c8 35%",
    },
)

LIGHT = Theme(
    name="diptych-light",
    primary="#2f5f8a",
    secondary="#6a5aa0",
    accent="#9a6a12",
    warning="#9a6a12",
    error="#b3261e",
    success="#3e7a2f",
    foreground="#2a2823",
    background="#faf8f2",
    surface="#faf8f2",
    panel="#efece3",
    dark=False,
    variables={
        "border": "#2f5f8a",
        "border-blurred": "#cfcabc",
        "block-cursor-background": "#cfe0ef",
        "block-cursor-foreground": "#1b1a17",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e6e2d6",
        "footer-background": "#efece3",
        "scrollbar": "#cfcabc",
        "scrollbar-background": "#faf8f2",
        "input-selection-background": "#2f5f8a 30%",
    },
)

CONTRAST = Theme(
    name="diptych-contrast",
    primary="#ffffff",
    secondary="#ffff00",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff6060",
    success="#60ff60",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "border": "#ffffff",
        "border-blurred": "#909090",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "footer-background": "#000000",
    },
)

TERMINAL = replace(BUILTIN_THEMES["ansi-dark"], name="terminal")

THEMES: tuple[Theme, ...] = (DARK, LIGHT, CONTRAST, TERMINAL)
DEFAULT = DARK.name
