"""Why this status? Alex proposes, Bea signs, Cy sees nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.world import TODAY, years_ago
from waymark.audit.models import Event, Look
from waymark.eligibility.models import StatusDecision
from waymark.people.models import CarePeriod, DateOfBirth, YoungPerson

pytestmark = pytest.mark.django_db


def status_url(person):
    return reverse("eligibility:status", args=[person.pk])


def words(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_the_computed_status_is_the_heading_with_reasons_law_and_nights(world, sign_in):
    page = words(sign_in(world.alex).get(status_url(world.sam)))

    assert "<h1>Former relevant child</h1>" in page
    assert "Children Act 1989 s.23C(1)(b)" in page
    assert "Someone looked after when turning 18, and eligible immediately before, is former relevant." in page
    assert "1,461" in page
    assert "None. Duties follow the computed status." in page


def test_another_day_can_be_asked_for_past_or_future(world, sign_in):
    client = sign_in(world.alex)
    at_25 = world.sam.born_on.replace(year=world.sam.born_on.year + 26)

    assert "<h1>Closed</h1>" in words(client.get(status_url(world.sam), {"on": at_25.isoformat()}))
    assert "<h1>Eligible child</h1>" in words(client.get(status_url(world.sam), {"on": years_ago(1).isoformat()}))


def test_a_day_that_cannot_be_read_says_what_to_write(world, sign_in):
    page = words(sign_in(world.alex).get(status_url(world.sam), {"on": "31 June 2026"}))

    assert "There is no 31 June in 2026: check the day and the month" in page
    assert "<h1>Former relevant child</h1>" in page


def test_a_stranger_finds_nothing_and_a_look_is_noted(world, sign_in):
    assert sign_in(world.cy).get(status_url(world.sam)).status_code == 404
    before = Look.objects.count()
    sign_in(world.alex).get(status_url(world.sam))
    assert Look.objects.count() == before + 1


def test_what_a_manager_must_decide_is_said_in_a_sentence(world, sign_in):
    CarePeriod.objects.filter(person=world.sam).update(
        ended_on=world.sam.born_on.replace(year=world.sam.born_on.year + 16)
    )

    page = words(sign_in(world.alex).get(status_url(world.sam)))

    assert "<h1>Qualifying person</h1>" in page
    assert "A manager has to decide" in page
    assert "Care ended on the 16th birthday itself." in page


def test_someone_without_a_date_of_birth_has_a_page_that_says_so(world, sign_in):
    DateOfBirth.objects.filter(person=world.sam).update(in_force=False)

    page = words(sign_in(world.alex).get(status_url(world.sam)))
    propose = words(sign_in(world.alex).get(reverse("eligibility:propose", args=[world.sam.pk])))

    assert "<h1>Status not known: date of birth missing</h1>" in page
    assert "The date of birth is missing." in propose


@pytest.mark.parametrize("page", ["status", "propose"])
def test_a_record_joined_to_another_leads_to_the_one_that_was_kept(world, sign_in, page):
    YoungPerson.objects.filter(pk=world.sam.pk).update(merged_into=world.jo, merged_at="2026-01-01T00:00Z")

    response = sign_in(world.alex).get(reverse(f"eligibility:{page}", args=[world.sam.pk]))

    assert response["Location"] == reverse(f"eligibility:{page}", args=[world.jo.pk])


PROPOSAL = {
    "status": "qualifying",
    "basis": "s24(1B)",
    "in_force_from": TODAY.isoformat(),
    "in_force_to": "",
    "reason": "Lived with his mother from 17",
}


def test_alex_proposes_and_bea_signs_and_duties_follow(world, sign_in):
    alex, bea = sign_in(world.alex), sign_in(world.bea)

    page = words(alex.post(reverse("eligibility:propose", args=[world.sam.pk]), PROPOSAL, follow=True))
    assert "The proposal waits for a manager to sign it." in page
    assert "Not signed yet." in page and ">Sign<" not in page
    decision = StatusDecision.objects.get()

    assert ">Sign<" in words(bea.get(status_url(world.sam)))
    page = words(bea.post(reverse("eligibility:sign", args=[world.sam.pk, decision.pk]), follow=True))
    assert "Signed. Duties follow this decision from its first day on." in page
    assert "Duties follow a signed decision: Qualifying person, Children Act 1989 s.24(1B)." in page
    assert "<h1>Former relevant child</h1>" in page
    assert list(Event.objects.filter(name__startswith="eligibility.").values_list("name", flat=True)) == [
        "eligibility.decision_proposed",
        "eligibility.decision_signed",
    ]


def test_a_proposal_that_protects_more_is_followed_until_it_is_signed(world, sign_in):
    sixteen = world.sam.born_on.replace(year=world.sam.born_on.year + 16)
    CarePeriod.objects.filter(person=world.sam).update(ended_on=sixteen)
    proposal = PROPOSAL | {"status": "former_relevant", "basis": "s23C(1)(a)"}

    page = words(sign_in(world.alex).post(reverse("eligibility:propose", args=[world.sam.pk]), proposal, follow=True))

    assert (
        "Until a manager signs, duties follow the proposal: Former relevant child, Children Act 1989 s.23C(1)(a)."
        in page
    )

    sign_in(world.bea).post(reverse("eligibility:sign", args=[world.sam.pk, StatusDecision.objects.get().pk]))
    page = words(sign_in(world.alex).get(status_url(world.sam)))
    assert "Contested, and decided by hand" in page and "A manager has to decide" not in page


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"status": ""}, "Choose the status"),
        ({"reason": " "}, "Say why, so that somebody reading this later can follow it"),
        ({"in_force_from": ""}, "Give the day it holds from, such as 21 May 2026"),
        ({"in_force_to": "1 June 2001"}, "Give a last day that is not before the first"),
        ({"basis": "s22"}, "Choose a section of law that “Qualifying person” rests on"),
    ],
)
def test_a_proposal_with_a_gap_says_what_to_do_and_keeps_nothing(world, sign_in, changed, says):
    page = words(sign_in(world.alex).post(reverse("eligibility:propose", args=[world.sam.pk]), PROPOSAL | changed))

    assert says in page
    assert not StatusDecision.objects.exists()


def test_nobody_signs_their_own_proposal(world, sign_in):
    bea = sign_in(world.bea)
    page = words(bea.post(reverse("eligibility:propose", args=[world.sam.pk]), PROPOSAL, follow=True))
    assert ">Sign<" not in page
    decision = StatusDecision.objects.get()

    page = words(bea.post(reverse("eligibility:sign", args=[world.sam.pk, decision.pk]), follow=True))

    assert "You proposed this, so another manager has to sign it" in page
    assert StatusDecision.objects.get().signed_on is None


def test_an_adviser_cannot_sign(world, sign_in):
    sign_in(world.bea).post(reverse("eligibility:propose", args=[world.sam.pk]), PROPOSAL)
    decision = StatusDecision.objects.get()

    assert sign_in(world.alex).post(reverse("eligibility:sign", args=[world.sam.pk, decision.pk])).status_code == 404


def test_a_decision_of_somebody_else_cannot_be_signed_through_this_person(world, sign_in):
    sign_in(world.alex).post(reverse("eligibility:propose", args=[world.sam.pk]), PROPOSAL)
    decision = StatusDecision.objects.get()

    page = words(sign_in(world.bea).post(reverse("eligibility:sign", args=[world.jo.pk, decision.pk]), follow=True))

    assert "That proposal is not here any more." in page
    assert StatusDecision.objects.get().signed_on is None


def test_a_proposal_is_taken_back_by_who_made_it_and_a_signed_one_by_a_manager_only(world, sign_in):
    alex, bea = sign_in(world.alex), sign_in(world.bea)
    alex.post(reverse("eligibility:propose", args=[world.sam.pk]), PROPOSAL)
    first = StatusDecision.objects.get()
    back = reverse("eligibility:withdraw", args=[world.sam.pk, first.pk])
    assert "Take back “Qualifying person” for Sam Whitlock" in words(alex.get(back))
    assert "Say why, so that somebody reading this later can follow it" in words(alex.post(back, {"reason": ""}))
    assert "Taken back. It stays readable" in words(alex.post(back, {"reason": "Wrong person"}, follow=True))
    assert "That decision is not there to be taken back by you." in words(alex.get(back, follow=True))

    alex.post(reverse("eligibility:propose", args=[world.sam.pk]), PROPOSAL)
    second = StatusDecision.objects.get(withdrawn_at=None)
    bea.post(reverse("eligibility:sign", args=[world.sam.pk, second.pk]))
    back = reverse("eligibility:withdraw", args=[world.sam.pk, second.pk])
    assert "That decision is not there to be taken back by you." in words(alex.get(back, follow=True))
    page = words(bea.post(back, {"reason": "The court said otherwise"}, follow=True))
    assert "Taken back by Bea Holt" in page and "The court said otherwise" in page
    assert "Duties follow a signed decision" not in page


def test_the_page_costs_the_same_however_much_is_known(world, sign_in, django_assert_num_queries):
    client = sign_in(world.alex)
    client.get(status_url(world.sam))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(status_url(world.sam))
    for year in range(12):
        start = world.sam.born_on + timedelta(days=14 * 365 + year * 60)
        CarePeriod.objects.create(person=world.sam, started_on=start, ended_on=start + timedelta(days=20))
    with CaptureQueriesContext(connection) as many:
        client.get(status_url(world.sam))

    assert len(many) == len(few)
