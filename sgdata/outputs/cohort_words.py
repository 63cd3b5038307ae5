"""Cohorts as sentences. Each says what was counted, of them and of everyone else, and whether chance would explain it;
none says why it is so."""

from collections.abc import Sequence

from sgdata.cohorts.shapes import FEWEST_COMPARED, CohortReport, ComparedCohort
from sgdata.measures.indicator import Indicator
from sgdata.outputs.words import agreeing, capital, label, listed, number, percent, plural

FEW = 20
"""Children of a cohort, or as many of those who count as a quarter of it, below which a caution goes with its name."""
NEED = "with {} as their primary need"
PHRASES = {
    "sex": {
        "female": "recorded as female",
        "male": "recorded as male",
        "other": "recorded as of another sex",
    },
    "ethnicity": {
        "asian": "of Asian ethnicity",
        "black": "of Black ethnicity",
        "mixed": "of mixed ethnicity",
        "white": "of White ethnicity",
        "other": "of another ethnicity",
    },
    "sen": {
        "none": "without special educational needs",
        "support": "with SEN support",
        "ehcp": "with an EHCP",
    },
    "primary_need": {
        "ASD": NEED.format("autism"),
        "SEMH": NEED.format("social, emotional and mental health"),
        "SLCN": NEED.format("speech, language and communication"),
        "MLD": NEED.format("a moderate learning difficulty"),
        "SLD": NEED.format("a severe learning difficulty"),
        "PMLD": NEED.format("a profound and multiple learning difficulty"),
        "SPLD": NEED.format("a specific learning difficulty"),
        "HI": NEED.format("a hearing impairment"),
        "VI": NEED.format("a vision impairment"),
        "MSI": NEED.format("a multi-sensory impairment"),
        "PD": NEED.format("a physical disability"),
        "OTH": NEED.format("something else"),
    },
    "care_status": {
        "looked_after": "looked after",
        "previously_looked_after": "previously looked after",
        "care_leaver": "leaving care",
        "kinship": "in kinship care",
        "child_protection": "on a child protection plan",
        "child_in_need": "on a child in need plan",
        "early_help": "receiving early help",
        "none": "without any standing with children's social care",
    },
    "placement_type": {
        "foster": "in foster placements",
        "kinship_foster": "in foster placements with kin",
        "residential": "in residential placements",
        "semi_independent": "in semi-independent placements",
        "with_parents": "placed with their parents",
        "adoptive": "in adoptive placements",
        "secure": "in secure placements",
        "other": "in other placements",
    },
    "out_of_area": {"yes": "living out of area", "no": "living in the area"},
    "fsm": {"yes": "eligible for free school meals", "no": "not eligible for free school meals"},
    "eal": {"yes": "with English as an additional language", "no": "with English as their first language"},
    "phase": {
        "primary": "at primary schools",
        "secondary": "at secondary schools",
        "special": "at special schools",
        "alternative": "in alternative provision",
        "post16": "in education after 16",
        "none": "at settings of no phase",
    },
}
"""What goes on from "28 children" for each word of each characteristic; the years have theirs in `who`."""
COUNTING = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
OVERLAP = "A child is in several of these cohorts: they overlap, and what is said of one is partly said of another."
ROUNDED = (
    "Counts of a release are rounded, so a cohort is named only where every count that can stand behind "
    "them would name it."
)
NO_CAUSE = "None of this says why: a cohort that stands out is a reason to ask, not an answer."
CHART = (
    "A filled diamond stands out; an open circle is what chance would explain. At the line it is as for everyone else."
)
LEADERS_NOT_OVER_REPRESENTED = (
    "A release does not tell how many children have concerns, timetables or open episodes, so their cohorts cannot be "
    "compared here: ask a practitioner."
)


def who(cohort: dict[str, str]) -> str:
    """In residential placements and with an EHCP."""
    return " and ".join(_phrase(name, word) for name, word in cohort.items())


def _phrase(name: str, word: str) -> str:
    if name == "year_group":
        return f"in year {word}" if int(word) > 0 else "in reception or younger"
    return PHRASES[name][word]


def name(cohort: dict[str, str]) -> str:
    """Placement type: Residential; Sen: EHCP."""
    return "; ".join(f"{_characteristic(one)}: {label(word)}" for one, word in cohort.items())


def _characteristic(name: str) -> str:
    named = {"sen": "SEN", "fsm": "Free school meals", "eal": "English as an additional language"}
    return named.get(name, label(name))


def sentence(indicator: Indicator, one: ComparedCohort) -> str:
    """What was counted, of everyone else too; whether chance would explain it; whether it was so in earlier terms; and
    the caution that few children need."""
    parts = [f"{counted(indicator, one)} {verdict(indicator, one)}"]
    if one.named and is_of_few(one):
        parts.append("Take care: these are few children.")
    return " ".join(parts)


def counted(indicator: Indicator, one: ComparedCohort) -> str:
    """Of 28 children in residential placements 12 are persistently absent; for the other 292 it is 61."""
    about = "" if one.precision == "exact" else "about "
    children = f"{about}{plural(one.children, 'child', 'children')} {_among(indicator, one)}"
    if one.children == 0:
        return f"Of no child {_among(indicator, one)} is the figure known."
    if indicator.amounts:
        said = capital(f"{children} {_true_of(indicator, one.children, rate(indicator, one.rate))}")
        others = rate(indicator, one.rest_rate)
    else:
        said = f"Of {children} {_some(one.numerator, about)} {_true_of(indicator, one.numerator, '')}"
        others = _some(one.rest_numerator, about)
    if not one.rest_children:
        return f"{said}; nobody else can be judged."
    other = f"the other {about}{number(one.rest_children)}" if one.rest_children > 1 else "the one other child"
    return f"{said}; for {other} it is {others}."


def _among(indicator: Indicator, one: ComparedCohort) -> str:
    among = indicator.children_among
    return f"{who(one.cohort)}{f', {among},' if among else ''}"


def _some(count: float, about: str) -> str:
    return f"{about}{number(count)}" if count else "none"


def _true_of(indicator: Indicator, count: float, told_rate: str) -> str:
    text = indicator.children_who or f"{{n|counts|count}} for the figure {indicator.title!r}"
    return agreeing(text, {"n": count}).replace("{rate}", told_rate)


def rate(indicator: Indicator, value: float | None) -> str:
    """14.2 %, or 53.6 where the figure is a rate per 100."""
    if value is None:
        return "not known"
    return number(round(value, 1)) if indicator.unit == "rate" else percent(value, 1)


def verdict(indicator: Indicator, one: ComparedCohort) -> str:
    """More than chance would explain; seen in each of the last three terms."""
    if one.children < FEWEST_COMPARED:
        return "Too few children to compare."
    if not one.is_compared:
        return "Too few others to compare with."
    less = "less" if indicator.amounts else "fewer"
    way = "more" if one.is_more else less
    if not one.named:
        return "No difference." if one.rate == one.rest_rate else f"No {way} than chance would explain."
    return f"{capital(way)} than chance would explain{_seen(one)}."


def _seen(one: ComparedCohort) -> str:
    if one.seen_in_terms is None:
        return ""
    if one.of_terms == 0:
        return "; no earlier term can be judged"
    terms = f"the last {COUNTING[one.of_terms]} terms" if one.of_terms > 1 else "the last term"
    if one.of_terms == 1:
        return f"; {'' if one.seen_in_terms else 'not '}seen in {terms}"
    if one.seen_in_terms == one.of_terms:
        return f"; seen in {'each' if one.of_terms > 2 else 'both'} of {terms}"
    return f"; seen in {COUNTING[one.seen_in_terms]} of {terms}"


def is_of_few(one: ComparedCohort) -> bool:
    """Whether its number of children, or of those who count, is small."""
    return one.children < FEW or one.numerator < FEW / 4


def ratio(one: ComparedCohort) -> str:
    """2.0 times as often as for everyone else (95 % interval 1.3 to 2.8)."""
    if one.low is None and one.high is None:
        return "no ratio can be worked out"
    low = f"{one.low or 0:.2f}"
    if one.ratio is None or one.high is None:
        return f"nobody else counts, so that there is no ratio (95 % interval from {low})"
    return f"{one.ratio:.2f} times the rate of everyone else (95 % interval {low} to {one.high:.2f})"


def answer(reports: Sequence[CohortReport]) -> str:
    """How many cohorts stand out, of how many, in one sentence."""
    named, looked_at = sum(len(one.named) for one in reports), sum(one.looked_at for one in reports)
    if not looked_at:
        return "No cohort has enough children to be compared."
    if not named:
        of = (
            "The one cohort that was looked at does not differ"
            if looked_at == 1
            else (f"None of the {number(looked_at)} cohorts that were looked at differs")
        )
        return f"{of} from everyone else by more than chance would explain."
    verb = "differs" if named == 1 else "differ"
    cohorts = plural(looked_at, "cohort that was looked at", "cohorts that were looked at")
    return f"{number(named)} of {cohorts} {verb} from everyone else by more than chance would explain."


def looked_at(report: CohortReport) -> str:
    """How much was looked at, what was not, and whose characteristics are not known."""
    parts = [f"{plural(report.looked_at, 'cohort was', 'cohorts were')} compared."]
    if report.too_few:
        were = plural(report.too_few, "other has", "others have")
        parts.append(f"{were} fewer than {FEWEST_COMPARED} children, or fewer than {FEWEST_COMPARED} others.")
    if report.same:
        pairs = plural(report.same, "pair holds", "pairs hold")
        parts.append(f"{pairs} the same children as one of its characteristics, and counts once.")
    if report.unknown:
        parts.append(f"{plural(report.unknown, 'child', 'children')} cannot be judged.")
    if report.unknown_words:
        told = [f"{_characteristic(one)} of {number(count)}" for one, count in report.unknown_words.items()]
        parts.append(f"Not known, and so in no cohort: {listed(told)}.")
    return " ".join(parts)


def stands_out(indicator: Indicator, one: ComparedCohort) -> str:
    """More, fewer, no; too few."""
    if not one.is_compared:
        return "too few"
    if not one.named:
        return "no"
    return "more" if one.is_more else "less" if indicator.amounts else "fewer"


METHOD = f"""
**Who is compared.** A cohort is the children who share one characteristic, or two. It is held against all other
children of whom the figure and these characteristics are known. A child is the unit: of concerns, timetables or
suspensions of one child the first that went the wrong way counts, and no other.

**How much it differs.** The ratio is the rate of the cohort over that of everyone else. Its interval holds the true
ratio 19 times in 20: for shares by Koopman's score method, for amounts such as sessions from a
quasi-Poisson model, because the sessions of one child go together.

**What chance would explain.** Fisher's exact test with the mid-p value for shares, the rank test of Mann and Whitney
over the children's own rates for amounts. Whoever looks at forty cohorts finds two by chance alone, so all that was
looked at is corrected together (Benjamini and Hochberg): a cohort stands out where its q is 0.05 or less. With fewer
than {FEWEST_COMPARED} children on either side nothing is compared.

**In which order.** By the ratio after partial pooling: the fewer the children, the nearer it is drawn to 1, so that
small cohorts are not ranked on noise.

**What it does not say.** {NO_CAUSE} A cohort that does not stand out may still differ: with 40 of 320 children a
doubled rate is found only part of the time.
"""
