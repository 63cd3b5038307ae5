"""Identifiers to plant: of each kind one for each number, so that a leak tells which file it comes from."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from sgdata.intake.detectors import has_right_check_letter, is_nhs_number

LEAST_SIGNS = 6


def letters(number: int) -> str:
    return "".join("abcdefghjk"[int(digit)] for digit in f"{number:04}")


def identifiers(number: int) -> dict[str, str]:
    """One identifier of each kind, which no other number has."""
    first, last = f"Zebqx{letters(number)}", f"Quillv{letters(number)}"
    born = date(1996, 1, 10) + timedelta(days=number)
    digits = f"8012{number:05}" + "05"
    return {
        "name": f"{first} {last}",
        "surname first": f"{last.upper()}, {first}",
        "surname": last,
        "UPN": next(
            f"{sign}{digits}1" for sign in "ABCDEFGHJKLMNPQRTUVWXYZ" if has_right_check_letter(f"{sign}{digits}1")
        ),
        "temporary UPN": next(
            f"{sign}{digits}A" for sign in "ABCDEFGHJKLMNPQRTUVWXYZ" if has_right_check_letter(f"{sign}{digits}A")
        ),
        "UPN mistyped": next(f"{sign}{digits}3" for sign in "AB" if not has_right_check_letter(f"{sign}{digits}3")),
        "NHS number": spaced(
            next(text for check in range(10**4) if is_nhs_number(text := f"{number + 100:03}{7000000 + check}")),
            3,
            3,
            4,
        ),
        "National Insurance number": spaced(f"QQ{700000 + number}C", 2, 2, 2, 2, 1),
        "postcode": f"Z{'ABCDEFGHJK'[number % 10]}{number // 100 % 10} {number // 10 % 10}XQ",
        "e-mail": f"{first}.{last}@example.org".lower(),
        "phone": f"07700 9{number:05}",
        "international phone": f"+44 1632 {number:06}",
        "date of birth": born.strftime("%d/%m/%Y"),
        "date in words": f"{born.day} {born:%B %Y}",
        "date in digits": born.strftime("%d%m%Y"),
        "sentence": f"{first} said that {last} was hurt",
    }


def spaced(text: str, *lengths: int) -> str:
    parts = []
    for length in lengths:
        parts.append(text[:length])
        text = text[length:]
    return " ".join(parts)


KINDS = tuple(identifiers(0))
DISGUISES: dict[str, Callable[[str], str]] = {
    "zero-width spaces": lambda text: "\u200b".join(text),
    "soft hyphens": lambda text: "\u00ad".join(text),
    "full width": lambda text: "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text),
    "spaces that do not break": lambda text: text.replace(" ", "\u00a0"),
    "narrow spaces": lambda text: text.replace(" ", "\u202f"),
    "look-alikes": lambda text: text.translate(str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")),
    "Arabic digits": lambda text: text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "upper case": str.upper,
    "lower case": str.lower,
    "no separators": lambda text: "".join(sign for sign in text if sign.isalnum() or sign in "@+/."),
    "written directions": lambda text: f"\u202e{text}\u202c",
}


def forms(text: str) -> set[str]:
    """The text as it may turn up: as it stands and without separators, in lower case."""
    lower = text.lower()
    return {form for form in (lower, squeezed(lower)) if len(squeezed(form)) >= LEAST_SIGNS}


def squeezed(text: str) -> str:
    """Letters and digits alone, wide and accented ones as plain ones."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


class Haystack:
    """What a load left behind, bytes of files and texts, in which thousands of texts are looked for."""

    def __init__(self, files: list[bytes], texts: list[str]) -> None:
        whole = "\n".join(texts).lower()
        squeezed_lines = "\n".join(map(squeezed, whole.splitlines()))
        self.all = b"\n".join([*files, whole.encode(), squeezed_lines.encode()]).lower()
        self.starts = np.unique(_windows(self.all))

    def leaks(self, planted: Iterable[str]) -> set[str]:
        """The forms of the planted texts that are in it, in UTF-8 or UTF-16."""
        needles = {
            form.encode(encoding): form
            for text in planted
            for form in forms(text)
            for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        }
        starts = _windows(b"".join(needle[:LEAST_SIGNS] for needle in needles))[::LEAST_SIGNS]
        likely = np.isin(starts, self.starts)
        return {
            form
            for (needle, form), is_likely in zip(needles.items(), likely, strict=True)
            if is_likely and needle in self.all
        }


def _windows(content: bytes) -> npt.NDArray[np.uint64]:
    """Every stretch of `LEAST_SIGNS` bytes as a number."""
    signs = np.frombuffer(content, dtype=np.uint8).astype(np.uint64)
    places = len(signs) - LEAST_SIGNS + 1
    return sum((signs[at : at + places] << np.uint64(8 * at) for at in range(LEAST_SIGNS)), np.zeros(places, np.uint64))
