"""The expressions that name a date, as patterns. Named groups are what ``date_rules`` reads of them.

Case is kept where a month or a day could be another word ("may", "sat").
"""

from __future__ import annotations

import re

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_LONG = "|".join((*MONTH_NAMES, *(name.upper() for name in MONTH_NAMES)))
_MONTH = rf"(?P<month>(?:{_LONG})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_SURE_MONTH = r"(?P<month>January|February|July|September|October|November|December)\b"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_WEEKDAY_BEFORE = (
    r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\b\.?),?\s+)?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_TO = r"\s?(?:-|–|—|to|and|or)\s?"
_PART = r"(?:\s(?P<part>morning|afternoon|evening|night))?"
_EARLY = r"(?:(?:early|late|mid)[\s-])?"
_EARLIER = r"(?:(?:earlier|later|early|late|mid)[\s-])?"
_COUNT = (
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]\w+)?)"
)
_NO_COUNT = r"(?![\w%]|,\d|\.\d|[\s-](?:people|dollars|miles|km|feet|euros|troops|soldiers|points|meters|metres))"
_ANY_CASE = re.IGNORECASE

FULL = re.compile(rf"\b{_WEEKDAY_BEFORE}{_MONTH}\s+(?P<day>{_DAY})\s?,?\s+{_YEAR}")
FULL_DAY_FIRST = re.compile(rf"\b{_WEEKDAY_BEFORE}(?:the\s)?(?P<day>{_DAY})\s+(?:of\s)?{_MONTH},?\s+{_YEAR}")
ISO = re.compile(r"(?<![\d-])(?P<year>[12]\d{3})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])")
NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?![\d/.-]*\d)"
)
NINE_ELEVEN = re.compile(r"(?<![\d/])9/11(?![\d/])")
MONTH_DAY = re.compile(
    rf"\b{_WEEKDAY_BEFORE}{_MONTH}\s+(?P<day>{_DAY})(?![:%]|,\d{{3}})"
    rf"(?:{_TO}(?P<until>{_DAY})(?!\s?(?:[%:]|{_LONG}|[A-Z][a-z][a-z]\b\.))(?:,\s{_YEAR})?)?"
)
DAY_MONTH = re.compile(
    rf"\b(?:(?P<from>{_DAY}){_TO})?"
    rf"(?P<date>{_WEEKDAY_BEFORE}(?:the\s)?(?P<day>{_DAY})\s+(?:of\s)?{_MONTH}(?!\w)(?:,?\s+{_YEAR})?)"
)
MONTH_YEAR = re.compile(rf"\b{_EARLY}{_MONTH},?\s+(?:of\s+)?(?:(?P<which>last|this|next)\syear\b|{_YEAR})")
QUARTER = re.compile(
    rf"\b(?:the\s)?{_EARLY}(?P<which>first|second|third|fourth)[\s-]quarter\b"
    rf"(?:,?\s(?:of\s)?(?:{_YEAR}|(?P<relative>last|this|next)\syear\b))?",
    _ANY_CASE,
)
HALF = re.compile(
    rf"\b(?:the\s)?(?P<which>first|second)[\s-]half\s(?:of\s)?(?:{_YEAR}|(?P<relative>last|this|next)\syear\b)",
    _ANY_CASE,
)
SEASON = re.compile(rf"\b(?:the\s)?{_EARLY}(?P<season>spring|summer|fall|autumn|winter)\s(?:of\s)?{_YEAR}", _ANY_CASE)
WEEKDAY = re.compile(
    rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming)\s)?(?:(?:[Ee]arly|[Ll]ate)\s)?{_WEEKDAY}{_PART}(?!\w)"
)
NEAR_DAY = re.compile(
    rf"\b(?:(?:the\s)?day\s(?P<hop>before|after)\s)?(?P<day>today|yesterday|tomorrow){_PART}\b", _ANY_CASE
)
PART_OF_DAY = re.compile(r"\b(?:this\s(?P<part>morning|afternoon|evening)|tonight|last\snight)\b", _ANY_CASE)
AGO = re.compile(
    rf"\b(?:about\s)?{_COUNT}[\s-](?P<unit>day|week|month|quarter|year|decade)s?[\s-]ago\b"
    r"|\b(?:an?|one)[\s-](?P<earlier>year)[\s-](?:earlier|before)\b",
    _ANY_CASE,
)
LONG_AGO = re.compile(
    r"\b(?:(?:several|a\sfew|some|many|a\scouple\sof|a\snumber\sof)\s)?(?:day|week|month|year|decade|centurie)s\sago\b"
    r"|\b(?:recently|previously|long\sago|some\stime\sago|in\sthe\spast|the\spast(?=[.,;])|"
    r"(?:recent|past\sfew)\s(?:days|weeks|months|years|decades|times))\b",
    _ANY_CASE,
)
RELATIVE = re.compile(
    rf"\b{_EARLIER}(?:the\s)?(?P<which>last|this|next|previous|current|coming)\s"
    r"(?P<unit>week|weekend|month|year|quarter|decade|century|spring|summer|fall|autumn|winter)\b",
    _ANY_CASE,
)
RELATIVE_MONTH = re.compile(rf"\b{_EARLIER}(?P<which>last|this|next|past)\s{_MONTH}(?!\w)")
WEEKEND = re.compile(r"\b(?:over|at|during|on)\s(?P<span>the\sweekend)\b", _ANY_CASE)
DECADE = re.compile(rf"\b(?:[Tt]he\s)?{_EARLY}(?P<decade>(?:1[5-9]|20)\d0|(?<=['’‘])\d0)['’]?s\b")
CENTURY = re.compile(r"\b(?:the\s)?(?P<number>\d\d?(?:st|th|nd|rd))[\s-]century\b", _ANY_CASE)
YEAR = re.compile(rf"(?<![\w.,$£€/-])(?P<span>{_EARLY}{_YEAR}){_NO_COUNT}")
YEAR_AFTER_DASH = re.compile(rf"(?<=\d\d\d\d[-–—])(?P<span>{_YEAR}){_NO_COUNT}")
MONTH_AFTER_WORD = re.compile(
    rf"\b(?:in|since|by|until|till|of|from|through|during|between|and|to|every|for|before|after)\s"
    rf"(?P<span>{_EARLY}{_MONTH})(?!\w)(?!\s\d)"
)
EARLY_MONTH = re.compile(rf"\b(?P<span>(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-]{_MONTH})(?!\w)")
MONTH = re.compile(rf"\b(?P<span>{_SURE_MONTH})(?!\s\d|\s[A-Z])")
PRESENT = re.compile(r"\b(?:now|currently|nowadays|these\sdays|at\spresent|at\sthe\smoment)\b", _ANY_CASE)
FUTURE = re.compile(
    r"\b(?:soon|the\s(?:near\s|foreseeable\s)?future|(?:the\s)?coming\s(?:days|weeks|months|years|decades))\b",
    _ANY_CASE,
)
