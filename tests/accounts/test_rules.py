"""Roles and permissions: deny by default, and what cover, duty and attachments add."""

from uuid import uuid4

import pytest

from waymark.accounts.rules import ROLES, Permission, Reach, Role, permissions_of, standing

ME, COLLEAGUE, NORTH, SOUTH = uuid4(), uuid4(), uuid4(), uuid4()


def test_nobody_without_a_role_may_anything():
    nobody = standing(user_id=ME, grants=[], covers_for=[COLLEAGUE], duty_teams=[NORTH])

    assert nobody.permissions == frozenset()
    assert not nobody.workers
    assert not nobody.teams
    assert not nobody.everyone


def test_every_role_has_terms_and_may_sign_in():
    assert set(ROLES) == set(Role)
    assert all(Permission.SIGN_IN in terms.permissions for terms in ROLES.values())


@pytest.mark.parametrize("role", [role for role, terms in ROLES.items() if terms.reach is Reach.NONE])
def test_a_role_that_reaches_nobody_opens_no_record(role):
    assert Permission.SEE_RECORD not in permissions_of([role])
    assert Permission.SEE_REGISTER not in permissions_of([role])


def test_an_administrator_keeps_users_and_settings_and_signs_no_status():
    may = permissions_of([Role.ADMINISTRATOR])

    assert {Permission.MANAGE_USERS, Permission.ARRANGE_COVER, Permission.CHANGE_SETTINGS} <= may
    assert not may & {Permission.SIGN_STATUS, Permission.BREAK_GLASS, Permission.SEE_SPECIAL}


def test_an_adviser_reaches_their_own_those_they_cover_and_their_duty_team():
    alex = standing(
        user_id=ME,
        grants=[(Role.PERSONAL_ADVISER, NORTH)],
        covers_for=[COLLEAGUE],
        duty_teams=[NORTH],
        attached_teams=[SOUTH],
    )

    assert alex.workers == {ME, COLLEAGUE}
    assert alex.teams == {NORTH, SOUTH}
    assert not alex.everyone
    assert not alex.may(Permission.ALLOCATE)


def test_being_in_a_team_is_not_reaching_it_unless_one_manages_it():
    adviser = standing(user_id=ME, grants=[(Role.PERSONAL_ADVISER, NORTH)])
    manager = standing(user_id=ME, grants=[(Role.TEAM_MANAGER, NORTH)])

    assert adviser.teams == frozenset()
    assert manager.teams == {NORTH}
    assert manager.may(Permission.ARRANGE_COVER)


def test_two_roles_may_what_either_may():
    both = standing(user_id=ME, grants=[(Role.ADMINISTRATOR, None), (Role.PERSONAL_ADVISER, NORTH)])

    assert both.may(Permission.MANAGE_USERS)
    assert both.may(Permission.SEE_RECORD)
    assert both.roles == {Role.ADMINISTRATOR, Role.PERSONAL_ADVISER}


def test_only_the_head_of_service_and_the_director_reach_everyone():
    assert {role for role, terms in ROLES.items() if terms.reach is Reach.ALL} == {Role.HEAD_OF_SERVICE, Role.DIRECTOR}
    assert standing(user_id=ME, grants=[(Role.DIRECTOR, None)]).everyone


def test_a_young_person_reaches_themselves_alone():
    sam = standing(user_id=ME, grants=[(Role.YOUNG_PERSON, None)], covers_for=[COLLEAGUE])

    assert sam.own_record
    assert not sam.workers
