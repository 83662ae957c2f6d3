"""Whether a form tells that a man or a woman is named, by its title or its given name."""

from __future__ import annotations

from store.language.aliases.given_names import MEN, WOMEN, full_given_name
from store.language.aliases.surface import Surface

GENDERED_TITLES = {
    "mr": "m",
    "sir": "m",
    "lord": "m",
    "king": "m",
    "prince": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "dame": "f",
    "lady": "f",
    "queen": "f",
    "princess": "f",
}


def gender(form: Surface) -> str:
    """``m`` or ``f`` for one word with a title that tells ("Mrs. Vane"), else empty."""
    if len(form.core) > 1:
        return ""
    return next((GENDERED_TITLES[title] for title in form.titles if title in GENDERED_TITLES), "")


def genders_fit(short: Surface, long: Surface) -> bool:
    """Whether no title or given name says that one is a man and the other a woman."""
    ours, theirs = _told_genders(short), _told_genders(long)
    return not ours or not theirs or bool(ours & theirs)


def _told_genders(form: Surface) -> set[str]:
    titled = {GENDERED_TITLES[title] for title in form.titles if title in GENDERED_TITLES}
    if titled or len(form.core) < 2:
        return titled
    given = full_given_name(form.core[0])
    return {letter for letter, names in (("m", MEN), ("f", WOMEN)) if given in names}
