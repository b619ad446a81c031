"""The pages on which an administrator keeps accounts, and managers arrange cover."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from tests.world import TODAY
from waymark.accounts.facts import demo_sign_ins, directory
from waymark.accounts.models import Cover, DutyTurn, RoleGrant, Team, TeamAttachment, User
from waymark.accounts.rules import Role
from waymark.audit.models import Event

pytestmark = pytest.mark.django_db
NEXT_WEEK = TODAY + timedelta(days=7)


def words(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def admin(world, sign_in):
    return sign_in(world.administrator)


def to(name, *args):
    return reverse(f"accounts:{name}", args=args)


def test_the_staff_list_counts_and_finds_people(world, admin):
    page = words(admin.get(to("users")))
    assert "<h1>7 colleagues have an account</h1>" in page
    assert "Personal adviser, North" in page

    found = words(admin.post(to("users"), {"text": "alex merr"}))
    assert "<h1>1 colleague matches</h1>" in found
    assert "Cy Okafor" not in found
    assert "Nobody here matches that." in words(admin.post(to("users"), {"text": "zzz"}))
    assert "Bea Holt" in words(admin.post(to("users"), {"role": Role.TEAM_MANAGER}))


def test_the_staff_list_says_when_it_is_cut_short(world):
    lines, matching = directory(TODAY, limit=3)
    assert (len(lines), matching) == (3, 7)


def test_a_new_colleague_gets_an_account_a_role_and_a_link_that_works_once(world, admin, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"  # no mail goes out
    asked = {"display_name": "Eve Park", "username": "eve.park", "email": "eve@council.invalid"}
    answer = admin.post(to("new_user"), asked)
    eve = User.objects.get(username="eve.park")
    assert answer.url == to("user", eve.pk)

    admin.post(
        to("give_role", eve.pk), {"role": "personal_adviser", "team": str(world.team.pk), "started_on": "1 May 2025"}
    )
    assert RoleGrant.objects.get(user=eve).team == world.team

    page = words(admin.post(to("password_link", eve.pk)))
    link = page.split('class="copyable" tabindex="0">')[1].split("<")[0]
    path = link.replace("http://testserver", "")
    visitor = Client()
    form = visitor.get(path, follow=True)
    chosen = {"password1": "correct horse battery 9", "password2": "correct horse battery 9"}
    visitor.post(form.redirect_chain[-1][0], chosen)
    assert User.objects.get(pk=eve.pk).check_password("correct horse battery 9")
    again = Client()
    spent = again.get(path, follow=True)
    assert "password1" not in words(spent)


def test_where_mail_goes_out_the_link_is_sent_and_not_shown(world, admin, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    answer = admin.post(to("password_link", world.alex.pk), follow=True)
    assert "is on its way to alex@council.invalid" in words(answer)
    assert "/accounts/password/reset/key/" in mail.outbox[0].body
    assert "/accounts/password/reset/key/" not in words(answer)


def test_errors_say_what_to_do_beside_the_field(world, admin):
    page = words(admin.post(to("new_user"), {"display_name": "A", "username": "alex", "email": "nonsense"}))
    assert "Give an e-mail address, such as name@example.org" in page
    asked = {"display_name": "A", "username": "alex", "email": "a@council.invalid"}
    page = words(admin.post(to("new_user"), asked))
    assert "Choose another name to sign in with: someone has this one" in page
    assert 'href="#id_username"' in page
    asked = {"role": "team_manager", "started_on": "1 May 2025"}
    assert "Choose the team they lead" in words(admin.post(to("give_role", world.alex.pk), asked))


def test_changing_ending_and_closing(world, admin):
    asked = {"display_name": "Alex M", "username": "alex", "email": "alex@council.invalid"}
    admin.post(to("change_user", world.alex.pk), asked)
    world.alex.refresh_from_db()
    assert world.alex.display_name == "Alex M"

    grant = world.alex.grants.get()
    page = words(admin.get(to("end_role", world.alex.pk, grant.pk)))
    assert "Personal adviser, North, since" in page
    admin.post(to("end_role", world.alex.pk, grant.pk), {"ended_on": TODAY.isoformat()})
    grant.refresh_from_db()
    assert grant.ended_on == TODAY

    for name in ("reset_second_factor", "close_account"):
        assert admin.get(to(name, world.alex.pk)).status_code == 200
        admin.post(to(name, world.alex.pk))
    world.alex.refresh_from_db()
    assert not world.alex.is_active
    assert "This account is closed." in words(admin.get(to("user", world.alex.pk)))
    admin.post(to("open_account", world.alex.pk))
    world.alex.refresh_from_db()
    assert world.alex.is_active
    assert Event.objects.filter(name="accounts.second_factor_reset").exists()


def test_ones_own_account_cannot_be_closed_and_the_page_says_so(world, admin):
    own = world.administrator.pk
    assert "This is your own account." in words(admin.get(to("user", own)))
    for name in ("close_account", "open_account", "reset_second_factor"):
        admin.post(to(name, own))
    assert User.objects.get(pk=own).is_active
    page = words(admin.post(to("close_account", own), follow=True))
    assert "Ask another administrator" in page


def test_teams(world, admin):
    page = words(admin.get(to("teams")))
    assert "<h1>Two teams</h1>" in page
    admin.post(to("teams"), {"name": "West", "kind": "children_in_care"})
    west = Team.objects.get(name="West")
    assert "A team is called this already" in words(admin.post(to("teams"), {"name": "west", "kind": "other"})).replace(
        "a team", "A team"
    )
    admin.post(to("change_team", west.pk), {"name": "Far West", "kind": "other"})
    west.refresh_from_db()
    assert west.name == "Far West"
    page = words(
        admin.post(to("change_team", world.team.pk), {"name": "North", "kind": "other", "closed_on": "1 May 2025"})
    )
    assert "End these people’s roles" in page.replace("&#39;", "’")


def test_bea_arranges_cover_duty_and_attachments_for_her_team(world, sign_in):
    bea = sign_in(world.bea)
    dates = {"started_on": TODAY.isoformat(), "ended_on": NEXT_WEEK.isoformat()}
    assert "Nobody is covered for today" in words(bea.get(to("cover")))
    bea.post(to("cover"), {"away": world.alex.pk, "covering": world.cy.pk} | dates)
    assert "Cy Okafor covers for Alex Merrin" in words(bea.get(to("cover")))
    bea.post(to("duty"), {"user": world.cy.pk, "team": world.team.pk} | dates)
    assert "<h1>Cy Okafor is on duty today</h1>" in words(bea.get(to("duty")))
    bea.post(to("attachments"), {"user": world.cy.pk, "team": world.team.pk, "started_on": TODAY.isoformat()})
    assert "<h1>One colleague is attached to a second team</h1>" in words(bea.get(to("attachments")))

    for model, name in ((Cover, "end_cover"), (DutyTurn, "end_duty_turn"), (TeamAttachment, "end_attachment")):
        row = model.objects.get()
        assert bea.get(to(name, row.pk)).status_code == 200
        early = words(bea.post(to(name, row.pk), {"ended_on": TODAY.isoformat()}))
        assert "Give an end after the start" in early
        bea.post(to(name, row.pk), {"ended_on": (TODAY + timedelta(days=2)).isoformat()})
        row.refresh_from_db()
        assert row.ended_on == TODAY + timedelta(days=2)


def test_di_cannot_choose_people_of_another_team_nor_end_their_cover(world, sign_in):
    di = sign_in(world.di)
    dates = {"started_on": TODAY.isoformat(), "ended_on": NEXT_WEEK.isoformat()}
    page = words(di.post(to("cover"), {"away": world.alex.pk, "covering": world.cy.pk} | dates))
    assert "Choose one of the answers on the list" in page
    cover = Cover.objects.create(away=world.alex, covering=world.bea, started_on=TODAY, ended_on=NEXT_WEEK)
    page = words(di.post(to("end_cover", cover.pk), {"ended_on": (TODAY + timedelta(days=2)).isoformat()}))
    assert "you arrange this for people of your own teams only" in page
    cover.refresh_from_db()
    assert cover.ended_on == NEXT_WEEK


def test_advisers_and_strangers_find_none_of_these_pages(world, sign_in):
    alex = sign_in(world.alex)
    for name, args in (("users", ()), ("user", (world.bea.pk,)), ("teams", ()), ("cover", ()), ("duty", ())):
        assert alex.get(to(name, *args)).status_code == 404
    assert "/accounts/login/" in Client().get(to("users")).url


def test_demo_sign_ins_exist_outside_production_only(world, settings):
    User.objects.create_user("dora", "dora@demo.invalid", display_name="Dora")
    assert [str(user) for user in demo_sign_ins()] == ["Dora"]
    settings.PRODUCTION = True
    assert demo_sign_ins() == []


def test_the_first_administrator_is_made_at_the_console(db, capsys):
    call_command("add_user", "ada", "--name", "Ada Bell", "--email", "ada@council.invalid")
    ada = User.objects.get(username="ada")
    assert ada.grants.get().role == Role.ADMINISTRATOR
    assert "/accounts/password/reset/key/" in capsys.readouterr().out
    with pytest.raises(CommandError, match="someone has this one") as refused:
        call_command("add_user", "Ada", "--name", "Ada Bell", "--email", "other@council.invalid")
    assert refused.value.returncode == 2
    with pytest.raises(CommandError, match="Use letters, digits"):
        call_command("add_user", "a b", "--name", "A", "--email", "b@council.invalid")
    assert User.objects.count() == 1


def test_one_who_guesses_passwords_behind_the_proxy_shuts_nobody_else_out(world, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # as in production
    cache.clear()
    address = reverse("account_login")

    def tries(name: str, *, whence: str) -> str:
        headers = {"X-Forwarded-For": whence}
        return Client(headers=headers).post(address, {"login": name, "password": "a guess"}).text

    for number in range(12):
        last = tries(f"guess{number}", whence="203.0.113.7")
    assert "there were too many tries" in last
    assert "there were too many tries" in tries("alex", whence="198.51.100.1, 203.0.113.7")  # the first is only claimed
    assert "there were too many tries" not in tries("alex", whence="203.0.113.8")
    cache.clear()
