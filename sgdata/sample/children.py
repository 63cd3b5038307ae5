"""Who the children are: ages, needs, care and placements in the shares that published figures give."""

from datetime import date, timedelta

from sgdata.sample.child import Child, birthday
from sgdata.sample.csv_files import Row
from sgdata.sample.draws import Draws
from sgdata.sample.school_stays import place_in_schools
from sgdata.sample.school_terms import FIXED_DATE, first_day_of
from sgdata.sample.settings import SampleKind, Setting

AGES = {
    "virtual_school": {
        4: 3,
        5: 4,
        6: 4,
        7: 5,
        8: 5,
        9: 6,
        10: 7,
        11: 8,
        12: 8,
        13: 9,
        14: 10,
        15: 11,
        16: 10,
        17: 10,
    },
    "mentoring_provider": {8: 4, 9: 6, 10: 8, 11: 11, 12: 13, 13: 14, 14: 15, 15: 14, 16: 9, 17: 6},
}
SEN = {
    "virtual_school": {"ehcp": 34, "support": 27, "none": 39},
    "mentoring_provider": {"ehcp": 62, "support": 30, "none": 8},
}
NEEDS = {
    "virtual_school": {
        "SEMH": 44,
        "SLCN": 15,
        "MLD": 13,
        "ASD": 12,
        "SLD": 4,
        "SPLD": 5,
        "OTH": 3,
        "PMLD": 1,
        "HI": 1,
        "VI": 1,
        "MSI": 0,
        "PD": 1,
    },
    "mentoring_provider": {"ASD": 52, "SEMH": 26, "SPLD": 8, "SLCN": 7, "OTH": 5, "MLD": 2},
}
CARE = {
    "virtual_school": {
        "looked_after": 86,
        "previously_looked_after": 6,
        "kinship": 2,
        "child_protection": 2,
        "child_in_need": 4,
    },
    "mentoring_provider": {
        "none": 34,
        "child_in_need": 15,
        "early_help": 14,
        "looked_after": 16,
        "child_protection": 6,
        "previously_looked_after": 9,
        "kinship": 6,
    },
}
PLACEMENTS = {
    "foster": 57,
    "kinship_foster": 14,
    "residential": 14,
    "with_parents": 8,
    "adoptive": 3,
    "other": 4,
}
PLACEMENTS_OF_16_AND_OVER = {
    "foster": 38,
    "kinship_foster": 8,
    "residential": 17,
    "semi_independent": 34,
    "secure": 3,
}
ETHNICITY = {"white": 68, "mixed": 11, "black": 9, "asian": 6, "other": 4, "unknown": 2}
ETHNICITY_OF_UASC = {"other": 45, "black": 30, "asian": 25}
CONCERN_WEIGHT = {0.15: 46, 0.8: 34, 2.6: 14, 5.5: 6}

# Leavers of a year as a share of the children on roll: care ends, a child turns 18, mentoring ends.
LEAVERS = {"virtual_school": 0.22, "mentoring_provider": 0.4}
# Of today's children those who joined within the period, for each year of it.
JOINED_SHARE = {"virtual_school": 0.18, "mentoring_provider": 0.33}


def make_children(kind: SampleKind, count: int, years: int, settings: list[Setting], seed: int) -> list[Child]:
    """`count` children on roll on the last day, and those who left within the period, by their ids."""
    draws = Draws(seed, "children")
    leavers = int(count * LEAVERS[kind] * (years + 0.2))
    width = max(4, len(str(count + leavers)))
    children = [
        _child(draws, kind, "C" + str(number + 1).zfill(width), number >= count, years)
        for number in range(count + leavers)
    ]
    phases = {setting.provider_id: setting.phase for setting in settings}
    for child in children:
        place_in_schools(child, kind, settings, first_day_of(years), draws)
        phase = phases[child.stays[-1].provider_id] if child.stays else None
        _give_habits(child, phase == "alternative" and kind == "virtual_school", draws)
    return children


def children_rows(children: list[Child], seed: int) -> list[Row]:
    """The rows of the children table. A little of it is unknown, as in every real export."""
    draws = Draws(seed, "children.csv")
    return [_row(child, draws) for child in children]


def _row(child: Child, draws: Draws) -> Row:
    today_at = child.provider_on(child.last_day)
    row: Row = {
        "child_id": child.child_id,
        "date_of_birth": None if draws.chance(0.006) else child.born,
        "sex": child.sex,
        "ethnicity": child.ethnicity,
        "sen": None if draws.chance(0.015) else child.sen,
        "primary_need": None if draws.chance(0.02) else child.primary_need,
        "care_status": None if draws.chance(0.008) else child.care_status,
        "care_started_on": child.care_started_on,
        "placement_type": None if draws.chance(0.015) else child.placement_type,
        "placements_in_year": child.placements_in_year,
        "out_of_area": None if draws.chance(0.01) else child.out_of_area,
        "fsm": None if draws.chance(0.04) else draws.chance(0.42),
        "eal": None if draws.chance(0.04) else child.uasc or draws.chance(0.06),
        "young_carer": None if draws.chance(0.05) else draws.chance(0.03),
        "uasc": child.uasc,
        "social_worker": None if draws.chance(0.006) else child.social_worker,
        "provider_id": None if draws.chance(0.004) else today_at,
        "on_roll_from": child.on_roll_from,
        "on_roll_to": child.on_roll_until,
    }
    return row


def _child(draws: Draws, kind: SampleKind, child_id: str, has_left: bool, years: int) -> Child:
    start = first_day_of(years)
    until = draws.day(start + timedelta(days=20), FIXED_DATE) if has_left else None
    turns_18 = has_left and kind == "virtual_school" and draws.chance(0.35)
    reference = until or FIXED_DATE
    if turns_18:
        born = birthday(reference, -18)
    else:
        # One to 364 days after that birthday: the age holds on the day it is drawn for.
        born = birthday(reference, -draws.weighted(AGES[kind])) - timedelta(days=draws.whole(1, 364))
    age = reference.year - born.year - ((reference.month, reference.day) < (born.month, born.day))
    care = "care_leaver" if age >= 17 and draws.chance(0.06) else draws.weighted(CARE[kind])
    uasc = kind == "virtual_school" and age >= 14 and care == "looked_after" and draws.chance(0.13)
    sen = "none" if uasc else draws.weighted(SEN[kind])
    on_roll_from = _on_roll_from(draws, kind, born, start, until, years)
    placement = _placement(draws, age, uasc) if care == "looked_after" else None
    return Child(
        child_id=child_id,
        born=born,
        sex="male" if draws.chance(0.93 if uasc else 0.55) else draws.weighted({"female": 99, "other": 1}),
        ethnicity=draws.weighted(ETHNICITY_OF_UASC if uasc else ETHNICITY),
        sen=sen,
        primary_need=None if sen == "none" else draws.weighted(NEEDS[kind]),
        care_status=care,
        care_started_on=on_roll_from - timedelta(days=draws.whole(0, 12)) if placement else None,
        placement_type=placement,
        placements_in_year=draws.weighted({1: 72, 2: 17, 3: 7, 4: 3, 5: 1}) if placement else None,
        out_of_area=bool(placement) and draws.chance(0.7 if placement in ("residential", "secure") else 0.33),
        uasc=uasc,
        social_worker=_has_social_worker(draws, care),
        on_roll_from=on_roll_from,
        on_roll_until=until,
        attends="steadily",
        absence_share=0.0,
        concern_weight=draws.weighted(CONCERN_WEIGHT),
    )


def _on_roll_from(draws: Draws, kind: SampleKind, born: date, start: date, until: date | None, years: int) -> date:
    """Some came within the period, others up to six years before it; nobody before the fourth birthday."""
    last = (until or FIXED_DATE) - timedelta(days=15)
    share = JOINED_SHARE[kind] * (years + 0.2) * (1.0 if until is None else 0.6)
    came_within = draws.chance(min(share, 0.9))
    came = draws.day(start, last) if came_within else start - timedelta(days=draws.whole(1, 6 * 365))
    return max(came, birthday(born, 4))


def _placement(draws: Draws, age: int, uasc: bool) -> str:
    if uasc:
        return draws.weighted({"foster": 45, "semi_independent": 55} if age >= 16 else {"foster": 100})
    placement = draws.weighted(PLACEMENTS_OF_16_AND_OVER if age >= 16 else PLACEMENTS)
    return "foster" if placement == "residential" and age < 8 else placement


def _has_social_worker(draws: Draws, care: str) -> bool:
    if care == "looked_after":
        return draws.chance(0.985)
    return care in ("child_protection", "child_in_need", "care_leaver") and draws.chance(0.95)


def _give_habits(child: Child, is_in_alternative: bool, draws: Draws) -> None:
    """How the child attends: worse in years 10 and 11, residential care, alternative provision, and SEMH with
    a plan."""
    is_primary = child.year_group(child.last_day) <= 6
    rarely, unsteadily, worse = (0.005, 0.04, 1.0) if is_primary else (0.03, 0.075, 1.0)
    for applies, more_rarely, more_unsteadily, times in (
        (child.year_group(child.last_day) in (10, 11), 0.03, 0.05, 1.15),
        (child.is_residential, 0.07, 0.1, 1.7),
        (child.sen == "ehcp" and child.primary_need == "SEMH", 0.03, 0.06, 1.35),
        (is_in_alternative, 0.22, 0.4, 2.2),
    ):
        if applies:
            rarely, unsteadily, worse = (rarely + more_rarely, unsteadily + more_unsteadily, worse * times)
    share = draws.whole(8, 48) / 1000
    if draws.chance(rarely):
        child.attends, share = "rarely", draws.whole(45, 80) / 100
    elif draws.chance(unsteadily):
        child.attends, share = "unsteadily", draws.whole(90, 200) / 1000
    child.absence_share = min(0.85, share * worse)
    if child.is_residential or child.attends == "rarely":
        child.concern_weight *= 2
