"""Where one young person stands in support from 21, with the next step first."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.after21.access import on_their_list
from waymark.after21.facts.past import past_of
from waymark.after21.facts.story import Story, story_of
from waymark.after21.rules.story import Step, Support
from waymark.after21.views.opening import opened


@requires(Permission.ARRANGE_AFTER_21)
@require_safe
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today, user = timezone.localdate(), signed_in(request)
    if (asked := on_their_list(request, person_id, on=today)) is not None:
        return redirect("after21:answer", person_id, asked)
    about = opened(request, person_id, on=today)
    if about.pk != person_id:
        return redirect("after21:person", about.pk)
    story = story_of(about, on=today)
    may_check = user.may(Permission.CHECK_STEP_DOWN, on=today)
    return render(
        request,
        "after21/person.html",
        {
            "person": about,
            "story": story,
            "told": story.told,
            "today": today,
            "late": story.told.late(today),
            "next_url": _next_url(story, about.pk),
            "may_check": may_check,
            "own_proposal": story.proposal is not None
            and user.pk in (story.proposal.proposal.worker_id, story.proposal.proposal.recorded_by_id),
            "from_21": story.support in (Support.ASKED, Support.STUDY, Support.OFFERED, Support.OVER),
            "may_ask": story.support in (Support.OFFERED, Support.OVER) and story.request is None,
            "may_step_down": story.proposal is None
            and (
                story.support is Support.ASKED
                or (story.support is Support.OFFERED and story.adviser is not None)
                or (story.support is Support.UNDER_21 and story.talk_from is not None and story.talk_from <= today)
            ),
            "past": past_of(story, about.called),
        },
    )


def _next_url(story: Story, person_id: UUID) -> str:
    """The page on which the next step is done; nothing where there is none, or it is not this user's."""
    match story.told.step:
        case Step.ANSWER if story.request is not None:
            return reverse("after21:answer", args=[person_id, story.request.pk])
        case Step.TALK:
            return reverse("after21:conversation", args=[person_id])
        case Step.PROPOSE:
            return reverse("after21:step_down", args=[person_id])
        case Step.REVIEW if story.review is not None:
            return reverse("after21:review", args=[person_id, story.review.request_id])
        case Step.OFFER:
            return reverse("after21:offer", args=[person_id])
        case Step.COURSE if story.courses:
            course = next((c for c in story.courses if c.ended_on is not None), story.courses[0])
            return reverse("after21:course", args=[person_id, course.pk])
    return ""
