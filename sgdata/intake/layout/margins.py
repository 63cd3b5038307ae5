"""What stands around and between the rows of a table and is none of them: totals, notes, page numbers.

What is left out must not be able to be a row: a total has nothing but numbers beside its word, a note is one cell of
words at the end. All else stays a row, and is refused where it cannot be one.
"""

import re

from sgdata.intake.layout.grid import filled

_TOTAL = re.compile(
    r"(((grand|sub|overall|running|final)[\s-]*)?totals?(\s+\(?\w+\)?){0,2}|[\w\s-]{1,30}\s(sub-?)?total)"
    r"\s*:?\s*\d*",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(sum|count|average|mean|n)\s*[:=]?\s*\d*|(number|no\.?) of [\w\s]{1,30}:?\s*\d*|\d+ (rows?|records?|pupils?)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"page\s+\d+(\s*(of|/)\s*\d+)?", re.IGNORECASE)
_NOTE = re.compile(
    r"(report|printed|produced|generated|exported|created|extracted|downloaded|run|data (correct|as at)|sources?|"
    r"notes?|key|legend|codes?|end of|page|confidential|official|copyright|disclaimer|this (report|file|document))"
    r"(\s|:|$).*|[©*].*",
    re.IGNORECASE,
)
_LISTS = re.compile(r"(notes?|key|legend|codes?|key to [\w\s]+)\s*:?", re.IGNORECASE)
_NUMBER = re.compile(r"[-+£]?[\d,]*\.?\d+\s*%?", re.ASCII)
LEAST_WORDS_OF_A_NOTE = 4
MOST_CELLS_OF_A_LIST = 2

TITLE = "above the table"
HEADER_AGAIN = "the header again"
TOTAL = "a total"
NOTE = "a note below the table"
PAGE = "a page number"
NO_MARK = "no mark in any session"


def is_number(cell: str) -> bool:
    """Whether the cell is a number as sums are written."""
    return bool(_NUMBER.fullmatch(cell))


def between(cells: list[str]) -> str:
    """What a row is that is no row wherever it stands: a total or a page number; else nothing."""
    texts = filled(cells)
    if not texts or "\n" in texts[0]:
        return ""
    if len(texts) == 1 and _PAGE.fullmatch(texts[0]):
        return PAGE
    return TOTAL if _TOTAL.fullmatch(texts[0]) and all(map(is_number, texts[1:])) else ""


def begins_list(cells: list[str]) -> bool:
    """Whether the row is the heading of notes or of a key to codes."""
    texts = filled(cells)
    return len(texts) == 1 and bool(_LISTS.fullmatch(texts[0]))


def below(cells: list[str]) -> str:
    """What a row is that is no row where only such rows follow: a sum or a note; else nothing."""
    texts = filled(cells)
    if what := between(cells):
        return what
    if not texts or "\n" in texts[0]:
        return ""
    if _SUM.fullmatch(texts[0]) and all(map(is_number, texts[1:])):
        return TOTAL
    is_long = len(texts[0].split()) >= LEAST_WORDS_OF_A_NOTE
    if len(texts) == 1 and (is_long or _NOTE.fullmatch(texts[0])):
        return NOTE
    is_pair = len(texts) == MOST_CELLS_OF_A_LIST and texts[0].endswith(":")
    return NOTE if is_pair and _NOTE.fullmatch(texts[0]) else ""


def may_be_no_row(cells: list[str], texts: list[str], width: int) -> bool:
    """Whether what follows must tell if the row (`texts` are its cells that hold anything) is one."""
    if len(texts) <= 1:
        return width > 1 or not texts or bool(below(cells))
    if all(map(is_number, texts[1:])):
        return not cells[0].strip() or bool(below(cells))
    return len(texts) <= MOST_CELLS_OF_A_LIST and bool(below(cells))
