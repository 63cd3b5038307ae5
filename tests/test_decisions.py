"""What may be typed in a meeting: ordinary decisions pass, first names do not; and what passes still."""

import pytest

from sgdata.intake.decisions import A_NAME, identifier_in

ORDINARY = (
    "The DSL reviews the referral route with the Virtual School Head, and brings it to the next meeting.",
    "C-7K2M-9QXA and C-2345-6789: the Social Worker was told late. She said so in November. We agree.",
    "Hertfordshire County Council is asked for its threshold document; Early Help joins on Monday.",
    "Oak Academy returns its register by 4 pm. Target: 95 %, from 80 %.",
    "Keeping Children Safe in Education is read by all staff before the half-term holiday.",
    "Escalate to the Service Manager if no answer comes by Friday.",
    "Ask every setting for its Personal Education Plan dates.",
    "The Deputy DSL writes to Elm House School and copies in the Designated Teacher.",
    "St Mary's Primary School sends its returns every Monday.",
    "Attendance: Year 10 and Year 11 are looked at first, in the Spring Term.",
    "MASH thresholds are discussed with the Team Manager on 4 December.",
    "We accept the figures as shown; no action.",
    "Discussed, no decision. Come back to it in January.",
    "Agree a single route for Return Home Interviews with the Police and Children's Services.",
    "Part-Time Timetables: each has a review date by Christmas.",
    "Book Prevent and Level 3 training for the two people who are out of date.",
    "Data Officer checks why marks are missing at Riverside Alternative Provision.",
    "LADO: all three cases are closed; share the learning with governors.",
    "Ofsted may come in the Summer Term. The Single Central Record is checked by the School Business Manager.",
    "Alternative Provision commissioning goes to the Corporate Parenting Panel.",
    "Write to Kent, Surrey and East Sussex about children placed out of area.",
    "The Head of Service signs the letter; the Director of Children's Services is copied in.",
    "Supervision: book dates to Easter for everyone.",
    "Chair to raise at the Safeguarding Partnership Board in February.",
    "Use Teams for the next meeting.",
    "(Agreed) The policy is republished with the changes of KCSIE 2026.",
    "Independent Reviewing Officers are asked to chase placement moves.",
    "SENCO and Educational Psychologist to meet about C-7K2M-9QXA before Tuesday.",
    "Governors asked: why did it rise? Because two settings sent late returns.",
    "Invite CAMHS and Public Health to the January meeting.",
    "Low-level concerns: remind every member of staff in the Monday briefing.",
    "Foster carers get the new leaflet; the Fostering Team sends it.",
    "The Missing Education panel meets weekly until numbers fall.",
    "No change. The Board is content with progress.",
    "Thank the attendance team; absence has fallen since September.",
    "Commission an audit of twelve files, led by the Quality Assurance Lead.",
    "Transport was late every day: contract manager to sort it out with the Local Authority.",
    "Check exclusions in Autumn Term 1 against suspensions reported by schools.",
    "Ask Norfolk Virtual School how they chase social workers.",
    "Review of the part-time timetable at Beacon Hill Academy; Head to phone the Principal.",
    "Update the risk assessment and tell the Designated Safeguarding Lead at the setting.",
    "Pupil Premium Plus pays for tuition until a place is found.",
    "Whistleblowing report: HR and the Monitoring Officer decide this week.",
    "Mental health: refer to the Emotional Wellbeing Hub, waiting list is eight weeks.",
    "Everyone reads Part One again after the INSET day.",
    "Send the Pack to the Lead Member before the meeting.",
    "EHCP reviews are overdue; SEND Team to give dates.",
    "The Unaccompanied Children lead joins in March.",
    "Try a breakfast club at Park Lane College for the group with most lates.",
    "Keep the target at 95 %. Look again after half term.",
    "Barnardo's project extended to July; the contract is with Legal.",
    "Ask Social Care for the decision on the two amber referrals.",
    "Strategy meeting on Wednesday: DSL attends, minutes go on the file.",
    "Any concern about an adult goes to the LADO the same day: repeat at induction.",
    "Learning: record the voice of the child, and who was told when.",
    "Bring a paper on Elective Home Education to the Spring meeting.",
    "West Yorkshire Police to present on county lines.",
    "Operation Encompass notices go to the DSL by 9 am.",
    "Priority one: children with no school place. Priority two: unexplained absence.",
    "Nothing further; closed. Thanks to all.",
    "Virtual School Head and Assistant Head split the visits by area: North, South and Central.",
    "Ring the National Referral Mechanism helpline and log the advice.",
)

INSIDE = (
    "Ask {} to call the setting before Friday.",
    "The DSL speaks to {}'s social worker.",
    "We agreed that {} needs a place.",
    "Plan for {} to be ready by Easter; nothing else is open.",
)
RARE = ("Oluwaseun", "Siân", "Kacper", "Tyreese", "Nevaeh", "Ngozi", "Zuzanna", "Kayden", "Jo-Anne", "McKenzie")
WHEREVER = (
    "{} calls the setting before Friday.",
    "Decision: {} is discussed again in January.",
    "ask {} to bring the plan",
    "THE PLAN OF {} IS LATE",
)
USUAL = ("Sarah", "Mohammed", "Chloe", "Zoë", "Aisha")
PLANTED = [
    *(text.format(name) for text in INSIDE for name in RARE),
    *(text.format(name) for text in WHEREVER[:2] for name in USUAL),
    *(WHEREVER[2].format(name.lower()) for name in USUAL),
    *(WHEREVER[3].format(name.upper()) for name in USUAL),
]


def test_there_are_sixty_of_each() -> None:
    assert len(ORDINARY) >= 60
    assert len(PLANTED) == 60


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_decision_is_kept(text: str) -> None:
    assert identifier_in(text) is None


@pytest.mark.parametrize("text", PLANTED)
def test_a_first_name_is_refused(text: str) -> None:
    assert identifier_in(text) == A_NAME


@pytest.mark.parametrize(
    "text",
    [
        "Kacper is discussed again.",
        "ask kacper to come",
        "Speak to Mark about it.",
        "K.J. is to be seen.",
        "Sarah House is asked for its plan.",
    ],
)
def test_what_passes_still_is_known(text: str) -> None:
    """A rare name at the beginning of a sentence or in small letters, a usual word, initials, the name of a house."""
    assert identifier_in(text) is None
