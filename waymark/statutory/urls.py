"""Routes of imports and of the yearly return."""

from django.urls import path, register_converter

from waymark.statutory.views import importing, return_rows, returns


class CollectionYear:
    """A collection year in an address: 2026 is 1 April 2025 to 31 March 2026."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(CollectionYear, "collection_year")

YEAR = "returns/<collection_year:year>"
app_name = "statutory"
urlpatterns = [
    path("import/", importing.imports, name="imports"),
    path("import/return/", importing.import_upload, name="import_upload"),
    path("import/caseload/", importing.import_caseload, name="import_caseload"),
    path("import/caseload/template.xlsx", importing.import_template, name="import_template"),
    path("import/<uuid:import_id>/", importing.import_detail, name="import"),
    path("import/<uuid:import_id>/columns/", importing.import_columns, name="import_columns"),
    path("import/<uuid:import_id>/problems/", importing.import_problems, name="import_problems"),
    path("import/<uuid:import_id>/problems.csv", importing.import_problems_csv, name="import_problems_csv"),
    path("import/<uuid:import_id>/people/", importing.import_people, name="import_people"),
    path("import/<uuid:import_id>/apply/", importing.import_apply, name="import_apply"),
    path("import/<uuid:import_id>/refuse/", importing.import_refuse, name="import_refuse"),
    path("returns/", returns.returns, name="returns"),
    path(f"{YEAR}/", returns.return_year, name="return"),
    path(f"{YEAR}/files/<str:file_name>", returns.return_file, name="return_file"),
    path(f"{YEAR}/rules/<str:rule>/", return_rows.return_rule, name="return_rule"),
    path(f"{YEAR}/left-out/", return_rows.return_left_out, name="return_left_out"),
    path(f"{YEAR}/people/<uuid:leaver_id>/", return_rows.return_row, name="return_row"),
    path(f"{YEAR}/freeze/", returns.return_freeze, name="return_freeze"),
    path(f"{YEAR}/submissions/<uuid:submission_id>/", returns.return_submission, name="submission"),
    path(
        f"{YEAR}/submissions/<uuid:submission_id>/files/<str:file_name>",
        returns.submission_file,
        name="submission_file",
    ),
]
