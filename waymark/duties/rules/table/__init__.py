"""The table of clocks: every duty of a leaving-care service as data. Pure."""

from waymark.duties.rules.kinds import Clock, DutyId
from waymark.duties.rules.table.after_care import FROM_18, RELEVANT
from waymark.duties.rules.table.helping import ALL, FROM_21
from waymark.duties.rules.table.in_care import IN_CARE

CLOCKS: dict[DutyId, Clock] = {
    clock.id: clock for clock in sorted((*IN_CARE, *RELEVANT, *FROM_18, *FROM_21, *ALL), key=lambda clock: clock.id)
}
