"""How fast everyone's duties are worked out, and how fast Today is read for one caseload, a team and the service.

    python bench/duties.py

All duties live, facts read from the database and every reason put into words, on one core: 60 seconds or less for
77,150 people, and no more than 1.2 times in proportion to 1,543. Then the reads behind Today from the derived table,
with the reasons of the lines shown, the p95 of 60: 50 ms for 25 people, 80 for 200 and 250 for 1,543, the page itself
left out. The invented councils are made once and kept in WAYMARK_DATA_DIR/bench.
"""

import json
import statistics
import subprocess
import sys
import time

from councils import LARGE, ROOT, SMALL, prepared

GOAL_SECONDS, GOAL_RATIO = 60.0, 1.2
GOALS_MS = {25: 50.0, 200: 80.0, SMALL: 250.0}
WARM, TIMED = 5, 60


def measure() -> dict[str, object]:
    """In a process of its own: the core's own seconds for all duties of everyone, so that a busy machine does not show,
    and the p95 in milliseconds of the reads behind Today for the first so many people."""
    import django

    django.setup()
    from django.utils import timezone

    from waymark.duties.facts import day, duties_of
    from waymark.people.models import YoungPerson

    today = timezone.localdate()
    ids = list(YoungPerson.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True))
    start = time.process_time()
    duties = 0
    for first in range(0, len(ids), 2_000):  # a batch at a time, as whoever writes them out does
        duties += sum(map(len, duties_of(ids[first : first + 2_000], on=today).values()))
    seconds = time.process_time() - start
    reads = {}
    for people in GOALS_MS if len(ids) <= SMALL else ():
        some = None if people == SMALL else ids[:people]
        rounds = []
        for number in range(WARM + TIMED):
            start = time.process_time()
            day(people=some, on=today)
            if number >= WARM:
                rounds.append(1_000 * (time.process_time() - start))
        reads[people] = statistics.quantiles(rounds, n=20)[-1]
    return {"people": len(ids), "duties": duties, "seconds": seconds, "reads": reads}


def main() -> None:
    if "--measure" in sys.argv:
        print(json.dumps(measure()))
        return
    found = []
    print(f"{'All duties of':<22}{'duties':>10}{'seconds':>9}{'people a second':>18}   goal")
    for people in (SMALL, LARGE):
        done = subprocess.run(
            [sys.executable, __file__, "--measure"],
            env=prepared(people),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found.append(json.loads(done.stdout))
        said = found[-1]
        met = "" if people == SMALL else f"≤ {GOAL_SECONDS:.0f} s " + _met(said["seconds"] <= GOAL_SECONDS)
        rate = said["people"] / said["seconds"]
        print(f"{said['people']:>10,} people    {said['duties']:>10,}{said['seconds']:>9.1f}{rate:>18,.0f}   {met}")
    small, large = found
    ratio = (large["seconds"] / large["people"]) / (small["seconds"] / small["people"])
    print(f"{'one person of many':<22}{ratio:>37.2f} times   ≤ {GOAL_RATIO} {_met(ratio <= GOAL_RATIO)}")
    for people, goal in GOALS_MS.items():
        took = small["reads"][str(people)]
        print(f"Today of {people:>6,} people{took:>37.1f} ms p95   ≤ {goal:.0f} {_met(took <= goal)}")


def _met(met: bool) -> str:
    return "met" if met else "NOT MET"


if __name__ == "__main__":
    main()
