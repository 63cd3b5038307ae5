"""The pack: every edition in every form says what the one paper says, with the same bytes each time; leaders' papers
hold what the release holds."""

import io
import re
import subprocess
import sys
import zipfile
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from sgdata.errors import Misuse
from sgdata.measures.catalogue import catalogue
from sgdata.outputs import words
from sgdata.outputs.export import figure_rows
from sgdata.outputs.pack.drawing import BOTTOM, TOP, drawing
from sgdata.outputs.pack.editions import editions, paper
from sgdata.outputs.pack.making import FORMATS, made, rendered, write
from sgdata.outputs.pack.paper import Bullets, Chart, Heading, Paper, Paragraph, Table
from sgdata.outputs.pack.young_people import PLAIN
from sgdata.release import access_log, ask
from sgdata.release.released import releases_of
from sgdata.release.scope import AnyScope, open_release, open_scope
from tests.read_papers import Reader, bare, catalog_of, read, tags_of
from tests.support import PROJECT

STRANGE = r"#let x = 1 <script>alert(1)</script> =1+1 *b* _i_ [c] $d$ @e \f //g & \u{41}"
CASE = re.compile(r"\b[A-Z]-[2-9A-Z]{4}-[2-9A-Z]{4}\b")
ROLES = ("leader", "practitioner")
EVERY = [(edition, ending) for edition in editions() for ending in FORMATS]


@pytest.fixture(scope="module")
def scopes(sample_stores: Path, released_stores: Path) -> dict[str, AnyScope]:
    store = released_stores / "virtual_school"
    return {"practitioner": open_scope(store), "leader": open_release(releases_of(store), store)}


@cache
def paper_of(scope: AnyScope, edition: str) -> Paper:
    """The paper, made once for all tests."""
    return paper(scope, edition)


def assert_in_order(shown: Paper, ending: str, content: bytes) -> None:
    said, place = bare(read(ending, content)), 0
    pictured = {block.alt for block in shown.blocks if isinstance(block, Chart)} if ending == "pdf" else set()
    for text in shown.texts():
        if text not in pictured:
            place = said.find(bare([text]), place)
            assert place >= 0, f"{ending} does not say, in its place: {text}"
            place += len(bare([text]))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("edition", "ending"), EVERY)
def test_every_edition_is_made_in_every_form_with_the_words_of_the_paper_in_order(
    scopes: dict[str, AnyScope], role: str, edition: str, ending: str
) -> None:
    shown = paper_of(scopes[role], edition)
    assert_in_order(shown, ending, rendered(shown, ending))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_paper_has_the_same_bytes(
    scopes: dict[str, AnyScope], role: str, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(scopes[role], "board", ending)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setattr("time.time", lambda: 2e9)  # archives ask it what to write as the time of an entry
    assert made(scopes[role], "board", ending) == first


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_an_archive_holds_no_moment_but_the_date_of_its_figures(scopes: dict[str, AnyScope], ending: str) -> None:
    content = made(scopes["leader"], "young_people", ending)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z?", core)) == {f"{scopes['leader'].as_at}T00:00:00Z"}


@pytest.mark.parametrize("role", ROLES)
def test_the_board_reads_the_figures_of_the_release(scopes: dict[str, AnyScope], role: str) -> None:
    scope = scopes[role]
    shown, figures = paper_of(scope, "board"), ask.figures(scope)
    assert shown.report.figures == figures
    rows = {row[0]: row for block in shown.blocks if isinstance(block, Table) for row in block.rows}
    for figure in figures:
        indicator = catalogue()[figure.id]
        shown_as = words.HIDDEN_GROUP if figure.suppressed else words.figure(indicator, figure)
        assert rows[indicator.title][1] == shown_as
        if figure.status in ("missed", "near") and figure.is_known and not figure.suppressed:
            assert rows[words.answer(indicator, figure)][1] == words.figure(indicator, figure)
    book = openpyxl.load_workbook(io.BytesIO(rendered(shown, "xlsx")))
    charts = [block for block in shown.blocks if isinstance(block, Chart)]
    assert book.sheetnames == ["Paper", "Figures", "Definitions", *(f"Data {n + 1}" for n in range(len(charts)))]
    written = book["Figures"].iter_rows(min_row=2, values_only=True)
    for row, wanted in zip(written, figure_rows(ask.report(scope))[1:], strict=True):
        assert row[:3] == (*wanted[:2], None)
        for cell, number in zip(row[3:8], wanted[3:8], strict=True):
            assert cell == (None if number is None else pytest.approx(number, rel=1e-15)), wanted[0]
        assert row[8:10] == tuple(wanted[8:10])
    for count, chart in enumerate(charts, start=1):
        values = [row[:3] for row in book[f"Data {count}"].iter_rows(min_row=2, values_only=True)]
        assert values == [*zip(chart.labels, chart.values, chart.written, strict=True)]


def test_a_pdf_is_one_that_a_screen_reader_can_read(scopes: dict[str, AnyScope]) -> None:
    shown = paper_of(scopes["leader"], "board")
    content = rendered(shown, "pdf")
    document = PdfReader(io.BytesIO(content))
    catalog = catalog_of(document)
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en-GB"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert document.metadata is not None
    assert document.metadata.title == shown.title
    tags = tags_of(catalog["/StructTreeRoot"])
    kinds = [tag.get("/S") for tag in tags]
    assert {"/H1", "/Table", "/TH", "/TD", "/Figure", "/L"} <= {*kinds}
    charts = [block.alt for block in shown.blocks if isinstance(block, Chart)]
    assert charts
    assert [bare([str(tag["/Alt"])]) for tag in tags if "/Alt" in tag] == [bare([alt]) for alt in charts]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("edition", editions())
def test_the_tags_of_a_pdf_are_whole(scopes: dict[str, AnyScope], role: str, edition: str) -> None:
    """What of PDF/UA can be seen without a validator: everything is tagged or an artifact, headings step down by one,
    tables are regular with a header, pictures have words, lists have items."""
    document = PdfReader(io.BytesIO(rendered(paper_of(scopes[role], edition), "pdf")))
    catalog = catalog_of(document)
    tags = tags_of(catalog["/StructTreeRoot"])
    levels = [int(tag["/S"][2:]) for tag in tags if re.fullmatch(r"/H\d", str(tag.get("/S")))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(tag.get("/Alt") for tag in tags if tag.get("/S") == "/Figure")
    for table in (tag for tag in tags if tag.get("/S") == "/Table"):
        rows = [
            [cell["/S"] for cell in tags_of(row.get("/K")) if cell.get("/S") in ("/TH", "/TD")]
            for row in rows_of(table)
        ]
        assert {*rows[0]} == {"/TH"}
        assert len({len(row) for row in rows}) == 1
    for listed in (tag for tag in tags if tag.get("/S") == "/L"):
        assert {one["/S"] for one in tags_of(listed.get("/K")) if "/S" in one} >= {"/LI", "/LBody"}
    for page in document.pages:
        content = page.get_contents()
        assert str(page["/Tabs"]) == "/S"
        assert content is not None
        assert texts_without_a_tag(content.get_data().decode("latin-1")) == 0


def rows_of(table: Any) -> list[Any]:
    return [tag for tag in tags_of(table.get("/K")) if tag.get("/S") == "/TR"]


def texts_without_a_tag(content: str) -> int:
    """How many texts a page draws outside of marked content."""
    depth, found = 0, 0
    without_strings = re.sub(r"\((?:\\.|[^\\()])*\)", "", content, flags=re.DOTALL)
    for sign in re.findall(r"(?:BDC|BMC|EMC|T[jJ])(?=\s|/|$)", without_strings):
        if sign in ("BDC", "BMC"):
            depth += 1
        elif sign == "EMC":
            depth -= 1
        else:
            found += depth == 0
    assert depth == 0
    return found


def test_a_text_without_a_tag_is_seen() -> None:
    assert texts_without_a_tag("/Span<</MCID 0>>BDC\nBT[(EMC \\) x)]TJ\nET\nEMC/P<<>>BDC\nEMC") == 0
    assert texts_without_a_tag("/Span<</MCID 0>>BDC\nEMC\nBT[(a)]TJ\nET") == 1


def test_a_word_document_has_headings_header_rows_and_its_language(scopes: dict[str, AnyScope]) -> None:
    shown = paper_of(scopes["leader"], "board")
    document = Document(io.BytesIO(rendered(shown, "docx")))
    headings = [part.text for part in document.paragraphs if part.style and part.style.name == "Heading 1"]
    assert headings == [block.text for block in shown.blocks if isinstance(block, Heading) and block.level == 1]
    captions = [block.caption for block in shown.blocks if isinstance(block, Table)]
    for table, caption in zip(document.tables, captions, strict=True):
        assert len([*table._tbl.iter(qn("w:tblHeader"))]) == 1
        assert [one.get(qn("w:val")) for one in table._tbl.iter(qn("w:tblDescription"))] == [caption]
    assert shown.source in document.sections[0].footer.paragraphs[0].text
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_a_web_page_needs_nothing_else_and_says_what_its_parts_are(scopes: dict[str, AnyScope]) -> None:
    shown = paper_of(scopes["leader"], "board")
    content = rendered(shown, "html").decode()
    assert content.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert re.findall(r"(?:src|href|url|@import|https?:)[^<]{0,20}", content) == []
    reader = Reader()
    reader.feed(content)
    assert {attrs.get("scope") for tag, attrs in reader.elements if tag == "th"} == {"col", "row"}
    assert {attrs.get("role") for tag, attrs in reader.elements if tag == "svg"} == {"img"}
    assert shown.source in reader.texts


@pytest.mark.parametrize("ending", FORMATS)
def test_no_text_is_read_as_code(scopes: dict[str, AnyScope], ending: str) -> None:
    blocks = (
        Heading(text=STRANGE),
        Paragraph(text=f"={STRANGE}"),
        Bullets(items=(f"+{STRANGE}", "-1", "@SUM(A1)", "= a heading of typst", "#panic()")),
        Table(caption=STRANGE, header=(STRANGE, "=1+1"), rows=((STRANGE, "*_[]$@\\"), ("</table>", "#eval(1)"))),
        Chart(
            title=STRANGE, alt=STRANGE, labels=("<b>", "=2"), values=(1, None), written=("#x", ""), unit="#", target=2
        ),
    )
    found = paper_of(scopes["leader"], "young_people")
    strange = found.model_copy(update={"title": STRANGE, "subtitle": STRANGE, "blocks": blocks})
    content = rendered(strange, ending)
    assert_in_order(strange, ending, content)
    if ending == "html":
        assert b"<script>" not in content
    if ending == "pdf":
        tags = tags_of(catalog_of(PdfReader(io.BytesIO(content)))["/StructTreeRoot"])
        assert STRANGE in [tag.get("/Alt") for tag in tags]


@pytest.mark.parametrize("ending", FORMATS)
def test_letters_that_no_font_has_and_signs_that_cannot_be_printed_stop_nothing(
    scopes: dict[str, AnyScope], ending: str
) -> None:
    found = paper_of(scopes["leader"], "young_people")
    strange = found.model_copy(update={"blocks": (Paragraph(text="Caf\u00e9\x07 \u202e日本 🙂"),)})
    assert "Caf\u00e9" in "".join(read(ending, rendered(strange, ending)))


@pytest.mark.parametrize(("edition", "ending"), EVERY)
def test_a_leaders_file_tells_nothing_that_the_release_hides(
    scopes: dict[str, AnyScope], edition: str, ending: str
) -> None:
    texts = read(ending, rendered(paper_of(scopes["leader"], edition), ending))
    said = bare(texts)
    assert not CASE.search(" ".join(texts))
    released = {figure.id: figure for figure in ask.figures(scopes["leader"])}
    assert sum(figure.suppressed for figure in released.values()) > 5
    for figure in paper_of(scopes["practitioner"], "board").report.figures:
        indicator, shown = catalogue()[figure.id], released[figure.id]
        live = words.answer(indicator, figure)
        if shown.suppressed or live != words.answer(indicator, shown):
            # A number that rounding leaves as it is stands behind "about".
            assert not re.search(rf"(?<!about){re.escape(bare([live]))}", said, re.IGNORECASE), figure.id
            if figure.id in PLAIN and figure.numerator:
                plain = PLAIN[figure.id].told.format(of=words.of(figure, indicator.unit))
                assert bare([plain]) not in said, figure.id
    assert scopes["practitioner"].snapshot not in said
    assert "Whatrunsoutbefore" not in said


def test_a_practitioners_paper_says_what_the_release_hides(scopes: dict[str, AnyScope]) -> None:
    """So the test before this one looks for sentences that a paper would hold, were it not for the release."""
    said = {*paper_of(scopes["practitioner"], "board").texts()}
    live = {figure.id: figure for figure in ask.figures(scopes["practitioner"])}
    hidden = [one.id for one in ask.figures(scopes["leader"]) if one.suppressed]
    assert len([one for one in hidden if words.answer(catalogue()[one], live[one]) in said]) > 5


def test_only_a_practitioners_leadership_paper_looks_ahead(scopes: dict[str, AnyScope]) -> None:
    ahead = {
        (role, edition)
        for role in ROLES
        for edition in editions()
        if "What runs out before the next meeting" in paper_of(scopes[role], edition).texts()
    }
    assert ahead == {("practitioner", "leadership")}


@pytest.mark.parametrize("role", ROLES)
def test_the_page_for_young_people_is_one_page_without_tables_or_jargon(scopes: dict[str, AnyScope], role: str) -> None:
    shown = paper_of(scopes[role], "young_people")
    assert not any(isinstance(block, Table | Chart) for block in shown.blocks)
    assert len(PdfReader(io.BytesIO(rendered(shown, "pdf"))).pages) == 1
    jargon = (
        r"\b(LADO|DSL|safeguarding|follow-ups?|persistent|episodes?|timetables?|target|referrals?|concerns?|VS|MM)\b"
    )
    assert re.findall(jargon, " ".join(shown.texts()), re.IGNORECASE) == []


def test_a_chart_stands_on_zero_and_leaves_gaps() -> None:
    chart = Chart(
        title="t",
        alt="a",
        labels=("a", "b", "c", "d"),
        values=(0, 100, None, 50),
        written=("",) * 4,
        unit=" %",
        target=90,
    )
    drawn = drawing(chart)
    assert [y for _, y in drawn.dots] == [BOTTOM, TOP, (BOTTOM + TOP) / 2]
    assert [line.kind for line in drawn.lines].count("series") == 1
    assert "target 90 %" in [label.text for label in drawn.labels]


def test_the_command_line_writes_the_paper_and_notes_it(released_stores: Path, tmp_path: Path) -> None:
    store, file = released_stores / "virtual_school", tmp_path / "board.pdf"
    command = [sys.executable, "-m", "sgdata", "pack", "--store", str(store), "--out", str(file)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    scope = open_release(releases_of(store), store)
    assert file.read_bytes() == made(scope, "board", "pdf")
    assert [one.name for one in tmp_path.iterdir()] == ["board.pdf"]
    # Other tests look at the same store meanwhile, so it may not be the last line.
    noted = [(line.kind, line.what, line.role, line.snapshot) for line in access_log.log_of(store).read()]
    assert ("export", ("pack", "pdf"), "leader", scope.snapshot) in noted


@pytest.mark.parametrize(
    ("edition", "name", "wanted"),
    [
        ("board", "board.odt", r"wanted|ends in none of \.pdf, \.docx, \.xlsx, \.html"),
        ("council", "council.pdf", "no edition council: wanted one of leadership, board"),
        ("board", "no_folder/board.html", "cannot be written"),
    ],
)
def test_a_mistake_is_told_with_what_was_wanted(
    scopes: dict[str, AnyScope], tmp_path: Path, edition: str, name: str, wanted: str
) -> None:
    with pytest.raises(Misuse, match=wanted):
        write(scopes["leader"], edition, tmp_path / name)
    assert [*tmp_path.iterdir()] == []


def test_a_paper_is_of_its_date(released_stores: Path) -> None:
    shown = paper(open_scope(released_stores / "virtual_school", date(2026, 10, 1)), "board")
    assert shown.subtitle == "Virtual School, 1 September 2026 to 1 October 2026"
    assert shown.source.endswith("as at 1 October 2026. For practitioners only.")


def _screen(scope: "AnyScope") -> None:
    from sgdata.ui.pack import show_pack  # the function is run as a script of its own

    show_pack(scope)


@pytest.mark.parametrize("role", ROLES)
def test_the_screen_offers_every_edition_in_every_form(scopes: dict[str, AnyScope], role: str) -> None:
    screen = AppTest.from_function(_screen, args=(scopes[role],)).run()
    assert not screen.exception
    edition, form = screen.selectbox
    assert edition.options == [one.title for one in editions().values()]
    assert form.options == [*FORMATS.values()]
    assert [button.proto.label for button in screen.get("download_button")] == ["Download the paper (PDF)"]
