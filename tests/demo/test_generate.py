"""A generated council in the database, asked in plain SQL, apart from the code that made it."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from waymark.accounts.models import Team, User
from waymark.accounts.rules import Permission, Role
from waymark.audit.facts import chain_break
from waymark.audit.models import Event
from waymark.audit.rules import NamedActor
from waymark.demo.actions import council as making
from waymark.demo.rules.staff import PASSWORD, username
from waymark.eligibility.actions import rebuild_all
from waymark.people import actions as people
from waymark.people.facts.duplicates import duplicates
from waymark.people.models import EmergencyAccess, YoungPerson

ON = date(2026, 11, 22)
YEARS_AGO = date(2020, 1, 1)
NARRATOR = NamedActor("The narrator")


@pytest.fixture(scope="module")
def council(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """The whole profile, made once for this module and rolled back after it; what the command printed."""
    with django_db_blocker.unblock(), transaction.atomic():
        out = StringIO()
        call_command("generate", people=1543, seed=1, on=ON, json=True, stdout=out)
        yield json.loads(out.getvalue())
        transaction.set_rollback(True)


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def as_day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def age(born: date) -> int:
    return ON.year - born.year - ((ON.month, ON.day) < (born.month, born.day))


def ages_in_database() -> Counter[int]:
    born = rows("SELECT born_on FROM people_youngperson WHERE merged_into_id IS NULL")
    return Counter(age(as_day(day)) for (day,) in born)


# -- what there is --------------------------------------------------------------------------------------------------


def test_ages_are_the_papers(council: dict[str, Any]) -> None:
    ages = ages_in_database()
    bands = {
        "16-17": sum(number for years, number in ages.items() if 16 <= years < 18),
        "18-20": sum(number for years, number in ages.items() if 18 <= years < 21),
        "21+": sum(number for years, number in ages.items() if 21 <= years <= 25),
    }
    assert bands == {"16-17": 418, "18-20": 679, "21+": 446} == council["ages"]
    assert council["people"] == sum(ages.values()) == 1543


def test_the_date_of_birth_in_force_is_the_one_shown(council: dict[str, Any]) -> None:
    differing = rows(
        "SELECT p.id FROM people_youngperson p LEFT JOIN people_dateofbirth d "
        "ON d.person_id = p.id AND d.in_force AND d.withdrawn_at IS NULL "
        "WHERE p.merged_into_id IS NULL AND (d.id IS NULL OR d.born_on <> p.born_on)"
    )
    assert differing == []


def test_everyone_has_one_status_today_and_together_they_are_everyone(council: dict[str, Any]) -> None:
    found = rows(
        "SELECT person_id, status FROM eligibility_derivedstatusperiod WHERE starts_on <= %s AND ends_on > %s", ON, ON
    )
    assert len({person for person, _ in found}) == len(found) == 1543
    counted = Counter(status for _, status in found)
    assert sum(counted.values()) == 1543
    assert {"looked_after", "eligible", "relevant", "former_relevant", "qualifying", "past_qualifying", "none"} <= set(
        counted
    )
    assert counted["former_relevant"] > 1000
    assert counted["eligible"] > 330


@pytest.mark.parametrize("flag", ["B16", "B18", "B91", "PRE16", "JSB", "J4", "JFAM", "JSGO", "JDET", "J17", "J1", "DQ"])
def test_every_contested_matter_is_somebodys(council: dict[str, Any], flag: str) -> None:
    found = rows("SELECT flags FROM eligibility_derivedstatusperiod WHERE starts_on <= %s AND ends_on > %s", ON, ON)
    assert any(flag in flags.split() for (flags,) in found)


def test_few_are_contested(council: dict[str, Any]) -> None:
    found = rows(
        "SELECT COUNT(*) FROM eligibility_derivedstatusperiod WHERE contested AND starts_on <= %s AND ends_on > %s",
        ON,
        ON,
    )
    assert 30 <= found[0][0] <= 0.06 * 1543


def test_every_table_of_facts_has_rows_said_to_be_invented(council: dict[str, Any]) -> None:
    tables = [
        *("dateofbirth", "careperiod", "legalstatusspell", "placement", "homespell", "awayspell", "otheraccommodation"),
        *("familyorder", "supportrequest", "studyspell", "reviewheld", "missingepisode", "unaccompaniedspell"),
        *("address", "contactpoint", "networkmember", "allocation"),
    ]
    tables = [f"people_{table}" for table in tables]
    tables += ["contact_contactmade", "contact_intouchreport", "accommodation_homereport", "eet_activityreport"]
    tables += ["planning_plandate", "eligibility_reportedstatus", "circumstances_leavetoremain", "texts_text"]
    tables += ["contact_visitrhythm", "contact_nocontactchoice", "contact_effort", "planning_whatisgoingon"]
    tables += [f"after21_{table}" for table in ("conversation", "offer", "stepdown", "stepdowndecision")]
    tables += [f"after21_{table}" for table in ("stepdowncheck", "returnrequest", "returnanswer")]
    for table in tables:
        assert {source for (source,) in rows(f"SELECT DISTINCT source FROM {table}")} == {"demo"}, table


def test_an_adviser_has_about_24_young_people(council: dict[str, Any]) -> None:
    held = rows(
        "SELECT worker_id, COUNT(*) FROM people_allocation WHERE role = 'personal_adviser' AND ended_on IS NULL "
        "AND worker_id IS NOT NULL GROUP BY worker_id"
    )
    numbers = [number for _, number in held]
    assert 20 <= sum(numbers) / len(numbers) <= 27
    assert max(numbers) <= 38


# -- keeping in touch ------------------------------------------------------------------------------------------------

OPEN = """
    SELECT p.id, p.born_on FROM people_youngperson p
    JOIN eligibility_derivedstatusperiod d ON d.person_id = p.id AND d.starts_on <= %s AND d.ends_on > %s
    WHERE p.merged_into_id IS NULL AND p.died_on IS NULL AND d.status IN ('eligible', 'relevant', 'former_relevant')
    AND (d.basis <> 'annual_offer' OR EXISTS (
        SELECT 1 FROM people_allocation a WHERE a.person_id = p.id AND a.role = 'personal_adviser'
        AND a.withdrawn_at IS NULL AND (a.worker_id IS NOT NULL OR a.worker_name <> '')
        AND a.started_on <= %s AND (a.ended_on IS NULL OR a.ended_on > %s)))
"""
REACHED = """
    SELECT DISTINCT person_id FROM contact_contactmade WHERE withdrawn_at IS NULL AND made = 'made'
    AND happened_on <= %s AND happened_on >= %s
"""


def per_cent_reached(by: str = "") -> list[float]:
    """Of the paper's bands, 17-18, 19-21 and 21+, who was reached in the last two months, one decimal."""
    known = {person: age(as_day(born)) for person, born in rows(OPEN, ON, ON, ON, ON)}
    two_months_ago = ON.replace(month=ON.month - 2)
    met = {person for (person,) in rows(REACHED + by, ON, two_months_ago)}
    bands = [
        [person for person, years in known.items() if first <= years <= last]
        for first, last in ((17, 18), (19, 21), (21, 99))
    ]
    return [round(100 * sum(person in met for person in band) / len(band), 1) for band in bands]


def test_advisers_keep_in_touch_as_the_paper_says(council: dict[str, Any]) -> None:
    assert per_cent_reached("AND by_role = 'adviser'") == [72.4, 92.8, 90.6]


def test_social_workers_reach_many_whom_their_adviser_did_not(council: dict[str, Any]) -> None:
    advisers, anyone = per_cent_reached("AND by_role = 'adviser'"), per_cent_reached()
    assert anyone[0] > advisers[0] + 8
    assert anyone[1] >= advisers[1]


def test_the_yearly_offer_has_the_reasons_of_the_table(council: dict[str, Any]) -> None:
    year_ago = ON.replace(year=ON.year - 1)
    sql = "SELECT {}, COUNT(*) FROM after21_offer WHERE reached AND offered_on > %s AND {} <> '' GROUP BY {}"
    primary = dict(rows(sql.format(*['"primary"'] * 3), year_ago))
    secondary = dict(rows(sql.format(*["secondary"] * 3), year_ago))
    assert primary == {"EET": 2, "financial": 14, "welfare": 41, "health": 1, "housing": 2, "family": 1}
    assert secondary == {"EET": 2, "financial": 2, "welfare": 1, "housing": 4, "family": 1}
    ours = rows(
        "SELECT COUNT(*) FROM after21_offer WHERE reached AND offered_on > %s AND started_by = 'worker'", year_ago
    )
    assert ours == [(41,)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 FROM contact_promise WHERE state = 'open' AND by_when < %s",
        "SELECT 1 FROM contact_lostcontact WHERE ended_on IS NULL AND started_on < %s",
        "SELECT 1 FROM contact_nocontactchoice WHERE ended_on IS NULL AND started_on < %s",
        "SELECT 1 FROM contact_visitrhythm WHERE every_days = 7 AND started_on <= %s",
        "SELECT 1 FROM contact_contactmade WHERE worried AND happened_on <= %s",
        (
            "SELECT 1 FROM after21_stepdown s WHERE proposed_on <= %s AND NOT EXISTS "
            "(SELECT 1 FROM after21_stepdowndecision d WHERE d.step_down_id = s.id)"
        ),
        (
            "SELECT 1 FROM after21_returnrequest r WHERE answer_by < %s AND NOT EXISTS "
            "(SELECT 1 FROM after21_returnanswer a WHERE a.request_id = r.id)"
        ),
        "SELECT 1 FROM circumstances_leavetoremain WHERE applied_on IS NULL AND ended_on IS NULL AND expires_on > %s",
        "SELECT 1 FROM people_awayspell WHERE ended_on IS NULL AND expected_end_on > %s",
        "SELECT 1 FROM planning_handover WHERE acknowledged_on IS NULL AND started_on <= %s",
        "SELECT 1 FROM texts_text WHERE direction = 'in' AND answered_by_id IS NULL AND recorded_at > %s",
        "SELECT 1 FROM texts_unknowntext WHERE state = 'open' AND received_at > %s",
        "SELECT 1 FROM diary_visit WHERE state = 'planned' AND starts_at > %s",
        "SELECT 1 FROM diary_homesafe WHERE state = 'out' AND out_from > %s",
    ],
)
def test_each_thing_that_can_be_under_way_is_somebodys(council: dict[str, Any], sql: str) -> None:
    assert rows(sql, ON if "recorded_at" not in sql and "_at >" not in sql and "out_from" not in sql else YEARS_AGO)


def test_four_choose_no_contact(council: dict[str, Any]) -> None:
    assert rows("SELECT COUNT(*) FROM contact_nocontactchoice WHERE ended_on IS NULL") == [(4,)]


# -- staff ----------------------------------------------------------------------------------------------------------


def test_people_look_alike_and_one_pair_was_joined(council: dict[str, Any]) -> None:
    assert len(duplicates(among=YoungPerson.objects.all())) >= 6  # type: ignore[arg-type]
    assert rows("SELECT COUNT(*) FROM people_merge WHERE undone_at IS NULL") == [(1,)]
    assert rows("SELECT born_on FROM people_youngperson WHERE merged_into_id IS NOT NULL") == [(None,)]


def test_decisions_are_proposed_and_some_signed(council: dict[str, Any]) -> None:
    signed = [bool(day) for (day,) in rows("SELECT signed_on FROM eligibility_statusdecision")]
    assert True in signed and False in signed


def test_an_emergency_access_waits_for_a_manager(council: dict[str, Any]) -> None:
    access = EmergencyAccess.objects.get()
    assert access.checked_at is None
    assert rows("SELECT COUNT(*) FROM audit_look WHERE marked") == [(1,)]


def test_the_audit_chain_holds(council: dict[str, Any]) -> None:
    assert Event.objects.filter(name="demo.person_invented").count() == 1543
    assert chain_break() is None


def test_rebuilding_what_is_derived_changes_nothing(council: dict[str, Any]) -> None:
    wanted = (
        "SELECT person_id, status, basis, starts_on, ends_on, flags, changes_on FROM eligibility_derivedstatusperiod"
    )
    before = Counter(rows(wanted))
    rebuild_all(by=NARRATOR, today=ON)
    assert Counter(rows(wanted)) == before


# -- who signs in ---------------------------------------------------------------------------------------------------


def test_every_role_has_a_sign_in_that_works(council: dict[str, Any]) -> None:
    for role in Role:
        user = User.objects.get(username=username(role))
        assert user.email == f"{username(role)}@demo.invalid"
        assert user.check_password(PASSWORD)
        assert role in user.standing(on=ON).roles


def test_demo_sign_ins_prints_one_a_role(council: dict[str, Any]) -> None:
    out = StringIO()
    call_command("demo_sign_ins", stdout=out)
    printed = out.getvalue()
    assert PASSWORD in printed
    for role in Role:
        assert f" {username(role)} " in printed


def test_alex_and_bea_reach_theirs_and_no_more(council: dict[str, Any]) -> None:
    alex, bea = User.objects.get(username="personal-adviser"), User.objects.get(username="team-manager")
    of_alex = set(YoungPerson.objects.visible_to(alex, on=ON).values_list("pk", flat=True))  # type: ignore[attr-defined]
    of_bea = set(YoungPerson.objects.visible_to(bea, on=ON).values_list("pk", flat=True))  # type: ignore[attr-defined]
    assert 15 <= len(of_alex) <= 80
    assert 300 <= len(of_bea) <= 700
    north = Team.objects.get(name="North leaving care")
    assert bea.standing(on=ON).teams == {north.pk}


def test_sam_signs_in_and_has_a_record(council: dict[str, Any]) -> None:
    sam = YoungPerson.objects.get(account__username="young-person")
    assert str(sam) == "Sam Ashworth"
    assert age(sam.born_on) == 18  # type: ignore[arg-type]


def test_the_head_of_service_may_check_and_freeze(council: dict[str, Any]) -> None:
    assert User.objects.get(username="head-of-service").may(Permission.FREEZE_RETURN, on=ON)


# -- the same again, and refusals --------------------------------------------------------------------------------------


def made(**options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command("generate", json=True, stdout=out, **{"people": 30, "seed": 4, "on": ON, **options})
    return json.loads(out.getvalue())


def snapshot() -> list[tuple[Any, ...]]:
    found = rows(
        "SELECT id, child_id, first_name, last_name, preferred_name, born_on FROM people_youngperson WHERE child_id <> ''"
    )
    return sorted((str(row[0]), *map(str, row[1:])) for row in found)


def test_the_same_seed_makes_the_same_people_with_the_same_ids(db: None) -> None:
    seen = []
    for _ in range(2):
        with transaction.atomic():
            made()
            facts = rows("SELECT id, started_on FROM people_careperiod")
            seen.append((snapshot(), sorted(map(str, facts))))
            transaction.set_rollback(True)
    assert seen[0] == seen[1]
    assert seen[0][0]


def test_a_database_with_real_people_is_left_alone(db: None) -> None:
    people.add_person(first_name="Real", born_on=date(2008, 1, 1), by=NARRATOR, today=ON)
    with pytest.raises(CommandError, match="1 people who are not invented") as refused:
        made()
    assert refused.value.returncode == 2
    assert YoungPerson.objects.count() == 1
    assert not User.objects.exists()


def test_added_people_stand_beside_those_who_are_there(db: None) -> None:
    real = people.add_person(first_name="Real", born_on=date(2008, 1, 1), by=NARRATOR, today=ON)
    made(add=True)
    assert YoungPerson.objects.filter(merged_into=None).count() == 31
    assert YoungPerson.objects.filter(pk=real.pk).exists()
    made(add=True, seed=5)
    assert YoungPerson.objects.filter(merged_into=None).count() == 61
    assert User.objects.filter(email__endswith="@demo.invalid").count() == len(Role)
    with pytest.raises(CommandError, match="Choose another --seed"):
        made(add=True, seed=5)
    assert YoungPerson.objects.filter(merged_into=None).count() == 61


def test_an_account_that_is_not_of_the_demo_stays_as_it_was(db: None) -> None:
    theirs = User.objects.create_user(
        "team-manager", "someone@council.invalid", "their own words", display_name="Someone"
    )
    made()
    theirs.refresh_from_db()
    assert theirs.check_password("their own words")
    assert not theirs.standing(on=ON).roles
    assert User.objects.get(display_name="Bea Holt").username == "team-manager-2"


def test_a_second_council_is_not_made_over_the_first(db: None) -> None:
    made()
    before = snapshot()
    with pytest.raises(CommandError, match="an invented council of 30 already"):
        made(seed=9)
    assert snapshot() == before


def test_never_in_production(db: None, settings: LazySettings) -> None:
    settings.PRODUCTION = True
    settings.CONSOLE_OPERATORS = ["root", __import__("getpass").getuser()]
    with pytest.raises(CommandError, match="production"):
        made()
    assert not YoungPerson.objects.exists()
    with pytest.raises(CommandError, match="no demo sign-ins"):
        call_command("demo_sign_ins", stdout=StringIO())


def test_a_failure_near_the_end_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **options: Any) -> None:
        assert YoungPerson.objects.count() == 30
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(making, "make_goings_on", fails)
    with pytest.raises(RuntimeError):
        made()
    assert not YoungPerson.objects.exists()
    assert not User.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("people_wanted", [1, 3, 40])
def test_a_very_small_council_is_a_council_too(db: None, people_wanted: int) -> None:
    assert made(people=people_wanted)["people"] == people_wanted
    assert sum(ages_in_database().values()) == people_wanted


def test_without_a_council_there_are_no_sign_ins(db: None) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("demo_sign_ins", stdout=StringIO())
    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    "wrong", [["--people", "0"], ["--people", "many"], ["--on", "22/11/2026"], ["--profile", "none"]]
)
def test_what_cannot_be_made_is_said(wrong: list[str]) -> None:
    with pytest.raises(CommandError, match="argument"):
        call_command("generate", *wrong)


def test_the_printed_words_give_the_bands(db: None) -> None:
    out = StringIO()
    call_command("generate", people=1000, seed=2, on=ON, stdout=out)
    assert "An invented council of 1,000 young people on 22 November 2026 (seed 2):" in out.getvalue()
    assert "271 aged 16 and 17, 440 aged 18 to 20, 289 aged 21 and older." in out.getvalue()
