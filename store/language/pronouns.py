"""Whom a pronoun that speaks stands for: "he said" after a sentence about Kirby is Kirby."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from store.language.subjects import Speaker, Subjects
from store.model import Span


class Antecedents:
    """Finds who is meant in one text; ``text`` has its quotations masked."""

    def __init__(self, text: str, sentences: Sequence[Span], subjects: Subjects) -> None:
        self.text = text
        self.sentences = sentences
        self.starts = [each.start for each in sentences]
        self.subjects = subjects

    def of(self, speaker: Speaker, spoken: Sequence[Speaker | None]) -> Speaker:
        """The person or body that the sentences before are about, or the last of those who have ``spoken``.

        A speaker that is no pronoun is itself; so is a pronoun that may mean anybody.
        """
        if not speaker.pronoun:
            return speaker
        personal = speaker.pronoun in ("he", "she", "i")
        last = next((each for each in reversed(spoken) if each and self._may_be(each, personal=personal)), None)
        number = max(0, bisect_right(self.starts, speaker.span.start) - 1)
        for span in reversed(self.sentences[max(0, number - _LOOK_BACK) : number + 1]):
            if last is not None and last.span.start >= span.start:
                break
            about = self._subject(span, speaker, personal=personal)
            if about is not None:
                return about
        persons = self.subjects.named_within(max(0, speaker.span.start - _FAR), speaker.span.start, persons=True)
        return last or (persons[-1] if persons and personal else self._role(number, speaker) or speaker)

    def _may_be(self, speaker: Speaker, *, personal: bool) -> bool:
        """Whether a speaker can be "he" or "she", or else "it" or "they"."""
        if personal and speaker.pronoun:
            return False
        if speaker.kind or not personal:
            return (speaker.kind == "person") == personal
        return self.text[speaker.span.end - 1] != "s"

    def _subject(self, span: Span, speaker: Speaker, *, personal: bool) -> Speaker | None:
        end = min(span.end, speaker.span.start)
        about = self.subjects.main(span.start, end)
        if about is not None and not about.pronoun and (about.kind == "person") == personal:
            return about
        persons = self.subjects.named_within(span.start, end, persons=True)
        return persons[0] if persons and personal else None

    def _role(self, number: int, speaker: Speaker) -> Speaker | None:
        """Whom the sentence before is about without naming them ("The engineer …. He said")."""
        if not number or speaker.pronoun not in ("he", "she"):
            return None
        span = self.sentences[number - 1]
        about = self.subjects.main(span.start, span.end)
        return about if about is not None and not about.kind and self._may_be(about, personal=True) else None


_LOOK_BACK = 3
"""How many sentences back a pronoun may refer."""
_FAR = 1500
"""How many characters back somebody named may still be meant."""
