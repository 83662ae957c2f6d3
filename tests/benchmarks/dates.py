"""Date expressions and their values on invented news sentences: ``python -m tests.benchmarks.dates [-v]``.

The sentences of ``data/dates.json`` were written for this measurement; each row is the day of publication, a sentence
and its dates. A value counts when an overlapping expression has it. With ``-v`` every wrong one is listed.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from store.language.dates import dates

SENTENCES = Path(__file__).parent / "data" / "dates.json"
FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def main() -> None:
    gold = found = spans = values = days = right_days = 0
    for published, text, expected in json.loads(SENTENCES.read_text(encoding="utf8")):
        answers = [(text[each.start : each.end], each.value) for each in dates(text, published)]
        gold, found = gold + len(expected), found + len(answers)
        for expression, value in expected:
            answer = next((each for each in answers if each[0] in expression or expression in each[0]), ("", ""))
            spans += answer[0] == expression
            values += answer[1] == value
            if FULL_DAY.match(value):
                days, right_days = days + 1, right_days + (answer[1][:10] == value[:10])
            if "-v" in sys.argv and answer != (expression, value):
                print(published, text, (expression, value), answer, sep=" | ")
    print("| measure | share | of |\n|---|---|---|")
    print(f"| expressions found exactly | {spans / gold:.3f} | {gold} |")
    print(f"| values, F1 | {2 * values / (gold + found):.3f} | {gold} |")
    print(f"| full days right | {right_days / days:.3f} | {days} |")


if __name__ == "__main__":
    main()
