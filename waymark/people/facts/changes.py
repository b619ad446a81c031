"""What others changed in a record while somebody was editing it."""

from dataclasses import dataclass

from waymark.audit.facts import changes_to
from waymark.people.models import YoungPerson

# Events that raise the version of a person's own row; each raises it by one.
RAISING = frozenset({"people.person_changed", "people.brought_in", "people.joined", "people.parted"})


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    who: str


def changes_since(person: YoungPerson, *, version: int) -> list[Change]:
    """The fields of the person's own row that were changed after a version, each with who did so last."""
    own = {field.name for field in YoungPerson._meta.concrete_fields}
    raised = [change for change in changes_to(person.pk) if change.name in RAISING and own & set(change.fields)]
    found: dict[str, str] = {}
    for change in raised[: max(0, person.version - version)]:  # latest first
        for name in change.fields:
            if name in own:
                found.setdefault(name, change.actor_name)
    return [Change(name, who) for name, who in found.items()]
