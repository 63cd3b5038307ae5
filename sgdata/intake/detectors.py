"""What an identifier of a person looks like, however it is written: no text that holds one comes past the door."""

import re
import unicodedata
from collections.abc import Iterator

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
# Cyrillic and Greek letters that look like Latin ones.
LOOK_ALIKES = str.maketrans("АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορ", "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXvop")
BETWEEN = r"[ .\-/]?"  # what may stand between two digits of one number

_PUPIL_NUMBER = re.compile(rf"(?<!\d)[A-Z](?:{BETWEEN}\d){{11}}{BETWEEN}[0-9A-Z](?!\d)", re.IGNORECASE)
_TEN_DIGITS = re.compile(rf"(?<!\d)\d(?:{BETWEEN}\d){{9}}(?!\d)")

PATTERNS = {
    "a National Insurance number": (
        r"(?<![A-Z])[A-Z] ?[A-Z](?:[ .-]?\d ?\d){3}[ .-]?[A-D](?![A-Z0-9])",
        r"(?<![A-Z])[A-Z]{2}\d{6}(?!\d)",
    ),
    "a postcode": (r"\b[A-Z]{1,2}\d[A-Z\d]?[ -]{0,3}\d[ABD-HJLNP-UW-Z]{2}\b",),
    "an e-mail address": (r"\S@\S", r"\S ?@ ?\S+\.\S", r"\S ?[\[(] ?at ?[\])] ?\S"),
    "a phone number": (r"(?:\+ ?44|\b0)(?:[ .\-()/]*\d){9,10}(?!\d)", r"\b0044(?:[ .\-()/]*\d){9,11}(?!\d)"),
    "a date": (
        r"\b\d{1,4} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}\b",
        r"\b(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)\d\d\b",
        r"\b(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\b",
        r"\b\d{1,2} \d{1,2} (19|20)\d\d\b",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?[ .,/-]*(?:of )?{MONTH}[ .,/-]*'?\d\d(?:\d\d)?\b",
        rf"\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? '?\d\d(?:\d\d)?\b",
    ),
    "a long number": (r"\d{9}",),
    "a sentence": (
        r"(\S+ ){14}",
        # After a word: not after the abbreviation of "St. John's C. of E. Primary School".
        r"[a-z]{3}(?<!rev)(?<!ltd)(?<!inc)[.!?] \S+ \S+ \S+",
        r"\b(he|she|him|they|said|says|told|was|were|been|because|feels|felt|wants)\b",
    ),
}
DETECTORS = {
    name: re.compile("|".join(f"(?:{shape})" for shape in shapes), re.IGNORECASE) for name, shapes in PATTERNS.items()
}


def plain(text: str) -> str:
    """The text as a reader sees it: wide, look-alike and foreign signs as their plain ones, invisible ones gone."""
    signs = unicodedata.normalize("NFKC", text).translate(LOOK_ALIKES)
    return " ".join("".join(map(_plain, signs)).split())


def _plain(sign: str) -> str:
    match unicodedata.category(sign):
        case "Cf" | "Mn" | "Me":
            return ""
        case "Pd" | "Sm" if sign in "\u2010\u2012\u2013\u2014\u2015\u2212":
            return "-"
        case "Pc" | "Cc":
            return " "
        case "Nd":
            return str(unicodedata.decimal(sign))
        case _:
            return sign


def detected(text: str) -> str | None:
    """The kind of identifier that `text` looks to hold, or None."""
    seen = plain(text)
    if found := _PUPIL_NUMBER.search(seen):
        is_right = has_right_check_letter(_signs(found.group()))
        return f"a unique pupil number {'with a right check letter' if is_right else 'by its shape alone'}"
    if any(is_nhs_number(number) for number in _ten_digits(seen)):
        return "an NHS number"
    return next((name for name, shape in DETECTORS.items() if shape.search(seen)), None)


def has_right_check_letter(upn: str) -> bool:
    """Whether the first of the thirteen signs of a unique pupil number checks the rest; the last letter of a temporary
    one counts by its place."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    first, rest = upn[0].upper(), upn[1:].upper()
    if first not in letters or not all(sign.isdigit() or sign in letters for sign in rest):
        return False
    values = (int(sign) if sign.isdigit() else letters.index(sign) for sign in rest)
    return letters[sum(weight * value for weight, value in enumerate(values, start=2)) % len(letters)] == first


def is_nhs_number(digits: str) -> bool:
    """Whether the last of ten digits is the check digit of the others, modulus 11."""
    check = -sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return check == int(digits[9])  # a remainder of ten is no digit, and no NHS number


def _ten_digits(text: str) -> Iterator[str]:
    for found in _TEN_DIGITS.finditer(text):
        yield _signs(found.group())


def _signs(text: str) -> str:
    return "".join(filter(str.isalnum, text))
