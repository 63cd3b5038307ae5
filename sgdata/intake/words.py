"""The few columns of words: what looks like the name of a thing passes, what could be a person's is withheld.

Names of settings, titles of policies, editions of guidance, authorities and roles are the only words of an export
that are kept. No pattern can tell every person's name from every school's, so a word must look like what it names.
The detectors (detectors.py) then refuse the row whose words hold the shape of an identifier.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from sgdata.intake.detectors import MONTH
from sgdata.tables.columns import Title, folded
from sgdata.tables.concerns import OWNER_ROLES

# A code has a digit and no word of letters that could be a name: S12, 100123, 211/3456, 10001234.
_CODE = re.compile(r"[A-Za-z]{0,3}[ -]?\d{1,8}[A-Za-z]?|\d{3}[/-]\d{4}")
_AUTHORITY_CODE = re.compile(r"\d{3}|[ENSW]\d{8}")

_SETTING = re.compile(
    r"\b(schools?|academy|academies|college|primary|secondary|infants?|juniors?|nursery|grammar|high|special"
    r"|pru|unit|centre|center|provision|provider|setting|trust|federation|institute|university|hospital|tuition"
    r"|tutoring|mentoring|education|learning|services?|virtual|sixth form|alternative|outreach|hub|campus|project"
    r"|utc|playgroup|pre-?school|kindergarten|training|apprenticeships?|employability|farm|forest|workshop|studio"
    r"|council|authority|foundation|charity|cic|ltd|limited|llp|cio)\b",
    re.IGNORECASE,
)
# In the name of a setting every word begins with a capital (eLearning counts), save these and single letters.
_JOINING = re.compile(
    r"an?|and|at|by|de|for|in|la|le|of|on|or|st|the|to|under|upon|with|within|near|next|[^\W\d_]('s)?"
)
# Dr Challoner's and Mrs Bland's are schools.
_OF_A_PERSON = re.compile(r"\b(mr|ms|miss|mx|master)\b", re.IGNORECASE)
MOST_LETTERS_OF_A_WORD = 20  # a longer one is a sentence without spaces
_PLACE = re.compile(
    r"\b(park|heath|green|house|bridge|road|street|lane|town|city|north|south|east|west|upon|in)\b", re.I
)
_POLICY = re.compile(
    r"\b(keeping children safe in education"
    r"|polic(y|ies)|procedures?|guidance|guidelines|code|protocol|plan|strategy|statement|handbook|charter"
    r"|safeguarding|safer|prevent|whistleblowing|conduct|behaviour|anti-bullying|attendance|safety|protection)\b",
    re.IGNORECASE,
)
_POLICY_CODE = re.compile(r"[A-Za-z]{0,4}[ -]?\d{1,4}[A-Za-z]?")
_GUIDANCE = re.compile(
    r"(kcsie|keeping children safe in education|working together( to safeguard children)?|wtisa"
    r"|working together to improve school attendance|prevent duty( guidance)?|children missing education|cme guidance"
    r"|information sharing|promoting the education of looked[- ]after children)?[ ,]*"
    rf"(\(?({MONTH})? ?(20\d\d)?([/-](20)?\d\d)?\)?)?",
    re.IGNORECASE,
)


@cache
def _policy_words() -> frozenset[str]:
    """The words that titles of policies are made of."""
    return frozenset(_list("policy_words.txt"))


@cache
def _authorities() -> frozenset[str]:
    """The local authorities of England, by their bare names."""
    return frozenset(map(_bare, _list("authorities.txt")))


def _list(name: str) -> list[str]:
    return files("sgdata.intake").joinpath(name).read_text(encoding="utf-8").splitlines()


def _bare(authority: str) -> str:
    """The name of an authority without what it is: Bristol, City of = Bristol City Council = Bristol."""
    name = re.sub(
        r"\b((london|royal) borough of|(city|county) of|metropolitan|county|city|borough|council|m?bc|cc|la)\b",
        "",
        authority.replace("&", "and"),
        flags=re.IGNORECASE,
    )
    return folded(re.sub(r"[.,]", "", name))


def _setting(text: str) -> str | None:
    if _CODE.fullmatch(text):
        return text
    words = re.findall(r"[^\W\d_][^\W\d_']*(?:'[^\W\d_]+)?", text)
    is_written_as_a_name = all(
        (any(map(str.isupper, word[:2])) and len(word) <= MOST_LETTERS_OF_A_WORD)
        or _JOINING.fullmatch(word)
        or _SETTING.fullmatch(word)
        for word in words
    )
    # What stands apart, by a comma or in brackets, may be whom it is about: Oak School is a setting, Anne Smith is not.
    asides = re.findall(r"\(([^)]*)\)", text)
    name, *others = re.split(r"[,;:/|]| - | (?:at|from) ", " ".join(re.sub(r"\([^)]*\)", " ", text).split()))
    asides += others
    names_a_thing = _SETTING.search(name) or (
        any(map(_SETTING.search, asides)) and re.match(r"The\b|[A-Z]{2,5}$", name.strip())
    )
    asides_do_too = all(
        len(one.split()) <= 1 or _SETTING.search(one) or _PLACE.search(one) or _is_usual(one) for one in asides
    )
    is_kept = is_written_as_a_name and names_a_thing and asides_do_too and not _OF_A_PERSON.search(text)
    return text if is_kept else None


def _policy(text: str) -> str | None:
    if _POLICY_CODE.fullmatch(text):
        return text
    is_of_a_setting = _SETTING.search(text) is not None and _setting(text.title()) is not None
    return text if _POLICY.search(text) and (_is_usual(text) or is_of_a_setting) else None


def _is_usual(text: str) -> bool:
    """Whether it is made of words that titles of policies are made of."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"'s\b", "", text))
    return all(len(word) == 1 or word.lower() in _policy_words() for word in words)


def _authority(text: str) -> str | None:
    return text if _bare(text) in _authorities() or _AUTHORITY_CODE.fullmatch(text) else None


def _guidance(text: str) -> str | None:
    return text if _GUIDANCE.fullmatch(text) else None


def _owner_role(text: str) -> str | None:
    return next((role for role in OWNER_ROLES if folded(role) == folded(text)), None)


_KEPT: dict[str, Callable[[str], str | None]] = {
    "setting": _setting,
    "policy": _policy,
    "guidance": _guidance,
    "local_authority": _authority,
    "owner_role": _owner_role,
}


def kept(title: Title, text: str) -> str | None:
    """The words as they may be stored, or None where they are to be withheld."""
    words = " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())
    is_one_line = len(text.strip().splitlines()) <= 1
    return _KEPT[title.of](words) if is_one_line and all(map(_is_usual_sign, words)) else None


def _is_usual_sign(sign: str) -> bool:
    """Whether it is a Latin letter, a digit, a space or a usual mark: what looks like one may hide a name."""
    return (sign.isascii() and sign.isprintable()) or sign in "–£" or unicodedata.name(sign, "").startswith("LATIN ")
