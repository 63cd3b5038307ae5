"""Several vulnerabilities, figures of our own: how many of the named rules a child meets, and was anything done."""

from datetime import date

from sgdata.rules import Rules
from sgdata.rules.vulnerabilities import Vulnerability
from sgdata.tables.children import Child
from tests.reference.concerns import existing_concerns
from tests.reference.days import add_months
from tests.reference.judging import REFERENCES, Judged, Verdict, all_of, indicator, judged
from tests.reference.silent import nothing_done
from tests.reference.world import World, day_of, is_on_roll

HAS_A_WORD_FOR_NONE = ("sen", "care_status")
FLAGS = ("out_of_area", "fsm", "eal", "young_carer", "uasc", "social_worker")
BANDS = {0: ("none",), 1: ("one",), 2: ("two",)}


def _has_word(child: Child, rule: Vulnerability) -> Verdict:
    """An empty cell is not known where the column has a word for none; an empty flag is no."""
    there = getattr(child, rule.characteristic)
    if rule.characteristic in FLAGS:
        return ("yes" if there else "no") in rule.words
    if there is None and rule.characteristic in HAS_A_WORD_FOR_NONE:
        return None
    return there in rule.words


def _has_concern(world: World, child: Child, rule: Vulnerability, as_at: date) -> Verdict:
    """One of the categories in the months to the date; without any date it may be one of these."""
    verdict: Verdict = False
    for concern in existing_concerns(world, as_at):
        if concern.child_id != child.child_id or not set(concern.categories or []) & set(rule.each_category):
            continue
        moment = concern.observed_at or concern.recorded_at
        if moment is None:
            verdict = verdict or None
        elif day_of(moment) > add_months(as_at, -rule.months):
            verdict = True
    return verdict


def _is_counted(rows: list[Judged], child: Child) -> Verdict:
    """One row of the child's that counts is enough; else one that nobody can judge makes it unknown."""
    theirs = [row for row in rows if row.child == child.child_id]
    if any(row.hit for row in theirs):
        return True
    return None if any(not row.known for row in theirs) else False


def _met(world: World, as_at: date, since: date, rules: Rules) -> dict[str, list[Verdict]]:
    """The verdict of every rule on every child on roll."""
    on_roll = [child for child in world.children if is_on_roll(child, as_at)]
    found: dict[str, list[Verdict]] = {child.child_id: [] for child in on_roll}
    for rule in rules.vulnerabilities:
        rows = REFERENCES[rule.figure].judge(world, as_at, since, rules) if rule.figure else []
        for child in on_roll:
            if rule.characteristic:
                verdict = _has_word(child, rule)
            else:
                verdict = _is_counted(rows, child) if rule.figure else _has_concern(world, child, rule, as_at)
            found[child.child_id].append(verdict)
    return found


@indicator("several_vulnerabilities", parts=("none", "one", "two"))
def several_vulnerabilities(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for child_id, verdicts in _met(world, as_at, since, rules).items():
        sure, perhaps = verdicts.count(True), verdicts.count(None)
        verdict = True if sure >= 3 else None if sure + perhaps >= 3 else False
        rows.append(judged(child_id, verdict, child_id, () if perhaps else BANDS.get(sure, ())))
    return rows


@indicator("vulnerable_not_acted_on")
def vulnerable_not_acted_on(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for row in several_vulnerabilities(world, as_at, since, rules):
        is_several = row.hit if row.known else None
        rows.append(judged(row.subject, all_of(is_several, nothing_done(world, row.subject, as_at)), row.subject))
    return rows
