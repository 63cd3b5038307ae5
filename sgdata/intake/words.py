"""The few columns of words: what looks like the name of a thing passes, what could be a person's is withheld.

Names of settings, titles of policies, editions of guidance, authorities and roles are the only words of an export
that are kept. No pattern can tell every person's name from every school's, so a word must look like what it names.
Detectors then look for the shapes of identifiers: a hit refuses the row.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from sgdata.tables.columns import Title, folded
from sgdata.tables.concerns import OWNER_ROLES

# A code has a digit and no word of letters that could be a name: S12, E06000042, 826.
_CODE = re.compile(r"[A-Za-z]{0,3}[ -]?\d{1,9}[A-Za-z]?")

_SETTING = re.compile(
    r"\b(school|schools|academy|academies|college|primary|secondary|infants?|juniors?|nursery|grammar|high|special"
    r"|pru|unit|centre|center|provision|provider|setting|trust|federation|institute|university|hospital|tuition"
    r"|tutoring|mentoring|education|learning|services?|virtual|sixth form|alternative|outreach|hub|campus|project)\b",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"\b(polic(y|ies)|procedures?|guidance|guidelines|code|protocol|plan|strategy|statement|handbook|charter"
    r"|safeguarding|safer|prevent|whistleblowing|conduct|behaviour|anti-bullying|attendance|safety|protection)\b",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(
    r"(kcsie|keeping children safe in education|working together( to safeguard children)?|wtisa"
    r"|working together to improve school attendance|prevent duty( guidance)?|children missing education|cme guidance"
    r"|information sharing|promoting the education of looked[- ]after children)?[ ,]*"
    r"(\(?(january|february|march|april|may|june|july|august|september|october|november|december)?"
    r" ?(20\d\d)?([/-](20)?\d\d)?\)?)?",
    re.IGNORECASE,
)

DETECTORS = {
    "a unique pupil number": re.compile(r"\b[A-Z]\d{11}[0-9A-Z]\b", re.IGNORECASE),
    "a National Insurance number": re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE),
    "a postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE),
    "an e-mail address": re.compile(r"\S@\S"),
    "a phone number": re.compile(r"(\+44|\b0)[\d \-()]{8,}\d"),
    "a date": re.compile(
        r"\b(\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
        r"|(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)\d\d|(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))\b"
    ),
    "a sentence": re.compile(r"(\S+\s+){14,}|[.!?]\s+\S+\s+\S+\s+\S+"),
}


def _looks_like_nhs_number(text: str) -> bool:
    """Ten digits whose last is the check digit, modulus 11."""
    for match in re.finditer(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b", text):
        digits = [int(digit) for digit in match.group() if digit.isdigit()]
        check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
        if check % 11 == digits[9] and check != 10:
            return True
    return False


def detected(text: str) -> str | None:
    """The kind of identifier that `text` looks to hold, or None."""
    if _looks_like_nhs_number(text):
        return "an NHS number"
    return next((name for name, pattern in DETECTORS.items() if pattern.search(text)), None)


@cache
def authorities() -> frozenset[str]:
    """The local authorities of England, folded."""
    text = files("sgdata.intake").joinpath("authorities.txt").read_text(encoding="utf-8")
    return frozenset(folded(line) for line in text.splitlines() if line)


def _authority(text: str) -> str | None:
    name = re.sub(
        r"^(london borough of|royal borough of|city of)|(city|county|borough)? ?council$", "", text, flags=re.I
    )
    known = folded(text) in authorities() or folded(name) in authorities()
    return text if known or _CODE.fullmatch(text) else None


def _owner_role(text: str) -> str | None:
    return next((role for role in OWNER_ROLES if folded(role) == folded(text)), None)


_KEPT: dict[str, Callable[[str], str | None]] = {
    "setting": lambda text: text if _SETTING.search(text) or _CODE.fullmatch(text) else None,
    "policy": lambda text: text if _POLICY.search(text) or _CODE.fullmatch(text) else None,
    "guidance": lambda text: text if _GUIDANCE.fullmatch(text) else None,
    "local_authority": _authority,
    "owner_role": _owner_role,
}


def kept(title: Title, text: str) -> str | None:
    """The words as they may be stored, or None where they are to be withheld."""
    return _KEPT[title.of](" ".join(text.split()))
