"""The style sheet of the report page: quiet, side by side where there is room, one below the other where there is not.

Nothing is told by colour alone: shared names have a line of their own pattern under them as well.
"""

from __future__ import annotations

HUES = (210, 28, 140, 330, 55, 275, 180, 0, 95, 245, 300, 160)
"""One hue for each of the twelve most shared names; after these they return with another underline."""

UNDERLINES = ("solid", "double", "dashed", "wavy")

STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fdfdfb; --line: #c9c9c4; --quiet: #5c5c58; --light: 88%; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e4e0; --paper: #161616; --line: #444; --quiet: #a5a5a0; --light: 26%; }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0 auto; padding: 1rem; max-width: 110rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; font-weight: 600; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
a { color: inherit; }
nav, .facts, .cite, .label { color: var(--quiet); font: .85rem/1.5 system-ui, sans-serif; }
nav a { margin-right: 1rem; }
.columns { display: grid; gap: 2rem; grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); }
.columns > article { min-width: 0; }
article p { margin: 0 0 .9rem; scroll-margin-top: 1rem; }
article .title { font-size: 1.2rem; font-weight: 600; }
article .furniture, article .byline, article .dateline, article .caption { color: var(--quiet); }
.mark { text-decoration: none; font: .8rem system-ui, sans-serif; color: var(--quiet); padding-right: .15rem; }
:target { outline: 2px solid var(--quiet); outline-offset: .2rem; }
.name { text-underline-offset: .2em; }
.shared { background: hsl(var(--hue) 70% var(--light)); text-decoration: underline var(--under) 1px; }
.only { text-decoration: underline solid 1px; }
.related { text-decoration: underline dotted 2px; }
.quoted { font-style: italic; }
.cut { background: repeating-linear-gradient(45deg, transparent 0 4px, var(--line) 4px 5px); }
.cite { white-space: nowrap; }
ul { padding-left: 1.2rem; } li { margin-bottom: .6rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem;
  border-bottom: 1px solid var(--line); }
.pair { display: grid; gap: 1rem; grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
  border-bottom: 1px solid var(--line); padding: .5rem 0; }
.pair p { margin: 0; }
.scroll { overflow-x: auto; }
@media (max-width: 48rem) {
  body { padding: .75rem; } .columns, .pair { grid-template-columns: minmax(0, 1fr); gap: .75rem; }
  .columns > article + article { border-top: 2px solid var(--line); padding-top: 1rem; }
}
@media print {
  :root { --ink: #000; --paper: #fff; --quiet: #444; --light: 90%; }
  body { font-size: 9.5pt; padding: 0; max-width: none; } nav { display: none; }
  .shared { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  p, li, .pair, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
}
"""
