"""The yearly return: from its figures to a rule, the child, the answer; then frozen, and corrected by a second one."""

from pathlib import Path

import pytest

from tests.journeys.story import Somebody, Stage, Way, at_a_desk_or_without_script
from tests.returns.council import LAST, THIS, bring_in
from waymark.contact.rules import InTouch
from waymark.statutory.models import Submission

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WHY = "Sent on the last day; the school has not answered about one row"


@at_a_desk_or_without_script
def test_a_return_is_put_right_and_handed_in(stage: Stage, way: Way, tmp_path: Path) -> None:
    given_two_years_were_brought_in(tmp_path)
    ana = stage.enter(stage.world.analyst, way)
    when_she_opens_the_year(ana)
    when_she_follows_a_rule_to_the_child(ana)
    when_she_answers_without_saying_why(ana)
    then_she_is_told_what_is_missing(ana)
    when_she_says_why(ana)
    then_the_row_breaks_no_rule(ana)
    when_she_freezes_without_a_reason(ana)
    then_she_is_told_that_problems_are_left(ana)
    when_she_freezes_it(ana)
    then_it_is_submission(ana, 1)
    when_she_corrects_another_row(ana)
    when_she_freezes_it(ana)
    then_it_is_submission(ana, 2)
    then_it_says_what_changed(ana)


def given_two_years_were_brought_in(folder: Path) -> None:
    bring_in(folder, y2026=THIS, y2025=LAST)


def when_she_opens_the_year(ana: Somebody) -> None:
    ana.goes_to("/")
    ana.turns_to("Return")
    ana.reads("3 young people are in the 2026 return; 2 rows need you")
    ana.page.locator("main a[href='/returns/2026/']").first.click()
    ana.reads("What the rows say", "Rule 131", "Files", "OC3 as CSV")


def when_she_follows_a_rule_to_the_child(ana: Somebody) -> None:
    ana.follows("Rule 131")
    ana.reads("1 row breaks rule 131")
    ana.page.get_by_role("link", name="B", exact=True).click()
    ana.reads("Child B in the 2026 return", "ZZ", "Rule 131")


def answered(ana: Somebody, in_touch: InTouch, activity: str, home: str) -> None:
    ana.picks("In touch", in_touch.label)
    ana.page.get_by_label("Activity", exact=True).select_option(value=activity)
    ana.page.get_by_label("Home", exact=True).select_option(value=home)


def when_she_answers_without_saying_why(ana: Somebody) -> None:
    answered(ana, InTouch.YES, "F4", "U1")
    ana.presses("Keep these answers")


def then_she_is_told_what_is_missing(ana: Somebody) -> None:
    ana.is_led_from_the_error_to("Why you answer so", "Say why you answer so")


def when_she_says_why(ana: Somebody) -> None:
    ana.types("Why you answer so", "Rang on the day, and the college confirmed it")
    ana.presses("Keep these answers")


def then_the_row_breaks_no_rule(ana: Somebody) -> None:
    ana.reads("The answers are kept. This is how the row goes out now.", "No rule is broken", "Corrected since")
    ana.goes_to("/returns/2026/")
    ana.reads("3 young people are in the 2026 return; 1 row needs you")
    ana.does_not_read("Rule 131")


def when_she_freezes_without_a_reason(ana: Somebody) -> None:
    ana.follows("Freeze the return")
    ana.presses("Freeze the return")


def then_she_is_told_that_problems_are_left(ana: Somebody) -> None:
    label = "Why it is handed in with problems"
    ana.is_led_from_the_error_to(label, "Say why the return is handed in with these problems")
    assert not Submission.objects.exists()


def when_she_freezes_it(ana: Somebody) -> None:
    ana.goes_to("/returns/2026/freeze/")
    label = "Why it is handed in with problems"
    if not ana.page.get_by_label(label, exact=True).count():
        label = "Anything to remember about it"
    ana.types(label, WHY)
    ana.presses("Freeze the return")


def then_it_is_submission(ana: Somebody, number: int) -> None:
    ana.reads(f"Submission {number} of 2026 is frozen. Nothing can change it.", "SHA-256", "oc3.csv", WHY)


def when_she_corrects_another_row(ana: Somebody) -> None:
    ana.goes_to("/returns/2026/")
    ana.follows("Rule 348")
    ana.page.locator("main td a, main th a").first.click()
    ana.reads("in the 2026 return")
    answered(ana, InTouch.YES, "F2", "U1")
    ana.types("Why you answer so", "Seen at home that week")
    ana.presses("Keep these answers")
    ana.reads("The answers are kept.")


def then_it_says_what_changed(ana: Somebody) -> None:
    ana.reads("What changed since submission 1")
    assert ana.page.locator("section", has_text="What changed since submission 1").locator("tbody tr").count() == 1
    assert Submission.objects.get(number=2).corrects == Submission.objects.get(number=1)
