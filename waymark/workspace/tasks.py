"""Long work that a page starts and does not wait for."""

from datetime import date

from django.db.models import Q
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from waymark.accounts.models import User
from waymark.audit.rules import NamedActor
from waymark.eligibility import actions as eligibility


@task()
def rebuild_statuses(user_id: str, today: str) -> None:
    """Work out everyone's status anew, after a setting that status reads was changed by this user on an ISO day."""
    by = User.objects.filter(pk=user_id).first() or NamedActor("a settings page")
    eligibility.rebuild_all(by=by, today=date.fromisoformat(today))


def rebuilding_statuses() -> bool:
    """Whether such work is waiting or running, so that pages can say that statuses may still be the old ones."""
    unfinished = Q(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    return DBTaskResult.objects.filter(unfinished, task_path=rebuild_statuses.module_path).exists()
