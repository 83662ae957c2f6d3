"""What numbers count and measure: currencies, measures, and the nouns of counts."""

from __future__ import annotations

from store.language.wordlists import words

CURRENCY_SIGNS: dict[str, str] = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
    "r$": "BRL", "nt$": "TWD", "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₪": "ILS",
    "₹": "INR", "₩": "KRW", "₺": "TRY", "₦": "NGN", "₱": "PHP", "₫": "VND", "₿": "XBT", "rs": "INR", "rs.": "INR",
}  # fmt: skip
CURRENCY_CODES: frozenset[str] = frozenset(
    words(
        """USD EUR GBP JPY CNY CHF AUD CAD NZD SEK NOK DKK PLN CZK HUF RON BGN RUB UAH TRY ILS INR PKR KRW HKD SGD TWD
        THB IDR MYR PHP VND BRL ARS MXN CLP COP PEN ZAR NGN EGP KES SAR AED QAR KWD IRR IQD LBP SYP AFN"""
    )
)
CURRENCY_NAMES: dict[str, str] = {
    "dollar": "USD", "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "buck": "USD", "cent": "USD",
    "australian dollar": "AUD", "canadian dollar": "CAD", "new zealand dollar": "NZD", "hong kong dollar": "HKD",
    "singapore dollar": "SGD", "euro": "EUR", "pound": "GBP", "british pound": "GBP", "pound sterling": "GBP",
    "yen": "JPY", "japanese yen": "JPY", "yuan": "CNY", "chinese yuan": "CNY", "renminbi": "CNY", "ruble": "RUB",
    "rouble": "RUB", "russian ruble": "RUB", "russian rouble": "RUB", "hryvnia": "UAH", "hryvnias": "UAH",
    "shekel": "ILS", "swiss franc": "CHF", "rupee": "INR", "indian rupee": "INR", "pakistani rupee": "PKR",
    "rial": "IRR", "iranian rial": "IRR", "lira": "TRY", "turkish lira": "TRY", "won": "KRW", "south korean won": "KRW",
    "rand": "ZAR", "peso": "MXN", "mexican peso": "MXN", "argentine peso": "ARS", "naira": "NGN", "zloty": "PLN",
    "krona": "SEK", "swedish krona": "SEK", "kronor": "SEK", "norwegian krone": "NOK", "danish krone": "DKK",
    "kroner": "NOK", "riyal": "SAR", "dirham": "AED", "ringgit": "MYR", "baht": "THB", "rupiah": "IDR",
    "deutsche mark": "DEM", "mark": "DEM", "french franc": "FRF", "forint": "HUF", "shilling": "KES",
}  # fmt: skip
"""Currencies by their lower-case singular name. Cents are read as a hundredth of a dollar."""

MEASURES: dict[str, str] = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "percentage point": "percentage point",
    "km": "km", "kilometer": "km", "kilometre": "km", "mile": "mile", "m": "metre", "meter": "metre",
    "metre": "metre", "cm": "cm", "centimeter": "cm", "centimetre": "cm", "mm": "mm", "millimeter": "mm",
    "millimetre": "mm", "inch": "inch", "foot": "foot", "feet": "foot", "ft": "foot", "yard": "yard",
    "kg": "kg", "kilogram": "kg", "kilo": "kg", "gram": "gram", "tonne": "tonne", "metric ton": "tonne",
    "ton": "ton", "lb": "lb", "ounce": "ounce", "liter": "litre", "litre": "litre", "gallon": "gallon",
    "barrel": "barrel", "acre": "acre", "hectare": "hectare", "square mile": "square mile",
    "square kilometer": "square km", "square kilometre": "square km", "square foot": "square foot",
    "square feet": "square foot", "square meter": "square metre", "square metre": "square metre",
    "mph": "mph", "mile per hour": "mph", "km/h": "km/h", "kph": "km/h", "kmh": "km/h", "kilometer per hour": "km/h",
    "kilometre per hour": "km/h", "knot": "knot", "nautical mile": "nautical mile", "degree": "degree",
    "degree celsius": "°C", "degree fahrenheit": "°F", "°c": "°C", "°f": "°F", "°": "degree",
    "watt": "watt", "kw": "kW", "mw": "MW", "megawatt": "MW", "gw": "GW", "gigawatt": "GW", "kilowatt": "kW",
    "kwh": "kWh", "second": "second", "minute": "minute", "hour": "hour", "day": "day", "night": "night",
    "week": "week", "month": "month", "year": "year", "decade": "decade", "century": "century",
    "basis point": "basis point", "point": "point", "year-old": "year-old", "month-old": "month-old",
}  # fmt: skip
"""Measures by their lower-case singular name, to the one name of each."""

_FATES = {
    "killed": "kill killed dead death fatality died",
    "injured": "injure injured wound wounded hurt injury",
    "arrested": "arrested",
    "detained": "detained",
    "missing": "missing",
    "displaced": "displaced",
    "hospitalised": "hospitalized hospitalised",
    "captured": "captured",
    "abducted": "abducted kidnapped",
}
COUNTED: dict[str, str] = {word: fate for fate, listed in _FATES.items() for word in words(listed)}
"""What happened to people who are counted, to the one unit of each."""

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "policemen": "policeman",
    "policewomen": "policewoman", "servicemen": "serviceman", "gunmen": "gunman", "fishermen": "fisherman",
    "lives": "life", "wives": "wife", "knives": "knife", "feet": "foot", "aircraft": "aircraft", "troops": "troop",
    "personnel": "personnel", "staff": "staff", "police": "police", "crew": "crew", "tonnes": "tonne",
    "businesses": "business", "buses": "bus", "gases": "gas", "viruses": "virus", "series": "series",
    "species": "species", "crises": "crisis", "criteria": "criterion", "headquarters": "headquarters",
    "spokesmen": "spokesman", "congressmen": "congressman", "congresswomen": "congresswoman", "houses": "house",
    "cases": "case", "bases": "base", "horses": "horse", "nurses": "nurse", "purchases": "purchase",
    "warehouses": "warehouse", "phases": "phase", "leases": "lease", "hostages": "hostage", "mice": "mouse",
    "centuries": "century", "movies": "movie", "zombies": "zombie", "cookies": "cookie", "calories": "calorie",
    "heroes": "hero", "tomatoes": "tomato", "potatoes": "potato", "leaves": "leaf", "thieves": "thief",
    "halves": "half", "sheep": "sheep", "fish": "fish", "cattle": "cattle", "youths": "youth",
}  # fmt: skip
PLURALS: frozenset[str] = frozenset(_IRREGULAR)
"""Nouns that are plural, or count, without an "s" rule."""

PERSONS: frozenset[str] = frozenset(
    words(
        """person man woman child civilian other soldier officer policeman fighter militant protester demonstrator
        student worker passenger resident villager victim troop serviceman hostage journalist boy girl patient
        refugee migrant prisoner gunman guard member citizen national employee teenager adult tourist
        firefighter medic doctor nurse attacker assailant suspect trooper sailor marine pilot crew personnel
        palestinian israeli ukrainian russian american syrian iraqi afghan lebanese iranian family youth shopper
        worshipper driver bystander rebel insurgent"""
    )
)


def singular(noun: str) -> str:
    """``noun`` in lower case and the singular ("Missiles" → "missile")."""
    word = noun.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word
