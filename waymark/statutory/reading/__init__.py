"""Turns a stranger's SSDA903 files into tables of rows as written, and says everything that is wrong with them."""

from waymark.statutory.reading.folder import Source, read
from waymark.statutory.reading.limits import Limits
from waymark.statutory.reading.result import FileRead, Layout, Problem, ProblemKind, ReadReturn, Row

__all__ = ["FileRead", "Layout", "Limits", "Problem", "ProblemKind", "ReadReturn", "Row", "Source", "read"]
