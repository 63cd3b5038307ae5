"""What the door asks of words that are typed in a meeting: they tell of decisions, so nothing in them may identify a
person.

No pattern finds every name. Taken for one are: what follows a title; two unusual words with capitals side by side; an
unusual word with a capital inside a sentence, unless it belongs to the name of an organisation (Oak Academy); and a
usual first name, wherever it stands and however it is written. Not seen are a rare first name that begins a sentence or
has no capital, one that is a usual word here (Mark), initials, and a name before a word such as School. The screen
therefore asks for case references.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise

from sgdata.intake.detectors import detected, plain
from sgdata.tables import TABLES
from sgdata.tables.concerns import OWNER_ROLES

A_NAME = "the name of a person"
_SENTENCE = "a sentence"  # the door refuses those in columns of words; decisions are made of them
_REFERENCE = re.compile(r"\b[A-Z]-[2-9A-Z]{4}-[2-9A-Z]{4}\b")  # C-7K2M-9QXA: what a case is to be called
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Master|Dr)\b\.? ?[A-Z]")
_RUN = re.compile(r"[^\W\d_][^\W\d_'’]*(?:[ -](?:(?:of|and|the|for|in) )?[A-Z][^\W\d_'’]*(?:['’]s)?)*")
_BEGINS = re.compile(r"(?:^|[.!?:;•*\n][\s\"“‘'(]*|[\"“‘]|\d[.)] )$")
_OF_SOMEBODY = re.compile(r"['’]s\b")
_WORD = re.compile(r"[^\W\d_]+")
_SAINT = re.compile(r"\b(?:St|Saint|SS)\.? $")
ORGANISATIONS = frozenset(
    re.findall(
        r"\w+",
        "academy academies borough campus care centre centres church city clinic college council county court "
        "department district education farm first foundation grammar group hall high home hospice hospital house "
        "hub infant infants institute junior juniors learning limited lodge ltd middle nursery office park "
        "partnership police prep primary project provision school schools secondary service services society "
        "sixth street studio team trust union unit university upper ",
    )
)
"""Words that are part of the names of organisations."""


def owner_roles() -> tuple[str, ...]:
    """The roles that may owe a follow-up, ours first."""
    return OWNER_ROLES


def identifier_in(text: str) -> str | None:
    """The kind of identifier that a decision looks to hold, such as "a postcode", or None."""
    seen = _REFERENCE.sub("the case", plain(text))
    found = detected(seen)
    if found and found != _SENTENCE:
        return found
    lines = [plain(line) for line in _REFERENCE.sub("the case", text).splitlines()]  # a line begins a sentence
    is_named = _TITLE.search(seen) or any(_names(line, run) for line in lines for run in _RUN.finditer(line))
    return A_NAME if is_named else None


def _names(line: str, run: re.Match[str]) -> bool:
    """Whether a word of a line, or several with capitals side by side, look to name a person."""
    before = line[: run.start()]
    words = _WORD.findall(_OF_SOMEBODY.sub("", run.group()))
    inside = words[1:] if _BEGINS.search(before) else words
    if _SAINT.search(before) or any(word.lower() in ORGANISATIONS for word in inside):
        return False
    if any(_folded(word) in _first_names() for word in words):
        return True
    unusual = [word[0].isupper() and not _is_usual(word) for word in words]
    # What begins a sentence has a capital anyhow, and what is written in capitals alone is an abbreviation.
    alone = any(
        is_unusual and not word.isupper()
        for word, is_unusual in zip(inside, unusual[len(words) - len(inside) :], strict=True)
    )
    return alone or (any(map(all, pairwise(unusual))) and not words[0].isupper())


def _folded(word: str) -> str:
    """The word in small letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if sign.isalpha())


def _is_usual(word: str) -> bool:
    """Whether it is a word of exports, policies, roles or authorities, in the singular or the plural."""
    low = word.lower()
    return low in _usual_words() or low.removesuffix("s") in _usual_words()


@cache
def _first_names() -> frozenset[str]:
    return frozenset(files("sgdata.intake").joinpath("first_names.txt").read_text(encoding="utf-8").split())


@cache
def _usual_words() -> frozenset[str]:
    texts = [
        files("sgdata.intake").joinpath(name).read_text(encoding="utf-8").lower()
        for name in ("header_words.txt", "policy_words.txt", "authorities.txt", "decision_words.txt")
    ]
    declared = " ".join((*TABLES, *OWNER_ROLES)).replace("_", " ")
    return frozenset(re.findall(r"[^\W\d_]+", " ".join((*texts, declared))))
