"""How long the pages that staff live in take on the server, in a council of 1,543 and in one of 77,150 people.

    python bench/pages.py

Each page is asked for 220 times in process through Django's client, with a session, all middleware, the audit of the
look and the template, after 20 requests that are not counted. DEBUG is off and templates are compiled once, as in
production; TLS and the web server are left out. Goals: p95 of 50 ms or less, and at 77,150 people no more than 1.2
times the p95 at 1,543; a team's day and the service's have goals of their own (`GOALS`). Head of service reaches everybody, the hardest case; Bea leads a team, Alex has a caseload.
"""

import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from councils import LARGE, ROOT, SMALL, prepared

GOAL_MS, GOAL_RATIO = 50.0, 1.2
# Pages that join more than one person's facts have goals of their own. The service's day counts everybody there is, so
# its goal is for the council of 1,543 and no ratio is asked of it.
GOALS = {"today, Bea's team": 80.0, "today, the service": 250.0}
GROWS = frozenset({"today, the service"})
WARM, TIMED = 20, 220
MIXED = 60  # different records in turn, so that no page is measured on one person

Ask = Callable[[], Any]


def pages() -> Iterator[tuple[str, Ask]]:
    """Each page's name and a call that asks for it once; a call may ask about another person each time."""
    from django.test import Client
    from django.urls import reverse

    from waymark.accounts.models import User
    from waymark.eligibility.models import DerivedStatusPeriod
    from waymark.people.models import YoungPerson

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
    yield "today, Alex's own", lambda: alex.get(reverse("workspace:home"))
    yield "today, Bea's team", lambda: bea.get(team)
    yield "today, the service", lambda: head.get(reverse("workspace:service_day"))
    yield "record", about("workspace:record")
    yield "why this status", about("eligibility:status")


def measure() -> dict[str, dict[str, list[float]]]:
    """In a process of its own: page → the milliseconds of each counted request, by the clock and of the processor."""
    import django

    django.setup()
    taken: dict[str, dict[str, list[float]]] = {}
    for name, ask in pages():
        for _ in range(WARM):
            answer = ask()
            if answer.status_code != 200:
                raise SystemExit(f"{name} answered {answer.status_code}")
        taken[name] = {"clock": [], "processor": []}
        for _ in range(TIMED):
            clock, processor = time.perf_counter(), time.process_time()
            ask()
            taken[name]["clock"].append((time.perf_counter() - clock) * 1000)
            taken[name]["processor"].append((time.process_time() - processor) * 1000)
    return taken


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _figures(taken: dict[str, list[float]]) -> str:
    clock, processor = taken["clock"], taken["processor"]
    return f"{statistics.median(clock):>8.1f}{p95(clock):>8.1f}{statistics.median(processor):>9.1f}"


def main() -> None:
    if "--measure" in sys.argv:
        print(json.dumps(measure()))
        return
    taken = {}
    warnings = "ignore:No directory at:UserWarning"  # static files are not collected for a benchmark
    for people in (SMALL, LARGE):
        done = subprocess.run(
            [sys.executable, "-W", warnings, __file__, "--measure"],
            env=prepared(people),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        taken[people] = json.loads(done.stdout)
    print(f"{'milliseconds on the server':<31}{SMALL:>17,} people{LARGE:>18,} people")
    columns = f"{'p50':>8}{'p95':>8}{'cpu p50':>9}"
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
