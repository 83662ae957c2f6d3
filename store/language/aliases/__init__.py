"""Which names are the same: inside one article, across articles, and what is merely related.

``group`` joins the mentions of one text; ``link`` finds the one entity of the library that a local entity certainly
is; ``key``, ``lookup_keys`` and ``kindred_keys`` say where to look for it; ``related`` gives the country of "Russian"
or "Moscow".
Precision comes before recall: a wrong merge makes two people one, a missed one is mended with a key.
"""

from __future__ import annotations

from store.language.aliases.grouping import Group, Grouping, group
from store.language.aliases.linking import key, kindred_keys, link, lookup_keys
from store.language.aliases.places import related

__all__ = ["Group", "Grouping", "group", "key", "kindred_keys", "link", "lookup_keys", "related"]
