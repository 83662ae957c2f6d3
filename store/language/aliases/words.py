"""The closed word lists that names are read with: titles, articles, linking words, organisation words.

All are lower case, without full stops. Nothing here names a particular person, organisation or place.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FORMS_OF_ADDRESS = _words(
    """
    mr mrs ms miss mx sir dr prof doctor president premier chancellor minister ex-president vice-president
    then-president senator sen congressman congresswoman rep gov gen col lt sgt capt maj adm cmdr brig rev hon
    ayatollah sheikh shaykh imam mullah pope emir spokesman spokeswoman spokesperson
    """
)
"""Titles that nothing but a person follows, whatever kind a name was given."""

TITLES = FORMS_OF_ADDRESS | _words(
    """
    dame lord lady baron baroness count countess duke duchess earl professor vice chancellor king queen prince
    princess emperor sultan shah cardinal archbishop bishop reverend father sister brother rabbi patriarch
    representative governor mp mep secretary undersecretary solicitor ambassador envoy consul commissioner
    general lieutenant-general major-general brigadier colonel major captain lieutenant sergeant corporal cpl private
    pvt pte admiral commodore commander marshal officer inspector detective sheriff constable superintendent judge
    justice magistrate prosecutor chief chairman chairwoman chairperson chair ceo cfo cto director deputy leader
    mayor councillor councilman councilwoman speaker warlord founder coach manager actor actress singer comedian
    rapper astronaut quarterback striker midfielder goalkeeper defender counsel adviser advisor nominee candidate
    dictator attorney
    """
)
"""Words that stand before a person's name without being part of it."""

TITLE_MODIFIERS = _words(
    """
    former ex acting late incoming outgoing interim honorable honourable prime vice deputy assistant senior junior
    foreign defense defence finance interior state health economy trade justice energy special national security
    presidential republican democrat democratic conservative labour first second attorney opposition party police
    staff court supreme white house
    """
)
"""Words that stand before a title and belong to it ("former defence minister")."""

CERTAIN_TITLES = FORMS_OF_ADDRESS | _words(
    "professor king queen prince princess governor general colonel captain judge justice leader dictator"
)
"""Titles after which one word is a surname, or a ruler's only name."""

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
    holding holdings bank party movement alliance front militia army forces force brigade network news newspaper
    magazine airlines airline airways motors motor industries systems technologies technology computer computers
    labs department club team fc cf ac sc afc pmc mercenaries fighters rebels militants insurgents pictures records
    studios entertainment television tv radio
    """
)
"""Words that an organisation's name may drop at its end and stay the same name."""

PLACE_ENDINGS = _words(
    "sea ocean river airport mountains mountain strait desert peninsula county gulf island islands province prefecture "
    "district"
)
"""Words that a place's name may drop at its end ("Red Sea" may not: "Red" is no place)."""

PLACE_HEADS = _words("island city town village port province kingdom republic state emirate canton county")
"""Words that stand before a place's name with "of" between ("Island of Halm")."""

ORGANISATION_WORDS = ORGANISATION_ENDINGS | _words(
    """
    agency council committee commission association union federation organization organisation foundation institute
    center centre tribunal regiment battalion brigades police administration regime parliament international gallery
    tower building hotel palace square hall park memorial
    theater theatre observatory chamber cup prize championship championships games olympics olympic open festival fair
    ministry department office university college school hospital court church senate congress assembly house board
    government authority society league times post journal herald tribune gazette guardian independent street
    journal press agency service fund trust bureau registry academy orchestra museum stadium airport station bridge
    river lake sea ocean mountain mount island islands street avenue road city county province region state states
    """
)
"""Words that show a name to be no person's."""

GENERATIONS = _words("jr sr ii iii iv esq phd md mba mp mep obe cbe")
"""Words that may follow a person's name."""

DIRECTIONS = _words(
    "north south east west northern southern eastern western central upper lower new old greater "
    "northeast northwest southeast southwest"
)
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
