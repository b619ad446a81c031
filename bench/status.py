"""How fast legal statuses are worked out: facts in memory, on one core; reading the facts is measured apart.

    python bench/status.py

Goal: 20,000 people a second (status, basis, nights, flags and the day of the next change). The invented councils are
made once and kept in WAYMARK_DATA_DIR/bench.
"""

import json
import statistics
import subprocess
import sys
import time

from councils import LARGE, ROOT, SMALL, prepared

GOAL = 20_000
ROUNDS = 5


def measure() -> dict[str, float]:
    """In a process of its own: seconds to read everyone's facts, and of one core to answer for everyone, the
    middle of five rounds. The core's own seconds count, so that a busy machine does not show."""
    import django

    django.setup()
    from django.utils import timezone

    from waymark.eligibility.facts import care_facts, conventions_on
    from waymark.eligibility.rules import status_on
    from waymark.people.models import YoungPerson

    today = timezone.localdate()
    ids = list(YoungPerson.objects.filter(merged_into=None).values_list("pk", flat=True))
    start = time.perf_counter()
    facts = list(care_facts(ids).values())
    reading = time.perf_counter() - start
    conventions = conventions_on(today)
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for each in facts:
            status_on(each, today, conventions)
        rounds.append(time.process_time() - start)
    return {"people": len(facts), "reading": reading, "answering": statistics.median(rounds)}


def main() -> None:
    if "--measure" in sys.argv:
        print(json.dumps(measure()))
        return
    print(f"{'Legal status of':<22}{'seconds':>9}{'people a second':>18}   {'goal':<22}{'reading the facts':>20}")
    for people in (SMALL, LARGE):
        done = subprocess.run(
            [sys.executable, __file__, "--measure"],
            env=prepared(people),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found = json.loads(done.stdout)
        rate = found["people"] / found["answering"]
        met = "met" if rate >= GOAL else "NOT MET"
        print(
            f"{found['people']:>10,} people    {found['answering']:>9.3f}{rate:>18,.0f}   "
            f"≥ {GOAL:,} {met:<12}{found['reading']:>18.2f} s"
        )


if __name__ == "__main__":
    main()
