"""How long each model's rows are kept and how sensitive each field is: every model says so, and a test checks."""

from typing import ClassVar

from waymark.core.vocab import Vocabulary


class Retention(Vocabulary):
    """Why and how long a row is kept; the periods themselves are settings of the retention app."""

    CASE_RECORD = "case_record", "Case record: to the 75th anniversary of birth"
    AUDIT = "audit", "Audit trail: as long as the record it is about"
    ACCOUNT = "account", "Staff account: while employed and six years after"
    SUBMISSION = "submission", "Statutory submission: as it was handed in"
    SETTING = "setting", "Council setting: for as long as figures depend on it"
    WORKING = "working", "Working copy: until the work is done"
    DERIVED = "derived", "Derived: can be rebuilt from the record at any time"


class Sensitivity(Vocabulary):
    """Who must be kept from seeing a value; the audit trail encrypts before and after under the same class."""

    PLAIN = "plain", "Says nothing about a person by itself"
    IDENTITY = "identity", "Says who someone is"
    CONTACT = "contact", "Says where or how to reach someone"
    CARE = "care", "Care history, plans and decisions"
    SPECIAL = "special", "Special category: health, ethnicity, religion, gender identity"
    RISK = "risk", "Risk, offending, immigration, safety"
    THIRD_PARTY = "third_party", "About somebody else in the young person's life"
    SECRET = "secret", "A key, password or code"


class Privacy:
    """Inherit as `class Privacy(privacy.Privacy)` inside a model and name every field in `sensitivity`."""

    retention: ClassVar[Retention]
    sensitivity: ClassVar[dict[str, Sensitivity]]


def same(kind: Sensitivity, *fields: str) -> dict[str, Sensitivity]:
    """`same(Sensitivity.PLAIN, "id", "started_on")` → a dict for `sensitivity`, to be joined with `|`."""
    return dict.fromkeys(fields, kind)


def privacy_of(model: type) -> type[Privacy] | None:
    """What a model says of itself; None for one that says nothing, such as a library's."""
    said = getattr(model, "Privacy", None)
    return said if isinstance(said, type) and issubclass(said, Privacy) else None
