"""Long work that a page starts and does not wait for."""

from datetime import date

from django.db.models import Q
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from waymark.accounts.models import User
from waymark.audit.rules import Actor, NamedActor
from waymark.duties import actions as duties
from waymark.eligibility import actions as eligibility


@task()
def rebuild_statuses(user_id: str, today: str) -> None:
    """Work out everyone's status anew, and their duties, which follow it, after a setting that status reads was changed
    by this user on an ISO day."""
    eligibility.rebuild_all(by=_changer(user_id), today=date.fromisoformat(today))
    duties.rebuild_all(by=_changer(user_id), today=date.fromisoformat(today))


@task()
def rebuild_duties(user_id: str, today: str) -> None:
    """Work out everyone's duties anew, after a setting that clocks read was changed by this user on an ISO day."""
    duties.rebuild_all(by=_changer(user_id), today=date.fromisoformat(today))


def _changer(user_id: str) -> Actor:
    return User.objects.filter(pk=user_id).first() or NamedActor("a settings page")


def rebuilding_statuses() -> bool:
    """Whether such work is waiting or running, so that pages can say that statuses may still be the old ones."""
    return _unfinished(rebuild_statuses.module_path)


def rebuilding_duties() -> bool:
    """The same of duties."""
    return _unfinished(rebuild_statuses.module_path, rebuild_duties.module_path)


def _unfinished(*paths: str) -> bool:
    unfinished = Q(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    return DBTaskResult.objects.filter(unfinished, task_path__in=paths).exists()
