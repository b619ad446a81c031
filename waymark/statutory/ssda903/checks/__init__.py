"""The DfE's checks that touch the care leavers' return, by number, each in its meaning and our own words."""
