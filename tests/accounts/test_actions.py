"""Accounts, roles, teams and cover: what is refused, what is kept, what the trail says."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from tests.world import TODAY
from waymark.accounts import actions
from waymark.accounts.actions import refusals
from waymark.accounts.models import Cover, DutyTurn, RoleGrant, Team, TeamAttachment, TeamKind, User
from waymark.accounts.rules import Permission, Role
from waymark.audit.models import Event
from waymark.audit.rules import NamedActor

pytestmark = pytest.mark.django_db
TOMORROW, NEXT_WEEK = TODAY + timedelta(days=1), TODAY + timedelta(days=7)
CONSOLE = NamedActor("someone at the console")


def events(name):
    return Event.objects.filter(name=f"accounts.{name}").count()


@pytest.fixture
def new(world):
    return actions.add_user(
        username="eve.park", display_name="Eve Park", email="eve@council.invalid", by=world.administrator, today=TODAY
    )


def give(world, user, role, team=None, *, started_on=TODAY, ended_on=None, by=None):
    return actions.give_role(
        user=user,
        role=role,
        team=team,
        started_on=started_on,
        ended_on=ended_on,
        by=by or world.administrator,
        today=TODAY,
    )


def test_a_new_account_has_no_password_and_may_nothing(new):
    assert not new.has_usable_password()
    assert not new.may(Permission.SIGN_IN, on=TODAY)
    assert events("user_added") == 1


@pytest.mark.parametrize(
    ("username", "email", "refusal"),
    [
        ("EVE.park", "other@council.invalid", refusals.SignInNameTaken),
        ("other", "Eve@Council.invalid", refusals.EmailTaken),
    ],
)
def test_names_and_addresses_are_taken_whatever_their_case(world, new, username, email, refusal):
    with pytest.raises(refusal):
        actions.add_user(username=username, display_name="E", email=email, by=world.administrator, today=TODAY)
    assert events("user_added") == 1


def test_changing_details_names_the_fields_that_changed(world, new):
    same = {"username": "eve.park", "display_name": "Eve Park", "email": "eve@council.invalid"}
    actions.change_user(user=new, details=same, by=world.administrator, today=TODAY)
    assert events("user_changed") == 0

    actions.change_user(user=new, details=same | {"phone": "01632 960018"}, by=world.administrator, today=TODAY)
    new.refresh_from_db()
    assert new.phone == "01632 960018"
    assert set(Event.objects.get(name="accounts.user_changed").digests) == {"phone"}

    with pytest.raises(refusals.EmailTaken):
        actions.change_user(user=new, details={"email": world.alex.email}, by=world.administrator, today=TODAY)


def test_a_password_link_is_never_made_for_a_closed_account(world, new):
    path = actions.make_password_link(user=new, by=world.administrator, today=TODAY)
    assert path.startswith("/accounts/password/reset/key/")
    actions.deactivate(user=new, by=world.administrator, today=TODAY)
    with pytest.raises(refusals.AccountClosed):
        actions.make_password_link(user=new, by=world.administrator, today=TODAY)


def test_a_role_counts_from_its_first_day_to_the_day_before_its_end(world, new):
    give(world, new, Role.PERSONAL_ADVISER, world.team, started_on=TOMORROW, ended_on=NEXT_WEEK)

    def may(on):
        return User.objects.get(pk=new.pk).may(Permission.SEE_REGISTER, on=on)

    assert [may(day) for day in (TODAY, TOMORROW, NEXT_WEEK - timedelta(days=1), NEXT_WEEK)] == [
        False,
        True,
        True,
        False,
    ]


def test_nobody_gives_themselves_a_role(world):
    with pytest.raises(refusals.OwnAccount):
        give(world, world.administrator, Role.HEAD_OF_SERVICE)
    assert not RoleGrant.objects.filter(user=world.administrator, role=Role.HEAD_OF_SERVICE).exists()


def test_a_role_is_refused_where_it_cannot_be_so(world, new):
    with pytest.raises(refusals.RoleNeedsTeam):
        give(world, new, Role.TEAM_MANAGER)
    with pytest.raises(refusals.EndsBeforeStart):
        give(world, new, Role.DIRECTOR, ended_on=TODAY)
    closed = Team.objects.create(name="Old", closed_on=TODAY)
    with pytest.raises(refusals.TeamClosed):
        give(world, new, Role.PERSONAL_ADVISER, closed)
    give(world, new, Role.PERSONAL_ADVISER, world.team, ended_on=NEXT_WEEK)
    with pytest.raises(refusals.RoleHeldAlready):
        give(world, new, Role.PERSONAL_ADVISER, world.team, started_on=TOMORROW)
    with pytest.raises(refusals.RoleHeldAlready):
        give(world, new, Role.PERSONAL_ADVISER, world.team, started_on=TODAY - timedelta(days=9), ended_on=TOMORROW)
    give(world, new, Role.PERSONAL_ADVISER, world.team, started_on=NEXT_WEEK)
    give(world, new, Role.PERSONAL_ADVISER, world.other_team)
    actions.deactivate(user=new, by=world.administrator, today=TODAY)
    with pytest.raises(refusals.AccountClosed):
        give(world, new, Role.ADVOCATE)
    assert events("role_given") == 3


def test_ending_a_role(world):
    grant = world.alex.grants.get()
    with pytest.raises(refusals.EndsBeforeStart):
        actions.end_role(grant=grant, ended_on=grant.started_on, by=world.administrator, today=TODAY)
    actions.end_role(grant=grant, ended_on=TODAY, by=world.administrator, today=TODAY)
    assert not User.objects.get(pk=world.alex.pk).may(Permission.SEE_REGISTER, on=TODAY)
    assert events("role_ended") == 1
    with pytest.raises(refusals.OwnAccount):
        own = world.administrator.grants.get()
        actions.end_role(grant=own, ended_on=TODAY, by=world.administrator, today=TODAY)


def test_the_last_administrator_stays(world, new):
    grant = world.administrator.grants.get()
    with pytest.raises(refusals.LastAdministrator):
        actions.end_role(grant=grant, ended_on=TODAY, by=CONSOLE, today=TODAY)
    with pytest.raises(refusals.LastAdministrator):
        actions.deactivate(user=world.administrator, by=CONSOLE, today=TODAY)
    give(world, new, Role.ADMINISTRATOR)
    actions.deactivate(user=world.administrator, by=CONSOLE, today=TODAY)
    assert not User.objects.get(pk=world.administrator.pk).is_active


def test_closing_an_account_signs_its_owner_out_everywhere(world, sign_in):
    client = sign_in(world.alex)
    assert client.get("/people/").status_code == 200
    actions.deactivate(user=world.alex, by=world.administrator, today=TODAY)

    answer = client.get("/people/")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer.url

    actions.reactivate(user=world.alex, by=world.administrator, today=TODAY)
    assert User.objects.get(pk=world.alex.pk).is_active
    for action in (actions.deactivate, actions.reactivate):
        with pytest.raises(refusals.OwnAccount):
            action(user=world.administrator, by=world.administrator, today=TODAY)


def test_resetting_the_second_factor_forgets_every_kind(world):
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=world.alex, type=kind, data={})
    assert actions.reset_second_factor(user=world.alex, by=world.administrator, today=TODAY) == 2
    assert not Authenticator.objects.filter(user=world.alex).exists()
    with pytest.raises(refusals.OwnAccount, match="your own second factor"):
        actions.reset_second_factor(user=world.administrator, by=world.administrator, today=TODAY)


def test_teams_keep_their_names_apart_and_close_only_when_empty(world):
    by = {"by": world.administrator, "today": TODAY}
    with pytest.raises(refusals.TeamNameTaken):
        actions.add_team(name="north", kind=TeamKind.OTHER, **by)
    west = actions.add_team(name="West", kind=TeamKind.CHILDREN_IN_CARE, **by)
    with pytest.raises(refusals.TeamNameTaken):
        actions.change_team(team=west, name="South", kind=TeamKind.OTHER, closed_on=None, **by)
    with pytest.raises(refusals.TeamInUse, match="Alex Merrin, Bea Holt"):
        actions.change_team(team=world.team, name="North", kind=TeamKind.LEAVING_CARE, closed_on=TODAY, **by)
    actions.change_team(team=west, name="West", kind=TeamKind.CHILDREN_IN_CARE, closed_on=None, **by)
    assert events("team_changed") == 0
    actions.change_team(team=west, name="Far West", kind=TeamKind.OTHER, closed_on=NEXT_WEEK, **by)
    west.refresh_from_db()
    assert (west.name, west.kind, west.closed_on) == ("Far West", TeamKind.OTHER, NEXT_WEEK)


def cover(world, *, by, away=None, covering=None, started_on=TODAY, ended_on=NEXT_WEEK):
    return actions.arrange_cover(
        away=away or world.alex,
        covering=covering or world.cy,
        started_on=started_on,
        ended_on=ended_on,
        by=by,
        today=TODAY,
    )


def test_cover_lets_a_colleague_reach_the_records_while_it_lasts(world, sign_in):
    record = f"/people/{world.sam.pk}/"
    assert sign_in(world.cy).get(record).status_code == 404
    kept = cover(world, by=world.bea)
    assert sign_in(User.objects.get(pk=world.cy.pk)).get(record).status_code == 200

    actions.end_cover(cover=kept, ended_on=TOMORROW, by=world.bea, today=TODAY)
    assert Cover.objects.get().ended_on == TOMORROW
    with pytest.raises(refusals.EndsBeforeStart):
        actions.end_cover(cover=kept, ended_on=TODAY, by=world.bea, today=TODAY)


def test_cover_is_refused_where_it_cannot_be_so(world):
    with pytest.raises(refusals.CoversThemselves):
        cover(world, by=world.bea, covering=world.alex)
    with pytest.raises(refusals.EndsBeforeStart):
        cover(world, by=world.bea, ended_on=TODAY)
    cover(world, by=world.bea)
    with pytest.raises(refusals.CoverOverlaps):
        cover(world, by=world.bea, started_on=TOMORROW, ended_on=NEXT_WEEK + timedelta(days=9))
    actions.deactivate(user=world.cy, by=world.administrator, today=TODAY)
    with pytest.raises(refusals.AccountClosed):
        cover(world, by=world.bea, started_on=NEXT_WEEK, ended_on=NEXT_WEEK + timedelta(days=1))


def test_a_manager_arranges_for_their_own_team_only(world):
    for action in (
        lambda: cover(world, by=world.di),
        lambda: actions.add_duty_turn(
            user=world.di, team=world.team, started_on=TODAY, ended_on=TOMORROW, by=world.di, today=TODAY
        ),
        lambda: actions.attach_to_team(
            user=world.di, team=world.team, started_on=TODAY, ended_on=None, by=world.di, today=TODAY
        ),
    ):
        with pytest.raises(refusals.NotYourTeam):
            action()
    assert not Cover.objects.exists()
    for by in (world.bea, world.head, world.administrator, CONSOLE):
        cover(world, by=by)
        Cover.objects.all().delete()


def test_duty_turns_and_attachments(world):
    by = {"by": world.bea, "today": TODAY}
    dated = {"user": world.cy, "team": world.team, "started_on": TODAY}
    turn = actions.add_duty_turn(**dated, ended_on=TOMORROW, **by)
    attached = actions.attach_to_team(**dated, ended_on=None, **by)
    assert User.objects.get(pk=world.cy.pk).standing(on=TODAY).teams == {world.team.pk}

    actions.end_duty_turn(turn=turn, ended_on=NEXT_WEEK, **by)
    actions.end_attachment(attachment=attached, ended_on=NEXT_WEEK, **by)
    assert DutyTurn.objects.get().ended_on == TeamAttachment.objects.get().ended_on == NEXT_WEEK
    assert events("duty_turn_ended") == events("attachment_ended") == 1

    for action, row in ((actions.end_duty_turn, {"turn": turn}), (actions.end_attachment, {"attachment": attached})):
        with pytest.raises(refusals.EndsBeforeStart):
            action(**row, ended_on=TODAY, **by)
    closed = Team.objects.create(name="Old", closed_on=TODAY)
    admin = {"by": world.administrator, "today": TODAY}
    for action in (actions.add_duty_turn, actions.attach_to_team):
        with pytest.raises(refusals.EndsBeforeStart):
            action(**dated, ended_on=TODAY, **by)
        with pytest.raises(refusals.TeamClosed):
            action(**dated | {"team": closed}, ended_on=TOMORROW, **admin)
    actions.deactivate(user=world.cy, **admin)
    for action in (actions.add_duty_turn, actions.attach_to_team):
        with pytest.raises(refusals.AccountClosed):
            action(**dated, ended_on=TOMORROW, **by)
