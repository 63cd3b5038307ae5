"""What makes a child more vulnerable, as named rules that an organisation may set (clause VS-4).

A rule is met or not, and a child is told with the rules that it meets: none weighs more than another, and there is no
score."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from sgdata.tables.children import Child
from sgdata.tables.columns import Vocabulary, VocabularyList, YesOrNo
from sgdata.tables.concerns import CATEGORY_GROUPS, Category

YES_NO = ("yes", "no")
WHO_A_CHILD_IS = ("sex", "ethnicity")
"""Characteristics that are no vulnerability of a child; figures can be cut by them."""
CHARACTERISTICS: dict[str, tuple[str, ...]] = {
    column.name: column.kind.words if isinstance(column.kind, Vocabulary) else YES_NO
    for column in Child.columns()
    if isinstance(column.kind, Vocabulary | YesOrNo)
    and not isinstance(column.kind, VocabularyList)
    and column.name not in WHO_A_CHILD_IS
}
"""The columns of the children that a rule may name, with their declared words."""


def _category(word: str) -> str:
    if word not in CATEGORY_GROUPS and word not in get_args(Category):
        raise ValueError(f"a category of concern or one of the groups {', '.join(CATEGORY_GROUPS)}")
    return word


class Vulnerability(BaseModel):
    """One rule, of one kind: a characteristic, a figure of children, or concerns of some categories."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=40)]
    """As it is shown to people."""
    characteristic: str = ""
    """A column of the children; a child meets the rule where one of `words` stands in it."""
    words: Annotated[list[str], Field(validate_default=True)] = []
    figure: str = ""
    """Id of an indicator of children; whoever is counted by it meets the rule."""
    categories: list[Annotated[str, AfterValidator(_category)]] = []
    """Categories or groups of concern; a child with a concern of them in the last `months` meets the rule."""
    months: Annotated[int, Field(gt=0)] = 12

    @property
    def kind(self) -> Literal["characteristic", "figure", "categories"]:
        if self.characteristic:
            return "characteristic"
        return "figure" if self.figure else "categories"

    @property
    def each_category(self) -> tuple[str, ...]:
        """The categories, those of the groups among them, each once."""
        return tuple(dict.fromkeys(one for word in self.categories for one in CATEGORY_GROUPS.get(word, (word,))))

    @field_validator("characteristic")
    @classmethod
    def _is_a_column(cls, name: str) -> str:
        if name and name not in CHARACTERISTICS:
            raise ValueError(f"one of {', '.join(CHARACTERISTICS)}")
        return name

    @field_validator("words")
    @classmethod
    def _are_declared(cls, words: list[str], info: ValidationInfo) -> list[str]:
        declared = CHARACTERISTICS.get(info.data.get("characteristic", ""), ())
        if [word for word in words if word not in declared] or (declared and not words):
            raise ValueError(f"some of {', '.join(declared)}" if declared else "words only beside a characteristic")
        return words

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> "Vulnerability":
        if sum(map(bool, (self.characteristic, self.figure, self.categories))) != 1:
            raise ValueError("one of characteristic, figure and categories")
        return self


VULNERABILITIES = [
    Vulnerability(name="SEND", characteristic="sen", words=["support", "ehcp"]),
    Vulnerability(name="Mental health", categories=["mental_health", "self_harm_suicidality"]),
    Vulnerability(name="Substance misuse", categories=["substance_misuse"]),
    Vulnerability(name="Exploitation or violence", categories=["exploitation", "serious_violence_gangs"]),
    Vulnerability(name="Missing from home or care", categories=["missing_from_home_or_care"]),
    Vulnerability(name="Repeat concerns", figure="children_with_repeat_concerns"),
    Vulnerability(name="Persistent absence", figure="persistent_absence"),
    Vulnerability(name="Missing education", figure="missing_education_open"),
    Vulnerability(name="Part-time timetable", figure="part_time_open"),
    Vulnerability(name="Child protection plan", characteristic="care_status", words=["child_protection"]),
    Vulnerability(
        name="Residential or secure placement", characteristic="placement_type", words=["residential", "secure"]
    ),
    Vulnerability(name="Unaccompanied asylum seeker", characteristic="uasc", words=["yes"]),
    Vulnerability(name="Young carer", characteristic="young_carer", words=["yes"]),
]
"""Where the rule file names none: those that VS-4 names (special needs, mental health, substance misuse), what else
may put a child at risk there, and the strains on a child's schooling."""
