"""What the door asks of words that are typed in a meeting: they tell of decisions, so nothing in them may identify a
person.

No pattern finds every name. Two unusual words with capitals side by side, or one after a title, are taken for one; a
first name that stands alone is not seen. The screen therefore asks for case references.
"""

import re
from functools import cache
from importlib.resources import files

from sgdata.intake.detectors import detected, plain
from sgdata.tables import TABLES
from sgdata.tables.concerns import OWNER_ROLES

A_NAME = "the name of a person"
_SENTENCE = "a sentence"  # the door refuses those in columns of words; decisions are made of them
_REFERENCE = re.compile(r"\b[A-Z]-[2-9A-Z]{4}-[2-9A-Z]{4}\b")  # C-7K2M-9QXA: what a case is to be called
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Master|Dr)\b\.? ?[A-Z]")
_PAIR = re.compile(r"(?=\b([A-Z][^\W\d_A-Z][^\W\d_'’-]*)(?:['’]s)? ([A-Z][^\W\d_'’-]+))")


def owner_roles() -> tuple[str, ...]:
    """The roles that may owe a follow-up, ours first."""
    return OWNER_ROLES


def identifier_in(text: str) -> str | None:
    """The kind of identifier that a decision looks to hold, such as "a postcode", or None."""
    seen = _REFERENCE.sub("the case", plain(text))
    found = detected(seen)
    if found and found != _SENTENCE:
        return found
    is_named = _TITLE.search(seen) or any(
        not (_is_usual(first) or _is_usual(second)) for first, second in _PAIR.findall(seen)
    )
    return A_NAME if is_named else None


def _is_usual(word: str) -> bool:
    """Whether it is a word of exports, policies, roles or authorities, in the singular or the plural."""
    low = word.lower()
    return low in _usual_words() or low.removesuffix("s") in _usual_words()


@cache
def _usual_words() -> frozenset[str]:
    texts = [
        files("sgdata.intake").joinpath(name).read_text(encoding="utf-8").lower()
        for name in ("header_words.txt", "policy_words.txt", "authorities.txt", "decision_words.txt")
    ]
    declared = " ".join((*TABLES, *OWNER_ROLES)).replace("_", " ")
    return frozenset(re.findall(r"[^\W\d_]+", " ".join((*texts, declared))))
