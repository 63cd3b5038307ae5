"""What a person is told of privacy: plain sentences, and a text for a data-protection impact assessment."""

from sgdata.outputs.words import day, number
from sgdata.release.live import Alone
from sgdata.release.released import Release
from sgdata.rules import Rules

HELD = """
The store holds **pseudonymised** records: concerns, follow-ups, attendance marks, timetables, episodes of missing
education, allegations, training and meetings, each under a code that stands for the child or adult. The codes are
made with a secret key that lies outside the store. Whoever has the store and the key, and knows a child's number in
the source, can find the child: pseudonymised records are personal data, and are treated as such.
"""
NOT_HELD = """
No name, date of birth, address, telephone number, e-mail address, official number or free text enters the store. They
are dropped at the door, before anything is written. A date of birth becomes a school year and the two dates between
which the child is of compulsory school age. Words of a form are never read: only whether they were written down.

The one place for words of one's own is the **minutes of a meeting** (decisions and promises), a file beside the store.
What is typed there is held against names, dates of birth, addresses, telephone and official numbers before it is kept;
a first name by itself, or a surname that is a usual word, can still pass: write the case reference instead.
"""
WHO_SEES = [
    ("Leader, board, governor", "Protected figures, to the month or half-term; no list of children", "Releases only"),
    ("Practitioner (DSL, deputies, Virtual School Head)", "Live figures, and records under case references", "Store"),
    ("Data officer", "Loads and their quality, on the command line", "Reports of loads"),
    ("Administrator", "Access log, key, retention, on the command line", "No figures"),
]
NOT_PROTECTED = """
- What somebody already knows of a child, and recognises in a figure.
- The same figures published elsewhere, with other rules.
- A practitioner who tells what the records say.
- Event dates stay in the store, since working days are counted from them; leaders see no date finer than a month.
- Somebody with administrator rights on this machine can read its files: encrypt its disk.
"""


def of_store(found: Alone) -> str:
    """How far the store is from anonymous, in a sentence."""
    if not found.children:
        return "The store holds no children yet."
    return (
        f"Of {number(found.children)} children in the store, {number(found.unique_children)} are the only one with "
        f"their year group, sex, special educational needs and placement, and {number(found.fewer_than_five)} share "
        "these with fewer than four others. This is why rows are never called anonymous."
    )


def of_release(release: Release | None) -> str:
    """How the last release stood its own attack."""
    if release is None:
        return "No release has been made yet, so leaders see nothing."
    audit = release.audit
    return (
        f"The release of {day(release.as_at)} was made on {day(release.made_at.date())} from snapshot "
        f"`{release.snapshot}`. {number(audit.shown)} of {number(audit.cells)} numbers are shown, "
        f"{number(audit.hidden_small)} are hidden for being about too few, and {number(audit.hidden_beside)} because "
        f"they would have given a smaller number away. For each of {number(audit.proven)} small numbers "
        "five values or more were shown to be possible, in other lists of children that print the same release."
    )


def impact_assessment(rules: Rules, release: Release | None) -> str:
    """Text to copy into a data-protection impact assessment."""
    protected = of_release(release).replace("`", "")
    text = f"""Processing by {rules.organisation}: oversight of safeguarding by its leaders.

Nature. Exports of case and attendance systems are loaded on a machine of the organisation. Direct identifiers are
dropped before storage; ids are replaced by HMAC-SHA-256 codes, truncated to 80 bits, under a 256-bit key that is kept
outside the store. No free text is stored but the decisions that a meeting minutes, which are held against personal
details before they are kept. No data leave the machine.

Scope. Children and adults on the organisation's records; event dates, closed vocabularies and yes/no flags.
Retention: snapshots are pruned by the administrator; the access log is kept for {rules.access_log_months} months;
a child is removed from every snapshot on request (sgdata forget).

Access. Practitioners work with pseudonymous records. Leaders are served by a process that holds protected figures
only, and neither the store's path nor its key. Every page, list and export is noted in an append-only log with a
hash chain.

Protection of figures. Profile "{rules.protection}". All figures of a release are protected as one linear system,
attacked with linear programming, and each small number is shown to have five possible values or more.
{protected}

Residual risks. Insiders who already know a child; the same figures published elsewhere; a practitioner who tells;
administrators of the machine.
"""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
