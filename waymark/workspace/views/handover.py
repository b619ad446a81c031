"""The page between two personal advisers: written, gone through with the young person, taken over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.core.wording import full_date
from waymark.people.access import open_record
from waymark.planning import actions
from waymark.planning.forms import HandoverForm, SettleForm
from waymark.planning.rules import Agreement, Stage
from waymark.workspace.facts.handover import Page, handover_page

WHAT = "The handover between advisers"


@requires(Permission.HAND_OVER)
def handover(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The page as it stands; while it is to be written, the form that writes it."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    if person.pk != person_id:
        return redirect("planning:handover", person.pk)
    page = handover_page(person, on=today, anew="anew" in request.GET or request.method == "POST")
    if page.handover is not None and page.handover.stage is not Stage.TO_WRITE:
        return _shown(request, page, status=200)
    meanwhile: list[dict[str, str]] = []
    form = HandoverForm(request.POST or None, initial=_initial(page))
    if form.is_bound and form.is_valid():
        words = {name: form.cleaned_data[name] for name in actions.WRITTEN}
        try:
            actions.write_handover(
                person=person,
                words=words,
                expected_version=form.cleaned_data["version"],
                by=signed_in(request),
                today=today,
            )
        except actions.ChangedMeanwhile as problem:
            meanwhile = _meanwhile(words, problem.current)
            form = HandoverForm({**words, "version": str(problem.current.version)})
        except actions.SettledAlready:
            form.add_error(
                None,
                "Somebody has gone through this page with them meanwhile, so it is frozen. Copy your words, then open it again",
            )
        else:
            if "agree" in request.POST:
                return redirect("planning:handover_settle", person.pk)
            messages.success(request, "The page is saved. Go through it together when it is ready.")
            return redirect("planning:handover", person.pk)
    return render(
        request,
        "workspace/handover_write.html",
        {**_context(page), "form": form, "meanwhile": meanwhile},
        status=422 if form.errors else 409 if meanwhile else 200,
    )


@requires(Permission.HAND_OVER)
def settle(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Read it together, say how they agreed, and freeze it."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    page = handover_page(person, on=today)
    if page.handover is None or page.handover.stage is not Stage.TO_WRITE:
        return redirect("planning:handover", person.pk)
    form = SettleForm(request.POST or None, initial={"settled_on": today, "version": page.handover.version})
    if form.is_bound and form.is_valid():
        try:
            actions.settle_handover(
                page.handover,
                agreement=Agreement(form.cleaned_data["agreement"]),
                settled_on=form.cleaned_data["settled_on"],
                expected_version=form.cleaned_data["version"],
                not_agreed_reason=form.cleaned_data["not_agreed_reason"],
                snapshot=page.snapshot,
                by=signed_in(request),
                today=today,
            )
        except actions.SettledInTheFuture:
            form.add_error("settled_on", "Give a day that has been: today or before")
        except actions.AboutThemMissing:
            form.add_error("agreement", f"Write {person.called}’s own part first, or say why it is not agreed")
        except actions.ChangedMeanwhile as problem:
            form = SettleForm({**request.POST.dict(), "version": str(problem.current.version)})
            form.add_error(None, "Somebody changed the page since you opened it. Read it again with them, then save")
        except actions.SettledAlready:
            return redirect("planning:handover", person.pk)
        else:
            messages.success(request, "The page is settled and does not change any more.")
            return redirect("planning:handover", person.pk)
    return render(
        request,
        "workspace/handover_settle.html",
        {**_context(page), "form": form},
        status=422 if form.errors else 200,
    )


@requires(Permission.HAND_OVER)
@require_POST
def reopen(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    page = handover_page(person, on=today)
    if page.handover is None:
        raise Http404
    try:
        actions.reopen_handover(page.handover, by=signed_in(request), today=today)
    except actions.NotSettled:
        messages.error(request, "This page cannot be written on: it is not settled, or it was taken over.")
    return redirect("planning:handover", person.pk)


@requires(Permission.HAND_OVER)
@require_POST
def take_over(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    page = handover_page(person, on=today)
    if page.handover is None:
        raise Http404
    try:
        actions.acknowledge_handover(page.handover, by=signed_in(request), today=today)
    except actions.NotSettled:
        messages.error(request, "Nobody has gone through this page with them yet, or it was taken over already.")
    except actions.NotTheirAdviser:
        messages.error(request, f"Only {person.called}’s personal adviser takes over.")
    else:
        messages.success(request, f"You have taken over. The open promises to {person.called} are yours now.")
    return redirect("planning:handover", person.pk)


@requires(Permission.HAND_OVER)
@require_safe
def on_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The page alone, for printing or reading together on paper."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=f"{WHAT}, on paper")
    page = handover_page(person, on=today)
    return render(request, "workspace/handover_print.html", {**_context(page), "printed_on": today})


def _shown(request: HttpRequest, page: Page, *, status: int) -> HttpResponse:
    user = signed_in(request)
    assert page.handover is not None
    theirs = page.adviser is not None and page.adviser.worker_id == user.pk
    settled = page.handover.stage is Stage.SETTLED
    return render(
        request,
        "workspace/handover.html",
        {**_context(page), "may_take_over": settled and theirs, "may_reopen": settled},
        status=status,
    )


def _context(page: Page) -> dict[str, Any]:
    handover = page.handover
    stage = handover.stage if handover is not None else Stage.TO_WRITE
    agreed = handover is not None and handover.agreement not in ("", Agreement.NOT_AGREED)
    return {
        "person": page.person,
        "page": page,
        "handover": handover,
        "stages": _stages(page, stage),
        "agreed": agreed,
        "agreement": Agreement.label_of(handover.agreement) if handover is not None and handover.agreement else "",
        "words": _words(page),
        "written": stage is not Stage.TO_WRITE,
    }


def _stages(page: Page, stage: Stage) -> list[dict[str, str]]:
    """How far it has got, for parts/voices.html."""
    handover, order = page.handover, list(Stage)
    texts = {
        Stage.TO_WRITE: f"by {handover.written_by_name}" if handover is not None else "",
        Stage.SETTLED: f"on {full_date(handover.settled_on)}" if handover is not None and handover.settled_on else "",
        Stage.ACKNOWLEDGED: f"by {handover.acknowledged_by}, {full_date(handover.acknowledged_on)}"
        if handover is not None and handover.acknowledged_on
        else f"waits for {page.adviser.shown_worker}"
        if page.adviser
        else "",
    }
    titles = {
        Stage.TO_WRITE: "Written",
        Stage.SETTLED: f"Gone through with {page.person.called}",
        Stage.ACKNOWLEDGED: "Taken over",
    }
    reached = order.index(stage)
    if stage is Stage.TO_WRITE:
        states = ["now", "", ""]
    else:
        states = ["done" if index <= reached else "now" if index == reached + 1 else "" for index in range(3)]
    return [
        {"title": titles[step], "text": texts[step], "state": state} for step, state in zip(order, states, strict=True)
    ]


def _initial(page: Page) -> dict[str, Any]:
    """What is on the page; a new one begins with what they said matters and with what is going on."""
    if page.handover is not None:
        return {name: getattr(page.handover, name) for name in actions.WRITTEN} | {"version": page.handover.version}
    return {"about_me": page.person.what_matters, "going_on": page.going_on, "version": 0}


def _words(page: Page) -> dict[str, str]:
    initial = _initial(page)
    return {name: str(initial.get(name, "")) for name in actions.WRITTEN}


LABELS = {name: str(HandoverForm.base_fields[name].label) for name in actions.WRITTEN}


def _meanwhile(typed: dict[str, str], current: Any) -> list[dict[str, str]]:
    """What is kept now where it differs from what was typed, so that nobody's words are lost."""
    return [
        {"label": LABELS[name], "kept": getattr(current, name) or "(nothing)", "who": current.written_by_name}
        for name in actions.WRITTEN
        if getattr(current, name) != typed[name].strip()
    ]
