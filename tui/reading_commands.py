"""What can be done in the reading screen."""

from __future__ import annotations

from tui.commands import Command
from tui.correcting import CORRECTING_COMMANDS, in_text

READING_COMMANDS: tuple[Command, ...] = (
    Command("line-down", "j,down", "Line down", "Move the cursor a line down", "move('line',1)", "Move"),
    Command("line-up", "k,up", "Line up", "Move the cursor a line up", "move('line',-1)", "Move"),
    Command("word-next", "w,right", "Next word", "Move the cursor to the next word", "move('word',1)", "Move"),
    Command(
        "word-previous", "b,left", "Previous word", "Move the cursor to the previous word", "move('word',-1)", "Move"
    ),
    Command(
        "sentence-next", "right_parenthesis", "Next sentence", "Move to the next sentence", "move('sentence',1)", "Move"
    ),
    Command(
        "sentence-previous",
        "left_parenthesis",
        "Previous sentence",
        "Move to the previous sentence",
        "move('sentence',-1)",
        "Move",
    ),
    Command(
        "paragraph-next",
        "right_curly_bracket",
        "Next paragraph",
        "Move to the next paragraph",
        "move('paragraph',1)",
        "Move",
    ),
    Command(
        "paragraph-previous",
        "left_curly_bracket",
        "Previous paragraph",
        "Move to the previous paragraph",
        "move('paragraph',-1)",
        "Move",
    ),
    Command("half-page-down", "ctrl+d", "Half a page down", "Scroll half a page down", "half_page(1)", "Move"),
    Command("half-page-up", "ctrl+u", "Half a page up", "Scroll half a page up", "half_page(-1)", "Move"),
    Command("page-down", "space,pagedown", "Page down", "Scroll a page down", "whole_page(1)", "Move"),
    Command("page-up", "shift+space,pageup", "Page up", "Scroll a page up", "whole_page(-1)", "Move"),
    Command("start", "g,home", "Start", "Go to the start of the article", "start", "Move"),
    Command("end", "G,end", "End", "Go to the end of the article", "end", "Move"),
    Command("pane-next", "tab", "Next pane", "Move to the next pane", "pane(1)", "Panes"),
    Command("pane-previous", "shift+tab", "Previous pane", "Move to the previous pane", "pane(-1)", "Panes"),
    *(
        Command(f"digit-{digit}", str(digit), f"Pane or recent tag {digit}", help_, f"digit({digit})", "Panes")
        for digit in range(1, 10)
        for help_ in (
            f"Go to pane {digit}; in a selection, tag it with recent tag {digit}"
            if digit <= 4
            else f"In a selection, tag it with recent tag {digit}",
        )
    ),
    Command("maximise", "z", "One pane", "Show the pane alone, or all of them again", "maximise", "Panes"),
    Command("narrower", "less_than_sign", "Narrower text", "Make the lines of text shorter", "measure(-4)", "Panes"),
    Command("wider", "greater_than_sign", "Wider text", "Make the lines of text longer", "measure(4)", "Panes"),
    Command(
        "together",
        "s",
        "Scroll together",
        "Keep the panes together by what is said, or let each scroll alone",
        "together",
        "Panes",
    ),
    Command("close-pane", "ctrl+w", "Close pane", "Take this article off the desk", "close_pane", "Panes"),
    Command(
        "counterpart",
        "equals_sign",
        "Counterpart",
        "Jump to what the other article says about this",
        "counterpart",
        "Panes",
        "counterpart",
    ),
    Command(
        "quote-next",
        "right_square_bracket",
        "Next shared quote",
        "Go to the next quote that another article has too",
        "shared_quote(1)",
        "Panes",
    ),
    Command(
        "quote-previous",
        "left_square_bracket",
        "Previous shared quote",
        "Go to the previous shared quote",
        "shared_quote(-1)",
        "Panes",
    ),
    Command("highlights", "h", "Highlights", "Mark all names, only the shared ones, or none", "highlights", "Panes"),
    Command("dim", "d", "Dim the unmatched", "Dim what has no counterpart in another article", "dim", "Panes"),
    Command("folded", "F", "Folded lines", "Show or hide what was folded away as page furniture", "folded", "Panes"),
    Command(
        "fold-line",
        "plus",
        "Fold or bring back",
        "Fold this paragraph away, or bring the next folded line back; remembered for the outlet",
        "fold_line",
        "Panes",
    ),
    Command("sidebar", "backslash", "Sidebar", "Show or hide the search sidebar", "sidebar", "Panes"),
    Command(
        "mention-next", "n", "Next mention", "Next mention of the name or hit, across the panes", "mention(1)", "Names"
    ),
    Command("mention-previous", "N", "Previous mention", "Previous mention of the name or hit", "mention(-1)", "Names"),
    Command(
        "name-here",
        "asterisk",
        "This name",
        "Hold on to the name under the cursor: n and N walk its mentions",
        "name_here",
        "Names",
    ),
    Command(
        "name-card",
        "e",
        "Name card",
        "Who or what this name is: aliases, mentions, related names; of a selection: that it is a name",
        "name_card",
        "Names",
    ),
    *map(in_text, CORRECTING_COMMANDS),
    Command("search", "slash", "Search", "Search everything in the library", "search", "Find", "search"),
    Command(
        "search.exact",
        "ctrl+x",
        "Search exactly",
        "Search exactly what is typed, or other spellings too",
        "sidebar_does('exact')",
        "Find",
    ),
    Command(
        "search.tag",
        "ctrl+t",
        "Tag what was found",
        "Tag every hit of the search, after a look at them, in one step that u undoes",
        "sidebar_does('tag')",
        "Find",
    ),
    Command("search.save", "ctrl+s", "Keep the search", "Keep the search under a name", "sidebar_does('save')", "Find"),
    Command("find", "f", "Find here", "Find text in the open articles; n and N walk the matches", "find", "Find"),
    Command("back", "escape", "Back", "Drop the selection or the search and return to where you were", "back", "Find"),
    Command(
        "select",
        "v",
        "Select",
        "Start selecting; every movement extends, is ip iq in take the sentence, paragraph, quote, name",
        "select",
        "Mark",
        "select",
    ),
    Command(
        "inside",
        "i",
        "Select around",
        "In a selection: then s sentence, p paragraph, q quote, n name",
        "inside",
        "Mark",
    ),
    Command("tag", "t", "Tag", "Tag the selection, or the sentence under the cursor", "tag", "Mark", "tag"),
    Command("tag-again", "full_stop", "Tag again", "Tag with the tag used last", "tag_again", "Mark"),
    Command("note", "m", "Note", "Write a note on the selection or the passage under the cursor", "note", "Mark"),
    Command("untag", "x", "Remove mark", "Remove the tagged passage under the cursor", "untag", "Mark"),
    Command("copy", "y", "Copy", "Copy the selection or the sentence", "copy(False)", "Mark"),
    Command(
        "copy-cited",
        "Y",
        "Copy with citation",
        "Copy the selection with outlet, title, date and link",
        "copy(True)",
        "Mark",
    ),
    Command(
        "comparison",
        "C",
        "Comparison",
        "What both say, what only one says: names, quotes, differences",
        "comparison",
        "Elsewhere",
    ),
    Command(
        "coverage",
        "c",
        "Coverage",
        "Who has what: names, quotes and tags of the story by outlet",
        "coverage",
        "Elsewhere",
    ),
    Command(
        "versions",
        "V",
        "Versions",
        "Open the other versions of this article beside it; what changed is marked word by word",
        "versions",
        "Elsewhere",
    ),
    Command(
        "other-coverage",
        "O",
        "Other coverage",
        "Rank the library by likeness to this article",
        "other_coverage",
        "Elsewhere",
    ),
    Command(
        "open-link", "o", "Open link", "Show the article's address and open it in the browser", "open_link", "Elsewhere"
    ),
)
