"""Working a year's return out in the background; outside production it happens at once."""

from datetime import datetime

from django_tasks import task

from waymark.core.wording import local
from waymark.statutory.actions.working_out import work_out


@task()
def work_out_return(year: int, at: str) -> None:
    """Produce and check the return of a year, as asked for at an ISO moment, and keep the answer."""
    moment = datetime.fromisoformat(at)
    work_out(year, today=local(moment).date(), at=moment)
