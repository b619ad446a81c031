"""Every write about duties: exceptions, reasons for missed ones, and the table derived from facts."""

from waymark.duties.actions.exporting import note_export
from waymark.duties.actions.rederiving import rebuild_all, rederive

__all__ = ["note_export", "rebuild_all", "rederive"]
