from datetime import date, timedelta

import pytest

from waymark.audit.models import Event
from waymark.audit.rules import NamedActor
from waymark.policy import actions, facts
from waymark.policy.models import SettingDecision
from waymark.policy.rules import SETTINGS, Kind, NotAllowed, NotASetting, in_force, label, parse, setting, unconfirmed

HEAD = NamedActor("Head of service")
TODAY = date(2026, 5, 14)


def test_yesterdays_answers_do_not_change() -> None:
    decided = [(date(2026, 1, 1), 5), (date(2025, 1, 1), 4)]
    assert [
        in_force(decided, default=6, on=d)
        for d in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    ] == [6, 4, 4, 5]


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("threshold_nights", " 91 ", 91),
        ("inclusive_counting", "yes", True),
        ("inclusive_counting", "false", False),
        ("leap_day", "FEB28", "FEB28"),
    ],
)
def test_text_becomes_a_value(key: str, text: str, value: object) -> None:
    assert parse(key, text) == value


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("threshold_nights", "ninety", "as a whole number"),
        ("threshold_nights", "0", "from 1 to 366"),
        ("inclusive_counting", "perhaps", "yes or no"),
        ("leap_day", "MAR2", "1 March, 28 February"),
    ],
)
def test_what_cannot_be_says_what_can(key: str, text: str, says: str) -> None:
    with pytest.raises(NotAllowed, match=says):
        parse(key, text)


def test_every_default_is_a_value_its_setting_can_take() -> None:
    for known in SETTINGS:
        assert parse(known.key, str(known.default)) == known.default
        assert label(known.key, known.default)


def test_keys_are_unique_and_readings_of_the_law_that_nobody_confirmed_are_marked() -> None:
    assert len({s.key for s in SETTINGS}) == len(SETTINGS)
    assert {"leap_day", "oc3_before_months", "oc3_after_months", "family_months"} <= {s.key for s in unconfirmed()}
    assert all(s.choices for s in SETTINGS if s.kind is Kind.CHOICE)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(NotASetting):
        setting("nights")


@pytest.mark.django_db
def test_a_change_is_dated_kept_and_audited() -> None:
    actions.change_setting(
        key="threshold_nights", text="92", in_force_from=date(2026, 6, 1), reason="Counsel", by=HEAD, today=TODAY
    )
    assert facts.setting_on("threshold_nights", TODAY) == 91
    assert facts.setting_on("threshold_nights", date(2026, 6, 1)) == 92
    assert facts.settings_on(date(2026, 7, 1))["threshold_nights"] == 92
    assert Event.objects.get().name == "policy.setting_changed"


@pytest.mark.django_db
def test_a_second_decision_for_the_same_day_withdraws_the_first() -> None:
    for text in ("92", "93"):
        actions.change_setting(
            key="threshold_nights", text=text, in_force_from=TODAY, reason="Again", by=HEAD, today=TODAY
        )
    assert facts.setting_on("threshold_nights", TODAY) == 93
    assert [d.withdrawn_at is None for d in facts.decisions("threshold_nights")].count(True) == 1
    assert SettingDecision.objects.count() == 2


@pytest.mark.django_db
def test_no_change_without_a_reason() -> None:
    with pytest.raises(actions.ReasonMissing):
        actions.change_setting(key="threshold_nights", text="92", in_force_from=TODAY, reason=" ", by=HEAD, today=TODAY)
    assert not SettingDecision.objects.exists()


@pytest.mark.django_db
def test_a_key_of_another_version_is_left_alone() -> None:
    SettingDecision.objects.create(key="gone", value="1", in_force_from=TODAY, reason="x", decided_by_name="y")
    assert "gone" not in facts.settings_on(TODAY)


@pytest.mark.django_db
def test_a_limit_that_figures_rest_on_is_not_dated_back() -> None:
    asked = {"key": "keep_in_touch_weeks", "text": "6", "reason": "Tighter", "by": HEAD, "today": TODAY}
    with pytest.raises(actions.StartsInThePast):
        actions.change_setting(**asked, in_force_from=TODAY - timedelta(days=1))
    assert not SettingDecision.objects.exists()
    actions.change_setting(**asked, in_force_from=TODAY)
    assert facts.setting_on("keep_in_touch_weeks", TODAY) == 6
    assert facts.setting_on("keep_in_touch_weeks", TODAY - timedelta(days=1)) == 8
