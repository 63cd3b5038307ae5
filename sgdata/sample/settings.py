"""The schools and settings of the sample: invented institutions in real English authorities."""

from dataclasses import asdict, dataclass
from typing import Literal

from sgdata.sample.csv_files import Row
from sgdata.sample.draws import Draws

SampleKind = Literal["virtual_school", "mentoring_provider"]

HOME_AUTHORITY = {"virtual_school": "Milton Keynes", "mentoring_provider": "Oxfordshire"}
NEIGHBOURS = {
    "virtual_school": {
        "Buckinghamshire": 5,
        "Central Bedfordshire": 4,
        "Bedford": 3,
        "West Northamptonshire": 4,
        "Luton": 2,
        "Hertfordshire": 2,
        "Oxfordshire": 2,
        "Leicestershire": 1,
        "Birmingham": 1,
        "Kent": 1,
    },
    "mentoring_provider": {"Buckinghamshire": 4, "Reading": 3, "Swindon": 2, "Gloucestershire": 2},
}

# Every block of 20 settings has all phases; the first five already have the five that children need.
PHASES = (
    *("primary", "secondary", "special", "alternative", "post16"),
    *("secondary", "primary", "secondary", "primary", "secondary"),
    *("primary", "special", "secondary", "primary", "alternative"),
    *("primary", "secondary", "secondary", "primary", "special"),
)
MENTORING_PHASES = ("primary", "secondary", "special", "secondary", "secondary", "primary", "special")

FIRST_WORDS = (
    *("Alder", "Birch", "Cedar", "Damson", "Elder", "Fern", "Gorse", "Hazel", "Ivy", "Juniper", "Kestrel"),
    *("Linden", "Marigold", "Nettle", "Osier", "Plover", "Quince", "Rowan", "Sorrel", "Teasel", "Umber"),
    *("Viburnum", "Willow", "Yarrow", "Bracken", "Clover", "Dunnock", "Heron", "Larch", "Medlar", "Sedge"),
)
SECOND_WORDS = (
    *("Brook", "Vale", "Croft", "Meadow", "Hollow", "Bridge", "Lane", "Furlong", "Weir", "Spinney", "Rise"),
    *(
        "Mead",
        "Copse",
        "Beck",
        "Orchard",
        "Ridge",
        "Wharf",
        "Dell",
        "Green",
        "Acre",
        "Hatch",
        "Ford",
        "Combe",
    ),
    *("Leys", "Fold", "Knoll", "Mill", "Paddock", "Thicket"),
)
ENDINGS = {
    "primary": ("Primary School", "Church of England Primary School", "Primary Academy", "Junior School"),
    "secondary": ("School", "Academy", "Community College", "Secondary School"),
    "special": ("Special School", "Special Academy"),
    "alternative": ("Learning Centre", "Alternative Provision", "Tuition Centre"),
    "post16": ("Sixth Form College", "Further Education College"),
}


@dataclass(frozen=True)
class Setting:
    """One row of the providers table; None = not known."""

    provider_id: str
    own: bool | None
    name: str
    phase: str | None
    local_authority: str
    in_area: bool
    registered_school: bool | None


def make_settings(kind: SampleKind, children: int, seed: int) -> list[Setting]:
    """The settings of the sample: for a virtual school about one for every eleven children and six more;
    for a mentoring provider its own, then the schools that its children belong to."""
    draws = Draws(seed, "providers")
    virtual_school = kind == "virtual_school"
    phases = PHASES if virtual_school else MENTORING_PHASES
    count = 6 + children // 11 if virtual_school else 5 + children // 6
    width = max(2, len(str(count)))
    settings = [] if virtual_school else [_own_provider("S" + "1".zfill(width))]
    while len(settings) < count:
        number = len(settings)
        phase = phases[(number - (not virtual_school)) % len(phases)]
        # The first settings lie in the area so that every phase has one there.
        in_area = number < 6 or draws.chance(0.66)
        authority = HOME_AUTHORITY[kind] if in_area else draws.weighted(NEIGHBOURS[kind])
        settings.append(
            Setting(
                provider_id="S" + str(number + 1).zfill(width),
                own=None if draws.chance(0.03) else False,
                name=_name(number, phase),
                phase=phase,
                local_authority=authority,
                in_area=in_area,
                registered_school=draws.chance(0.4) if phase == "alternative" else True,
            )
        )
    return settings


def provider_rows(settings: list[Setting]) -> list[Row]:
    """The rows of the providers table; the phase of the last setting is not known."""
    rows: list[Row] = [asdict(setting) for setting in settings]
    if len(rows) > 20:
        rows[-1]["phase"] = None
    return rows


def _own_provider(provider_id: str) -> Setting:
    return Setting(provider_id, True, "Stepping Stile Mentoring Provision", "alternative", "Oxfordshire", True, False)


def _name(number: int, phase: str) -> str:
    """A name that no other has: 31 x 29 pairs of words, then the pairs again with a number."""
    first, second = (FIRST_WORDS[number % len(FIRST_WORDS)], SECOND_WORDS[number % len(SECOND_WORDS)])
    again = number // (len(FIRST_WORDS) * len(SECOND_WORDS))
    ending = ENDINGS[phase][number // 2 % len(ENDINGS[phase])]
    return f"{first} {second} {again + 1} {ending}" if again else f"{first} {second} {ending}"
