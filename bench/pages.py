"""How long the pages that staff live in take on the server, in a council of 1,543 and in one of 77,150 people.

    python bench/pages.py [PART OF A NAME ...]

Each page is asked for 220 times in process through Django's client, with a session, all middleware, the audit of the
look and the template, after 20 requests that are not counted. DEBUG is off and templates are compiled once, as in
production; TLS and the web server are left out. What a request writes is taken back after it, so that the next finds
the same council. Goals: p95 of 50 ms or less, and at 77,150 people no more than 1.2 times the p95 at 1,543; some pages
have goals of their own (`GOALS`). Head of service reaches everybody, the hardest case; Bea leads a team, Alex has a
caseload. With parts of names only those pages are measured.
"""

import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from councils import LARGE, ROOT, SMALL, prepared

GOAL_MS, GOAL_RATIO = 50.0, 1.2
# Pages that join more than one person's facts have goals of their own, and so has saving, after which everything that
# follows from it is worked out. The service's day counts everybody there is, so its goal is for the council of 1,543
# and no ratio is asked of it.
GOALS = {
    "today, Bea's team": 80.0,
    "today, the service": 250.0,
    "contact, saved": 150.0,
}
GROWS = frozenset({"today, the service"})
WARM, TIMED = 20, 220
MIXED = 60  # different records in turn, so that no page is measured on one person

Ask = Callable[[], Any]


def pages() -> Iterator[tuple[str, Ask]]:
    """Each page's name and a call that asks for it once; a call may ask about another person each time."""
    from django.db.models import Count
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from waymark.accounts.models import User
    from waymark.eligibility.models import DerivedStatusPeriod
    from waymark.people.models import Allocation, YoungPerson
    from waymark.people.rules.words import AllocationRole

    def signed_in(username: str) -> Client:
        client = Client(headers={"host": "localhost"})
        client.force_login(
            User.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    head, bea, alex = signed_in("head-of-service"), signed_in("team-manager"), signed_in("personal-adviser")
    register, search = reverse("workspace:register"), reverse("workspace:search")

    def listed(client: Client, **asked: str) -> Ask:
        return lambda: client.get(register, asked)

    def found(text: str) -> Ask:
        return lambda: head.post(search, {"text": text})

    by_name = YoungPerson.objects.filter(merged_into=None).order_by("-sort_name", "-pk")
    near_the_end = str(by_name.values_list("pk", flat=True)[26])
    contested = DerivedStatusPeriod.objects.filter(contested=True).values_list("person_id", flat=True)[: MIXED // 3]
    others = YoungPerson.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True)
    people = [*contested, *others[: MIXED - len(contested)]]

    def about(name: str) -> Ask:
        turn = itertools.cycle([reverse(name, args=[pk]) for pk in people])
        return lambda: head.get(next(turn))

    someone = YoungPerson.objects.filter(merged_into=None, first_name="Connor").first() or by_name[0]
    yield "register, everyone", listed(head)
    yield "register, one status", listed(head, status="relevant")
    yield "register, most common status", listed(head, status="former_relevant")
    yield "register, contested", listed(head, attention="contested")
    yield "register, no adviser", listed(head, attention="adviser")
    yield "register, 16 and 17", listed(head, band="16-17")
    yield "register, by name, last page", listed(head, order="name", after=near_the_end)
    yield "register, Bea's team", listed(bea)
    yield "register, Alex's own", listed(alex)
    yield "search, a name", found(f"{someone.first_name} {someone.last_name}")
    yield "search, misspelt", found("Conor Bradshawe")
    yield "search, a child number", found(str(someone.child_id))
    team = bea.get(reverse("workspace:home")).url
    today = timezone.localdate()
    team_id = team.rstrip("/").rpartition("/")[2]
    held = (
        Allocation.objects.known()
        .open_on(today)
        .filter(team=team_id, role=AllocationRole.PERSONAL_ADVISER, worker__isnull=False)
        .values_list("worker")
        .annotate(people=Count("pk"))
        .order_by("-people", "worker")
    )
    busiest = held[0][0]
    his = [
        *Allocation.objects.known()
        .open_on(today)
        .filter(worker__username="personal-adviser")
        .order_by("person")
        .values_list("person", flat=True)
    ]

    def alex_about(name: str, **query: str) -> Ask:
        turn = itertools.cycle([reverse(name, args=[pk]) for pk in his])
        return lambda: alex.get(next(turn), query)

    saved = itertools.cycle([reverse("contact:record", args=[pk]) for pk in his])

    def save() -> Any:
        said = {"made": "made", "how": "call", "happened_on": today.isoformat(), "note": "We spoke about college."}
        promised = {"promise_what_1": "Ring college", "promise_when_1": (today + timedelta(days=7)).isoformat()}
        return alex.post(next(saved), said | promised | {"client_key": str(uuid4())})

    moving = f"{reverse('workspace:move')}?worker={busiest}"
    form = bea.get(moving).content.decode()
    ticked = dict.fromkeys(re.findall(r'name="(move-[^"]+)"', form), "on")
    takers = re.search(r'<select[^>]*name="everyone".*?</select>', form, re.DOTALL)
    taker = re.findall(r'value="([0-9a-f-]{36})"', takers[0] if takers else "")[0]
    preview = {
        "do": "preview",
        "everyone": taker,
        "reason": "Leaves",
        **dict(
            zip(("started_on_0", "started_on_1", "started_on_2"), (today.day, today.month, today.year), strict=True)
        ),
        "started_on": today.isoformat(),
    }

    yield "today, Alex's own", lambda: alex.get(reverse("workspace:home"))
    yield "today, all of Alex's", lambda: alex.get(reverse("workspace:today_all"))
    yield "today, an adviser's", lambda: bea.get(reverse("workspace:adviser_day", args=[busiest]))
    yield "today, Bea's team", lambda: bea.get(team)
    yield "today, the service", lambda: head.get(reverse("workspace:service_day"))
    yield "record", about("workspace:record")
    yield "why this status", about("eligibility:status")
    yield "duties of a person", about("duties:person")
    yield "duties", lambda: head.get(reverse("duties:clocks"))
    yield "one duty", lambda: head.get(reverse("duties:clock", args=["D14"]))
    yield "one duty, overdue", lambda: head.get(reverse("duties:clock", args=["D14"]), {"show": "overdue"})
    yield "contact, whom", lambda: alex.get(reverse("contact:choose"))
    yield "contact, form", alex_about("contact:record")
    yield "contact, saved", save
    yield "contacts", about("contact:contacts")
    yield "promises", about("contact:promises")
    yield "in touch", lambda: head.get(reverse("contact:in_touch"))
    yield "in touch, who is not", lambda: head.get(reverse("contact:in_touch"), {"band": "17-18", "by": "anyone"})
    yield "lost contact", lambda: head.get(reverse("contact:lost_list"))
    yield "lost contact, Alex's own", lambda: alex.get(reverse("contact:lost_list"))
    yield "lost contact, one person", about("contact:lost")
    yield "texts", lambda: alex.get(reverse("texts:inbox"))
    yield "texts, everyone", lambda: head.get(reverse("texts:inbox"))
    yield "texts, one person", about("texts:thread")
    yield "diary, day", lambda: alex.get(reverse("diary:diary"))
    yield "diary, week", lambda: alex.get(reverse("diary:diary"), {"show": "week"})
    yield "diary, team", lambda: bea.get(reverse("diary:team"))
    yield "offers at 21", lambda: head.get(reverse("after21:campaign"))
    yield "offers at 21, Bea's", lambda: bea.get(reverse("after21:campaign"))
    yield "waiting at 21", lambda: alex.get(reverse("after21:waiting"))
    yield "21 and over, one person", about("after21:person")
    yield "handover", alex_about("planning:handover")
    yield "move a caseload", lambda: bea.get(moving)
    yield "move a caseload, preview", lambda: bea.post(moving, preview | ticked)


def measure(wanted: list[str]) -> dict[str, dict[str, list[float]]]:
    """In a process of its own: page → the milliseconds of each counted request, by the clock and of the processor, and
    how many queries one takes."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    import waymark.config.wsgi  # noqa: F401  the pages are measured as they are served

    taken: dict[str, dict[str, list[float]]] = {}
    for name, ask in pages():
        if wanted and not any(part in name for part in wanted):
            continue

        def asked(ask: Ask = ask) -> Any:
            with transaction.atomic():
                try:
                    return ask()
                finally:
                    transaction.set_rollback(True)

        for _ in range(WARM):
            answer = asked()
            if answer.status_code not in (200, 302):
                raise SystemExit(f"{name} answered {answer.status_code}")
        with CaptureQueriesContext(connection) as caught:
            asked()
        taken[name] = {"clock": [], "processor": [], "queries": [len(caught)]}
        for _ in range(TIMED):
            clock, processor = time.perf_counter(), time.process_time()
            asked()
            taken[name]["clock"].append((time.perf_counter() - clock) * 1000)
            taken[name]["processor"].append((time.process_time() - processor) * 1000)
    return taken


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _figures(taken: dict[str, list[float]]) -> str:
    clock, processor = taken["clock"], taken["processor"]
    return f"{statistics.median(clock):>8.1f}{p95(clock):>8.1f}{p95(processor):>9.1f}{taken['queries'][0]:>6}"


def main() -> None:
    if "--measure" in sys.argv:
        print(json.dumps(measure(sys.argv[2:])))
        return
    taken = {}
    warnings = "ignore:No directory at:UserWarning"  # static files are not collected for a benchmark
    for people in (SMALL, LARGE):
        done = subprocess.run(
            [sys.executable, "-W", warnings, __file__, "--measure", *sys.argv[1:]],
            env=prepared(people),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        taken[people] = json.loads(done.stdout)
    print(f"{'milliseconds on the server':<31}{SMALL:>24,} people{LARGE:>24,} people")
    columns = f"{'p50':>8}{'p95':>8}{'cpu p95':>9}{'sql':>6}"
    print(f"{'':<31}{columns}{columns}{'ratio':>8}   goal: p95 ≤ {GOAL_MS:.0f} ms, ratio of p95 ≤ {GOAL_RATIO}")
    for name, small in taken[SMALL].items():
        large = taken[LARGE][name]
        ratio = p95(large["clock"]) / p95(small["clock"])
        counted = [p95(small["clock"])] if name in GROWS else [p95(large["clock"]), p95(small["clock"])]
        slow = "too slow" if max(counted) > GOALS.get(name, GOAL_MS) else ""
        steep = "too steep" if ratio > GOAL_RATIO and name not in GROWS else ""
        print(f"{name:<31}{_figures(small)}{_figures(large)}{ratio:>8.2f}   {f'{slow} {steep}'.strip() or 'met'}")
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores:
        print(f"The machine was busy (load {load:.1f} on {cores} cores): times are longer than Waymark's own.")


if __name__ == "__main__":
    main()
