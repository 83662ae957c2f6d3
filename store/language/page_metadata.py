"""What a page dump says about itself: headline, standfirst, byline, date, outlet, captions, biographies.

Each rule looks at one line and where it stands; ``boilerplate`` decides what is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_NAME = r"(?:[A-ZÀ-Þ](?:[\w'’-]|\.(?=\w))+|[A-Z]\.)"
_NAMES = rf"{_NAME}(?:\s(?:(?:de|da|van|von|al|bin|el|der)\s)?{_NAME}){{1,4}}"
_BYLINE = re.compile(
    r"^(?:[Bb]y|BY|Words by|Written by|Story by|From|Reporting by|Von|Por|Par)[:\s]\s*(?P<names>\S.{1,110})$"
)
_BYLINE_END = re.compile(
    r"\s*(?:[|•·—–]|,?\s(?:on|at|in)\s\w+\s\d|\d|\bUpdated\b|\bPublished\b|@|\sfor\s(?:the\s)?[A-Z]).*$"
)
_CREDIT_END = re.compile(
    r"\((?:[^()]*\b)?(?:photos?|pictures?|image|credit|getty|reuters|ap|afp|epa|shutterstock|courtesy|file|handout"
    r"|bloomberg|illustration|screenshot|press service)\b[^()]*\)\.?$",
    re.I,
)
_CREDIT_START = re.compile(
    r"^(?:photos?|pictures?|images?|credit|illustration|file photo|video)\s*(?:by|:|credit)", re.I
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_FIRST_LINES = 6
_SECTION = re.compile(
    r"(?:latest|popular|more|top|all|breaking|local|world|business|sports|related|my|our|your|in)\b", re.I
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d))?"),
    re.compile(rf"\b(?P<name>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s(?P<name>{_MONTH}),?\s(?P<year>(?:19|20)\d\d)\b", re.I),
)
_PERSON_BIO = re.compile(
    rf"^(?:The\s)?(?P<name>{_NAMES})\s(?:is|was)\s(?:a|an|the|our)\s(?:[\w’'-]+\s){{0,6}}?"
    r"(?:reporter|journalist|correspondent|editor|writer|columnist|contributor|author|producer|team\sof|fellow|analyst)",
)
_BIO_OUTLET = re.compile(
    r"(?:reporter|journalist|correspondent|editor|writer|columnist|contributor|producer)\s(?:for|at|with|of)\s"
    rf"(?P<outlet>(?:[Tt]he\s)?{_NAME}(?:\s(?:of\s|and\s)?{_NAME}){{0,4}})"
)
_STAFF = re.compile(rf"^(?P<outlet>{_NAMES})\s(?:Staff|Newsroom|Editors|Team|News Desk|Editorial Board)$")
_MESSAGE = re.compile(
    r"(?:message\sfrom|news\s&\supdates\sfrom|updates\sfrom|donate\sto|support|subscribe\sto|copyright|©\s*(?:\d{4})?|welcome\sto)"
    rf"\s*(?:\d{{4}})?\s*(?P<outlet>(?:[Tt]he\s)?{_NAME}(?:\s{_NAME}){{0,3}})",
    re.I,
)
_MASTHEAD = re.compile(
    r"(?:times|post|news|standard|courier|herald|journal|gazette|tribune|independent|guardian|mail|telegraph|wire|star"
    r"|observer|chronicle|press|examiner|inquirer|bulletin|sun|review|express|daily|today|globe|mirror|echo|dispatch)"
)
_SHOUTED = re.compile(r"^[A-Z0-9 .&'’-]+$")


def is_caption(line: str) -> bool:
    """Tell whether a line is the text under a picture: it ends or begins with a credit."""
    return _CREDIT_END.search(line) is not None or _CREDIT_START.match(line) is not None


def byline(line: str) -> str:
    """Return the authors that a line such as "By Ann Lee and Bo Chen" names, empty for any other line."""
    found = _BYLINE.match(line)
    if not found or len(line.split()) > 16:
        return ""
    names = _BYLINE_END.sub("", found["names"]).strip(" ,;")
    starts_with_name = re.match(rf"{_NAME}|our\s|(?:[A-Z]{{2,}}\s?)+", names)
    return names if starts_with_name and not names.endswith((".", "!", "?")) else ""


def date(line: str) -> str:
    """Return the date that a line gives in full, as ISO 8601 with the minute when it stands there, else empty."""
    for pattern in _DATES:
        found = pattern.search(line)
        if found:
            return _iso(found.groupdict())
    return ""


def _iso(parts: dict[str, str | None]) -> str:
    name = parts.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"] or 0)
    day = int(parts["day"] or 0)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    clock = f"T{parts['hour']}:{parts['minute']}" if parts.get("hour") and int(parts["hour"] or 0) < 24 else ""
    return f"{parts['year']}-{month:02}-{day:02}{clock}"


def is_dateline(line: str) -> bool:
    """Tell whether a short line is mostly the day of publication."""
    return len(line.split()) <= 14 and bool(date(line)) and not line.endswith((".", "!", "?", "”"))


def biography_author(line: str) -> str:
    """Return whose biography a line is ("Ann Lee is a reporter for …"), empty when it is none."""
    found = _PERSON_BIO.match(line)
    return found["name"] if found else ""


def outlet(furniture: Sequence[str], authors: Iterable[str]) -> str:
    """Return the outlet that the furniture of a page names, empty when it cannot be told.

    In order: the employer in an author's biography, the outlet in a staff byline ("Harbour Times Staff"), the name
    that the page's own appeals and copyright lines repeat, the masthead among the first lines.
    """
    for line in furniture:
        found = _BIO_OUTLET.search(line)
        if found and biography_author(line):
            return _with_article(found["outlet"])
    for author in authors:
        staff = _STAFF.match(author)
        if staff:
            return staff["outlet"]
    return _own_name(furniture) or _masthead(furniture[:_FIRST_LINES])


def _own_name(furniture: Sequence[str]) -> str:
    named = Counter(name for line in furniture for name in _named(line))
    alone = {line.casefold().removeprefix("the ") for line in furniture if len(line.split()) <= 5}
    for name, count in named.most_common():
        if name.casefold().removeprefix("the ") in alone or count > 1:
            return next((line for line in furniture if line.casefold() == name.casefold()), name)
    return ""


def _masthead(first: Sequence[str]) -> str:
    """Return a short capitalised line that ends like a newspaper's name."""
    for line in first:
        words = line.split()
        is_name = 2 <= len(words) <= 5 and line[0].isupper() and not _SECTION.match(line)
        if is_name and _MASTHEAD.fullmatch(words[-1].casefold()):
            return line
    return ""


def _named(line: str) -> Iterable[str]:
    for found in _MESSAGE.finditer(line):
        name = found["outlet"].strip(" .")
        if len(name.split()) > 1 and name[0].isupper() and not _SHOUTED.match(name):
            yield name


def _with_article(name: str) -> str:
    return "The " + name[4:] if name.startswith("the ") else name
