"""Forms of the import pages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from waymark.core.forms import Form
from waymark.statutory.importing.rules.headings import COLUMNS, missing
from waymark.statutory.ssda903.years import YEARS

LARGEST_FILE = 200 * 1024 * 1024
MOST_FILES = 40


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each is checked as Django checks one."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
            return []
        if len(given) > MOST_FILES:
            raise ValidationError(f"Choose {MOST_FILES} files or fewer at a time: these are {len(given)}")
        return [_not_too_large(super(FilesField, self).clean(each, initial)) for each in given]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """No file chosen comes as an empty list, which is no change."""
        return bool(data)


def _not_too_large(file: UploadedFile) -> UploadedFile:
    if file.size and file.size > LARGEST_FILE:
        raise ValidationError(f"“{file.name}” is larger than 200 MB. Split it, or check that it is the right file")
    return file


def _year_label(year: int) -> str:
    return f"{year} (1 April {year - 1} to 31 March {year})"


class ReturnForm(Form):
    """The files of one collection year. The page shows three, of which the first is needed."""

    year = forms.TypedChoiceField(label="Collection year", coerce=int)
    tables = FilesField(
        label="Files", help_text="All tables of that year: CSV files under any names, or the one XML file."
    )

    say = {"tables": {"required": "Choose the files of this year"}, "year": {"required": "Choose the collection year"}}

    def __init__(self, *args: Any, newest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, _year_label(year)) for year in sorted(YEARS, reverse=True) if year <= newest]
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a year"), *years]


class CaseloadForm(Form):
    file = forms.FileField(
        label="Spreadsheet", help_text="An .xlsx workbook or a CSV. Its first row names the columns."
    )

    say = {"file": {"required": "Choose a spreadsheet"}}

    def clean_file(self) -> UploadedFile:
        return _not_too_large(self.cleaned_data["file"])


class ColumnsForm(Form):
    """Which heading of a spreadsheet means what: one field for each column that can be brought in."""

    def __init__(self, *args: Any, headings: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Not in this sheet"), *((heading, heading) for heading in headings)]
        for column in COLUMNS:
            self.fields[column.key] = forms.ChoiceField(
                label=column.title, help_text=column.guidance, choices=choices, required=False
            )

    def clean(self) -> dict[str, Any]:
        chosen = {key: heading for key, heading in self.cleaned_data.items() if heading}
        twice = sorted({heading for heading in chosen.values() if list(chosen.values()).count(heading) > 1})
        for key, heading in chosen.items():
            if heading in twice:
                self.add_error(key, f"“{heading}” is chosen more than once. Choose it for one of them")
        if not self.errors and (lack := missing(chosen)):
            self.add_error("child_id", lack.rstrip("."))
        return chosen


class ProblemSearchForm(Form):
    text = forms.CharField(label="Find in the problems", required=False, max_length=100)
