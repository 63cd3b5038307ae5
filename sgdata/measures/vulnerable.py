"""The named rules of an organisation (rules/vulnerabilities.py) as a relation: which child meets which, and why."""

from collections.abc import Callable, Iterator

from sgdata.measures.catalogue import catalogue
from sgdata.measures.indicator import Indicator
from sgdata.rules.vulnerabilities import CHARACTERISTICS, YES_NO, Vulnerability

COLUMNS = "as_at, child_id, name, known, why"
WRITTEN = {"ehcp": "EHCP"}
"""Words that are not written as they are read."""
NOBODY = "SELECT NULL AS as_at, NULL AS child_id, NULL AS name, NULL AS known, NULL AS why WHERE FALSE"


def vulnerability(named: list[Vulnerability], rows: Callable[[Indicator], str]) -> str:
    """`vulnerability`: a row a date asked, a child and a rule that it meets, with the reason in words; one that is not
    `known` is of a rule that the child may meet. `rows` gives the query of an indicator, with all that it reads."""
    parts = [*_of_characteristics(named), *_of_concerns(named), *(_of_figure(one, rows) for one in named if one.figure)]
    return f"vulnerability({COLUMNS}) AS ({' UNION ALL '.join(parts or [NOBODY])})"


def _of_characteristics(named: list[Vulnerability]) -> Iterator[str]:
    """The children whose words the rules name. Where a column has a word for none, an empty cell is not known;
    elsewhere what is not recorded is not there."""
    rules = [one for one in named if one.characteristic]
    if not rules:
        return
    words = []
    for one in rules:
        words += [(one.name, one.characteristic, word, "TRUE", _because(one, word)) for word in one.words]
        if "none" in CHARACTERISTICS[one.characteristic]:
            words.append((one.name, one.characteristic, "", "FALSE", one.name))
    values = ", ".join(
        f"({_text(name)}, '{column}', '{word}', {known}, {_text(why)})" for name, column, word, known, why in words
    )
    cells = " UNION ALL ".join(
        f"SELECT child_id, '{column}' AS characteristic, {_cell(column)} AS word FROM children"
        for column in dict.fromkeys(one.characteristic for one in rules)
    )
    yield (
        "SELECT asked.as_at, child.child_id, rule.name, rule.known, rule.why FROM asked "
        f"CROSS JOIN ({cells}) AS child "
        f"INNER JOIN (VALUES {values}) AS rule(name, characteristic, word, known, why) "
        "ON rule.characteristic = child.characteristic AND rule.word = child.word"
    )


def _cell(column: str) -> str:
    if CHARACTERISTICS[column] == YES_NO:
        return f"CASE WHEN {column} THEN 'yes' ELSE 'no' END"
    return f"coalesce({column}, '')"


def _because(rule: Vulnerability, word: str) -> str:
    """The rule's name, and where it has several words the child's: SEND (EHCP)."""
    return rule.name if len(rule.words) == 1 else f"{rule.name} ({WRITTEN.get(word, word.replace('_', ' '))})"


def _of_concerns(named: list[Vulnerability]) -> Iterator[str]:
    """The children with a concern of the categories in the months to the date; a concern without any date may be one
    of these."""
    rules = [one for one in named if one.categories]
    if not rules:
        return
    values = ", ".join(
        f"({_text(one.name)}, '{category}', {one.months})" for one in rules for category in one.each_category
    )
    yield (
        "SELECT about.as_at, about.child_id, about.name, about.concerns > 0, about.name || CASE about.concerns "
        "WHEN 0 THEN '' WHEN 1 THEN ': a concern of ' || strftime(about.last_on, '%-d %B %Y') "
        "ELSE ': ' || CAST(about.concerns AS VARCHAR) || ' concerns, the last of '"
        " || strftime(about.last_on, '%-d %B %Y') END FROM ("
        "SELECT asked.as_at, concern.child_id, rule.name, max(concern.stands_on) AS last_on, "
        "count(DISTINCT CASE WHEN concern.stands_on IS NOT NULL THEN concern.concern_id END) AS concerns FROM asked "
        "CROSS JOIN (SELECT concern_id, child_id, observed_on, stands_on, existed_from, unnest(categories) AS category "
        "FROM dated_concern WHERE child_id IS NOT NULL) AS concern "
        f"INNER JOIN (VALUES {values}) AS rule(name, category, months) ON rule.category = concern.category "
        "AND (concern.observed_on IS NULL OR concern.observed_on <= asked.as_at) "
        "AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at) "
        "AND (concern.stands_on IS NULL "
        "OR concern.stands_on > CAST(asked.as_at - rule.months * INTERVAL 1 MONTH AS DATE)) "
        "GROUP BY asked.as_at, concern.child_id, rule.name) AS about"
    )


def _of_figure(rule: Vulnerability, rows: Callable[[Indicator], str]) -> str:
    """The children whom an indicator counts, with its own reason, and those of whom it cannot say."""
    name = _text(rule.name)
    return (
        f"SELECT as_at, child, {name}, bool_or(known), {name} || ': ' || "
        "coalesce(min(CASE WHEN known THEN why END), min(why)) "
        f"FROM ({rows(catalogue()[rule.figure])}) AS counted "
        "WHERE child IS NOT NULL AND (numerator > 0 OR NOT known) GROUP BY as_at, child"
    )


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
