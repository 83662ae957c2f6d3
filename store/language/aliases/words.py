"""The closed word lists that names are read with: titles, articles, linking words, organisation words.

All are lower case, without full stops. Nothing here names a particular person, organisation or place.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """
    mr mrs ms miss mx dr sir dame lord lady baron baroness count countess duke duchess earl prof professor
    president vice vice-president vice-chancellor prime premier chancellor king queen prince princess emperor emir
    sultan sheikh shaykh shah pope cardinal archbishop bishop rev reverend father sister brother imam ayatollah
    mullah rabbi patriarch senator sen representative rep congressman congresswoman governor gov mp mep
    minister secretary undersecretary attorney solicitor ambassador envoy consul commissioner
    general gen lieutenant-general major-general brigadier brig colonel col major maj captain capt lieutenant lt
    sergeant sgt corporal cpl private pvt pte admiral adm commodore commander cmdr marshal field officer inspector
    detective sheriff constable superintendent judge justice magistrate prosecutor
    chief chairman chairwoman chairperson chair ceo cfo cto director deputy leader spokesman spokeswoman
    spokesperson mayor councillor councilman councilwoman speaker warlord founder coach manager actor actress
    singer comedian rapper director astronaut quarterback striker midfielder goalkeeper defender
    former ex acting late then-president ex-president incoming outgoing interim honorable honourable
    foreign defense defence finance interior state health economy trade special counsel national security adviser
    advisor republican democrat democratic nominee presidential candidate first second
    """
)
"""Words that stand before a person's name without being part of it."""

CERTAIN_TITLES = _words(
    """
    mr mrs ms miss mx dr sir prof professor president chancellor premier king queen prince princess pope senator sen
    rep gov governor gen general col colonel capt captain lt sgt judge justice sheikh ayatollah imam minister
    """
)
"""Titles after which one word is a surname, or a ruler's only name."""

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

DETERMINERS = _words("the a an this that these those its his her their our my your")

LINKING = _words(
    "of the for and de la le in on at to von van der den del della di da do dos du al el bin ibn abu ben &"
)
"""Small words inside names; an acronym usually skips them."""

PARTICLES = _words("von van der den del della di da do dos du de la le al el bin ibn abu ben st")
"""Small words that belong to a surname."""

ORGANISATION_ENDINGS = _words(
    """
    group inc incorporated corp corporation co company companies ltd limited plc llc llp ag gmbh sa spa nv bv oy ab
    holding holdings bank party movement organization organisation agency council committee commission association
    union federation alliance front militia army forces force brigade brigades regiment battalion police network news
    newspaper magazine airlines airline airways motors motor industries systems technologies technology computer
    computers laboratories labs club team fc cf ac sc afc international pmc mercenaries fighters rebels militants
    insurgents tribunal foundation institute center centre media pictures records studios entertainment
    administration regime parliament
    """
)
"""Words that an organisation's name may drop at its end and stay the same name."""

ORGANISATION_WORDS = ORGANISATION_ENDINGS | _words(
    """
    ministry department office university college school hospital court church senate congress assembly house board
    government authority society league times post journal herald tribune gazette guardian independent street
    journal press agency service fund trust bureau registry academy orchestra museum stadium airport station bridge
    river lake sea ocean mountain mount island islands street avenue road city county province region state states
    """
)
"""Words that show a name to be no person's."""

GENERATIONS = _words("jr sr ii iii iv esq phd md mp mep")
"""Words that may follow a person's name."""

DIRECTIONS = _words("north south east west northern southern eastern western central upper lower new old")
"""Words whose change makes another name ("North Korea", "South Korea")."""

POLITY_ENDINGS = _words(
    """
    government administration regime military army navy parliament embassy authorities presidency delegation
    officials forces troops state leadership
    """
)
"""Words that after a country's name make something related to the country, not the country."""

FAMILY_FIRST = _words(
    """
    kim lee park choi jung moon yoon han xi hu wen li zhang wang liu chen yang huang zhao zhou wu xu sun zhu deng mao
    jiang bo ma lin guo he gao luo zheng liang xie tang cao peng cai nguyen tran pham
    """
)
"""Family names of languages that put them first and that often stand alone with a given name behind them."""
