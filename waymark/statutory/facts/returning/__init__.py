"""The return of a year, produced from the record: rows, places, problems and what was handed in."""
