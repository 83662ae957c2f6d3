"""Finding things in the library: one index inside the library's file, one engine that reads it.

``index`` keeps the index (called inside the store's own transactions), ``query`` reads what was typed,
``vocabulary`` and ``plan`` turn it into exact terms, ``engine`` finds and ranks, ``thread`` keeps it out of the way.
"""
