"""A box for a day near today: “Friday”, “21 May” and “21/5/2026” all do."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from waymark.contact.rules.days import named_day, nearest_year
from waymark.core.forms import MONTH_NUMBERS, DateBox, DateField

DAY_AND_MONTH = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+([a-z]{3,9})\.?|\s*[/.-]\s*(\d{1,2}))", re.IGNORECASE
)


class NearDay(DateField):
    """A day at hand; the year may be left out. The form sets `today`; `ahead` says which way a weekday is meant."""

    widget = DateBox  # type: ignore[assignment]
    today: date

    def __init__(self, *, ahead: bool, **kwargs: Any) -> None:
        self.ahead = ahead
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and value.strip():
            if (day := named_day(value, today=self.today, ahead=self.ahead)) is not None:
                return day
            value = self._with_year(value.strip())
        try:
            return super().to_python(value)
        except ValidationError as problem:
            if problem.code == "invalid":  # nothing of it could be read
                raise ValidationError("Give a date, such as 21 May or Friday", code="invalid") from None
            raise

    def _with_year(self, text: str) -> str:
        found = DAY_AND_MONTH.fullmatch(text)
        month = found and (MONTH_NUMBERS.get((found[2] or "").lower()) or int(found[3] or 0))
        if not found or not month:
            return text
        year = nearest_year(int(found[1]), month, today=self.today, ahead=self.ahead)
        return f"{found[1]} {month} {year}"
