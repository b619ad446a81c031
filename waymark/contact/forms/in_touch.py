"""Which day, which band and whose contact the keeping-in-touch page is asked about."""

from datetime import date

from django import forms

from waymark.contact.rules.in_touch import Band, By
from waymark.core.forms import DateBox, DateField, Form


class InTouchForm(Form):
    """`on` is today where nothing is asked. Without both a band and whose contact, no list is open."""

    on = DateField(label="Which day?", widget=DateBox, required=False)
    band = forms.ChoiceField(choices=Band.choices(), required=False)
    by = forms.ChoiceField(choices=By.choices(), required=False)
    first = forms.IntegerField(min_value=0, required=False)

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and on > self.today:
            raise forms.ValidationError("Give today or an earlier day: nobody knows who will be reached")
        return on
