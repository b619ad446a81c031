"""The return's pages: headline, problems, one row, left out, freezing."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.returns.council import LAST, OC3, THIS, bring_in, child
from tests.world import TODAY, World, allocate
from waymark.accounts.models import User
from waymark.audit.models import Event, Look, LookedAt
from waymark.audit.rules import NamedActor
from waymark.contact.rules import InTouch
from waymark.people.models import YoungPerson
from waymark.statutory.actions.correcting import answer_row, decide_row
from waymark.statutory.actions.working_out import begin_working_out, work_out
from waymark.statutory.facts.returning.kept import GIVEN_UP_AFTER, answer, fingerprint
from waymark.statutory.models import DerivedLeaver, DerivedProblem, DerivedReturn, Submission

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
CLERK = NamedActor("A clerk")


@pytest.fixture
def analyst(world: World, council: None, sign_in: SignIn) -> Client:
    """Ana, who makes the return and opens nobody's record. The cast is in the 2026 return beside the council."""
    return sign_in(world.analyst)


def row_page(number: str, year: int = 2026) -> str:
    return reverse("statutory:return_row", args=[year, child(number).pk])


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode().replace("\xa0", " ")


ANSWERS: dict[str, Any] = {
    "in_touch_answer": "1",
    "in_touch": "YES",
    "activity": "F4",
    "home": "U1",
    "observed_on": "2 July 2025",
    "reason": "Rang on the day.",
}


def test_the_headline_counts_people_and_rows(analyst: Client) -> None:
    page = text(analyst, reverse("statutory:returns"))
    assert "<h1>3 young people are in the 2026 return; 2 rows need you</h1>" in page
    assert "1 more young person may belong" in page  # Jo belongs, and the file has no row


def test_a_year_shows_problems_measures_and_reasons(analyst: Client) -> None:
    page = text(analyst, reverse("statutory:return", args=[2026]))
    for words in ("Rule 131", "Rule 348", "1 of 3.", "still looked after on the birthday", "could not be judged"):
        assert words in page
    assert "nothing has changed since" in page


def test_a_rule_leads_to_the_child_by_number(analyst: Client) -> None:
    page = text(analyst, reverse("statutory:return_rule", args=[2026, "131"]))
    assert row_page("B") in page
    assert "1 row breaks rule 131" in page
    assert analyst.get(reverse("statutory:return_rule", args=[2026, "999"])).status_code == 404
    assert LookedAt.objects.filter(person_id=child("B").pk).count() == 1


def test_who_is_left_out_and_why(analyst: Client) -> None:
    url = reverse("statutory:return_left_out", args=[2026])
    assert row_page("D") in text(analyst, url)
    assert row_page("D") in text(analyst, f"{url}?why=looked_after")
    assert row_page("D") not in text(analyst, f"{url}?why=not_reported")
    assert row_page("B") in text(analyst, f"{url}?why=history")
    assert analyst.get(f"{url}?why=nonsense").status_code == 404


def test_a_row_shows_no_name_to_whoever_cannot_open_the_record(analyst: Client, world: World, sign_in: SignIn) -> None:
    jo = reverse("statutory:return_row", args=[2026, world.jo.pk])
    page = text(analyst, jo)
    assert "Child J1" in page
    assert "Tesfay" not in page and "Yohannes" not in page
    assert "Tesfay" in text(sign_in(world.bea), jo)
    assert "Tesfay" not in text(sign_in(world.di), jo)  # manages the other team
    looks = Look.objects.filter(path=jo)
    assert {look.actor_id for look in looks} == {world.analyst.pk, world.bea.pk, world.di.pk}


def test_strangers_find_nothing(world: World, council: None, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    for url in (reverse("statutory:returns"), reverse("statutory:return", args=[2026]), row_page("B")):
        assert client.get(url).status_code == 404
    assert sign_in(world.analyst).get(reverse("statutory:return", args=[2099])).status_code == 404
    assert sign_in(world.bea).get(reverse("statutory:return_freeze", args=[2026])).status_code == 404


def test_only_those_who_may_correct_find_the_form(world: World, council: None, sign_in: SignIn) -> None:
    world.analyst.grants.update(role="director")
    client = sign_in(world.analyst)
    assert "Keep these answers" not in text(client, row_page("B"))
    assert client.post(row_page("B"), ANSWERS).status_code == 404


def test_answers_put_the_row_right(analyst: Client) -> None:
    text(analyst, reverse("statutory:return", args=[2026]))
    assert analyst.post(row_page("B"), ANSWERS).status_code == 302
    page = text(analyst, row_page("B"))
    assert "No rule is broken" in page and "Corrected since" in page
    assert "3 young people are in the 2026 return; 1 row needs you" in text(analyst, reverse("statutory:returns"))
    event = Event.objects.get(name="statutory.row_answered")
    assert (event.person_id, sorted(event.digests)) == (child("B").pk, ["ACTIV", "IN_TOUCH", "reason"])


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"in_touch": ""}, "Say whether somebody was in touch"),
        ({"reason": " "}, "Say why you answer so"),
        ({"observed_on": "1 May 2024"}, "Give a day from 2 April 2025 to 2 August 2025"),
        ({"in_touch": "DIED"}, "Choose “Not known”"),
        ({"activity": "F3"}, "Choose one of the answers on the list"),
    ],
)
def test_an_answer_that_cannot_be_says_what_to_do(analyst: Client, changed: dict[str, str], words: str) -> None:
    response = analyst.post(row_page("B"), ANSWERS | changed)
    assert response.status_code == 422
    assert words in response.content.decode().replace("\xa0", " ")
    assert not Event.objects.filter(name="statutory.row_answered").exists()


def test_a_decision_takes_a_row_out(analyst: Client) -> None:
    response = analyst.post(row_page("B"), {"row_decision": "1", "belongs": "out", "why": "Counted elsewhere."})
    assert response.status_code == 302
    page = text(analyst, row_page("B"))
    assert "staff decided so" in page and "Counted elsewhere." in page and "No row goes out" in page
    response = analyst.post(row_page("B"), {"row_decision": "1", "belongs": "out", "why": ""})
    assert response.status_code == 422


def test_problems_lead_to_the_page_that_mends_them(world: World, sign_in: SignIn, tmp_path: Path) -> None:
    header = THIS["header.csv"].replace("B,M,02/07/2005", "B,M,02/07/2004")
    bring_in(tmp_path, y2026=THIS | {"header.csv": header}, y2025=LAST)
    allocate(child("B"), world.alex, world.team)
    birth = reverse("people:birth", args=[child("B").pk])
    mine = text(sign_in(world.bea), row_page("B"))
    assert "INT15" in mine and birth in mine and "#answers" in mine
    theirs = text(sign_in(world.analyst), row_page("B"))
    assert birth not in theirs and "Ask Alex Merrin" in theirs


def test_freezing_and_taking_the_very_bytes(analyst: Client) -> None:
    url = reverse("statutory:return_freeze", args=[2026])
    assert "2 problems are left" in text(analyst, url)
    assert analyst.post(url, {"reason": ""}).status_code == 422
    assert not Submission.objects.exists()
    response = analyst.post(url, {"reason": "The rest is being asked."})
    frozen = Submission.objects.get()
    assert response["Location"] == reverse("statutory:submission", args=[2026, frozen.pk])
    page = text(analyst, response["Location"])
    assert "Submission 1 of the 2026 return" in page and "The rest is being asked." in page
    taken = analyst.get(reverse("statutory:submission_file", args=[2026, frozen.pk, "oc3.csv"]))
    assert taken.content == THIS["oc3.csv"].encode()
    assert taken["Content-Disposition"] == 'attachment; filename="2026-1-oc3.csv"'
    assert analyst.get(reverse("statutory:submission_file", args=[2025, frozen.pk, "oc3.csv"])).status_code == 404
    assert analyst.get(reverse("statutory:submission_file", args=[2026, frozen.pk, "no.csv"])).status_code == 404
    analyst.post(url, {"reason": "Again."})
    assert "No row differs" in text(
        analyst, reverse("statutory:submission", args=[2026, Submission.objects.latest("number").pk])
    )


def test_taking_a_file_is_a_look_at_everyone_in_it(analyst: Client, world: World) -> None:
    def seen(url: str) -> set[str | None]:
        ids = LookedAt.objects.filter(look__path=url, look__actor_id=world.analyst.pk).values("person_id")
        return set(YoungPerson.objects.filter(pk__in=ids).values_list("child_id", flat=True))

    analyst.post(reverse("statutory:return_freeze", args=[2026]), {"reason": "The rest is being asked."})
    frozen = Submission.objects.get()
    for name, children in (("oc3.csv", "ABC"), ("episodes.csv", "AD"), ("return.xml", "ABCD")):
        for url in (
            reverse("statutory:return_file", args=[2026, name]),
            reverse("statutory:submission_file", args=[2026, frozen.pk, name]),
        ):
            assert analyst.get(url).status_code == 200
            assert seen(url) == set(children), url


def test_files_as_they_are_now(analyst: Client) -> None:
    response = analyst.get(reverse("statutory:return_file", args=[2026, "oc3.csv"]))
    assert response.content == THIS["oc3.csv"].encode()
    assert b"EXPSSDA903" in analyst.get(reverse("statutory:return_file", args=[2026, "return.xml"])).content
    assert analyst.get(reverse("statutory:return_file", args=[2026, "other.csv"])).status_code == 404
    before = fingerprint(TODAY)
    analyst.get(reverse("statutory:return_file", args=[2026, "header.csv"]))
    assert fingerprint(TODAY) == before  # taking a file changes no fact


def kept(year: int = 2026) -> tuple[Any, ...]:
    """Everything kept of a year but the moments, and what one child's part does not know: row numbers, who was judged."""
    leavers = DerivedLeaver.objects.filter(year=year).order_by("person_id")
    problems = DerivedProblem.objects.filter(year=year).order_by("rule", "child", "message")
    figures = DerivedReturn.objects.get(year=year).figures
    names = [f.name for f in DerivedLeaver._meta.fields if f.name != "id"]
    return (
        list(leavers.values_list(*names)),
        list(problems.values_list("rule", "child", "person_id", "table", "column", "area", "message")),
        {name: value for name, value in figures.items() if name not in ("items", "not_judged")},
        sorted(map(str, figures["items"])),
    )


@pytest.mark.usefixtures("council")
def test_one_childs_part_brought_up_to_date_is_what_the_whole_comes_to() -> None:
    now = timezone.now()
    work_out(2026, today=TODAY, at=now)
    first = kept()
    answer_row(
        child("B"),
        year=2026,
        observed_on=date(2025, 7, 2),
        in_touch=InTouch.NO,
        activity=None,
        home=None,
        reason="Rang.",
        by=CLERK,
        today=TODAY,
        at=now,
    )
    decide_row(child("D"), year=2026, belongs=True, reason="Moved out before.", by=CLERK, today=TODAY, at=now)
    second = kept()
    assert answer(2026, fingerprint=fingerprint(TODAY), at=now).current
    work_out(2026, today=TODAY, at=now)
    assert first != second == kept()


@pytest.mark.usefixtures("council")
def test_an_answer_that_was_out_of_date_stays_so() -> None:
    now = timezone.now()
    work_out(2026, today=TODAY, at=now)
    DerivedReturn.objects.update(fingerprint="another")
    decide_row(child("D"), year=2026, belongs=True, reason="Moved out before.", by=CLERK, today=TODAY, at=now)
    assert not answer(2026, fingerprint=fingerprint(TODAY), at=now).current


def test_two_do_not_work_out_the_same_at_once(db: None) -> None:
    now = timezone.now()
    assert begin_working_out(2026, on="mark", at=now)
    assert not begin_working_out(2026, on="mark", at=now + timedelta(minutes=1))
    assert begin_working_out(2026, on="other", at=now + timedelta(minutes=1))
    assert begin_working_out(2026, on="other", at=now + timedelta(minutes=1) + GIVEN_UP_AFTER)


def test_a_page_that_waits_says_how_far_it_is(analyst: Client) -> None:
    """With a worker elsewhere the page shows what is kept, or how far the first answer has got."""
    begin_working_out(2026, on=fingerprint(timezone.localdate()), at=timezone.now())
    page = text(analyst, reverse("statutory:return", args=[2026]))
    assert "Working out the 2026 return" in page and "Waiting to start" in page


def test_the_pages_cost_the_same_for_few_and_for_many(analyst: Client, tmp_path: Path) -> None:
    urls = [
        reverse("statutory:returns"),
        reverse("statutory:return", args=[2026]),
        reverse("statutory:return_rule", args=[2026, "131"]),
        reverse("statutory:return_left_out", args=[2026]),
    ]

    def queries() -> list[int]:
        counts = []
        for url in urls:
            text(analyst, url)
            with CaptureQueriesContext(connection) as captured:
                text(analyst, url)
            counts.append(len(captured))
        return counts

    few = queries()
    folder = tmp_path / "many"
    folder.mkdir()
    bring_in(folder, y2026={"oc3.csv": OC3 + "".join(f"M{n},02/07/2005,ZZ,F2,U1\r\n" for n in range(60))})
    assert "61 rows break rule 131" in text(analyst, urls[2])
    assert queries() == few


def test_the_pages_of_a_list_follow_one_another(analyst: Client, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    bring_in(folder, y2026={"oc3.csv": OC3 + "".join(f"M{n},02/07/2005,ZZ,F2,U1\r\n" for n in range(60))})
    url = reverse("statutory:return_left_out", args=[2026]) + "?why=history"
    first = text(analyst, url)
    numbers = re.findall(r">(B|C|M[0-9]+)</a>", first)
    onwards = html.unescape(re.findall(r'href="([?][^"]*after=[^"]*)"', first)[0])
    assert numbers[-1] not in re.split("[=&+]", onwards)  # a child number has no place in an address
    rest = re.findall(r">(B|C|M[0-9]+)</a>", text(analyst, url.partition("?")[0] + onwards))
    assert (len(numbers), len(rest), len({*numbers, *rest})) == (50, 12, 62)
    for rubbish in ("rubbish", "9" * 5000):
        assert analyst.get(f"{url}&after={rubbish}").status_code == 200


def test_a_problem_of_a_child_in_care_leads_to_a_page_too(world: World, sign_in: SignIn, tmp_path: Path) -> None:
    """Episodes of children of any age are checked; the page says what is wrong and asks nothing about them."""
    files = {name: text.replace("04/09/2008", "04/09/2015").replace("U4,PR4", "QQ,PR4") for name, text in THIS.items()}
    bring_in(tmp_path, y2026=files)
    client = sign_in(world.analyst)
    assert row_page("D") in text(client, reverse("statutory:return_rule", args=[2026, "146"]))
    page = text(client, row_page("D"))
    assert "Rule 146" in page and "Turned 10 in the year" in page
    assert "Keep these answers" not in page
    assert client.get(reverse("statutory:return_row", args=[2023, child("D").pk])).status_code == 404


def test_a_care_history_is_corrected_by_whoever_may(world: World, sign_in: SignIn, tmp_path: Path) -> None:
    bring_in(tmp_path, y2026={name: text.replace("C2,N1", "QQ,N1") for name, text in THIS.items()})
    allocate(child("A"), world.alex, world.team)
    care = reverse("people:care", args=[child("A").pk])
    assert care in text(sign_in(world.bea), row_page("A"))
    assert care not in text(sign_in(world.analyst), row_page("A"))


def test_a_file_that_xml_cannot_hold_says_why(analyst: Client, tmp_path: Path) -> None:
    header = THIS["header.csv"].replace("A301200000001", "A30120000000\x02")
    folder = tmp_path / "odd"
    folder.mkdir()
    bring_in(folder, y2026={"header.csv": header})
    response = analyst.get(reverse("statutory:return_file", args=[2026, "return.xml"]), follow=True)
    assert "UPN of child A holds a character XML cannot have" in response.content.decode()
    analyst.post(reverse("statutory:return_freeze", args=[2026]), {"reason": "So be it."})
    assert "no-xml.txt" in {each.name for each in Submission.objects.get().files.all()}


def test_a_year_without_rows_cannot_be_frozen(world: World, sign_in: SignIn) -> None:
    response = sign_in(world.analyst).post(reverse("statutory:return_freeze", args=[2019]), {"reason": "Why not."})
    assert response.status_code == 422
    assert "nothing to freeze" in response.content.decode()


def test_a_manager_answers_for_their_own_and_takes_no_files_away(world: World, sign_in: SignIn) -> None:
    """Di manages the other team: she reads Jo's row by number, and cannot write in it."""
    mine, other = sign_in(world.bea), sign_in(world.di)
    row = reverse("statutory:return_row", args=[2026, world.jo.pk])
    assert other.get(row).status_code == 200 and other.post(row, {}).status_code == 404
    assert mine.post(row, {}).status_code == 200
    for client in (mine, other):
        assert client.get(reverse("statutory:return_file", args=[2026, "oc3.csv"])).status_code == 404
        assert (
            "takes the files away" in client.get(reverse("statutory:return", args=[2026]), follow=True).content.decode()
        )
