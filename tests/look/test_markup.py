"""The reader of HTML sees what is wrong."""

import pytest

from tests.look.markup import Markup


def test_a_sound_page_has_no_problems() -> None:
    page = '<h1>A</h1><h2>B</h2><label for="x">C</label><input id="x"><svg><path d=""/></svg><br>'
    assert Markup(page).problems == []


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("<h1>A</h1><p><b>x</p>", "</p> closes <b>"),
        ("<h1>A</h1><p>x", "<p> left open"),
        ("<h1>A</h1></p>", "</p> closes <nothing>"),
        ('<h1 id="a">A</h1><p id="a"></p>', "id 'a' twice"),
        ('<h1>A</h1><label for="x">B</label>', "for points to 'x'"),
        ("<h1>A</h1><h3>B</h3>", "h3 follows h1"),
        ("<p>A</p>", "0 h1"),
        ("<h1>A</h1><p><div></div></p>", "<div> inside <p>"),
        ('<h1 style="x">A</h1>', "<h1> carries style"),
        ('<h1 class="a" class="b">A</h1>', "<h1> has class twice"),
    ],
)
def test_a_problem_is_seen(page: str, problem: str) -> None:
    assert problem in Markup(page).problems
