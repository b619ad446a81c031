"""Produces a collection year's return from the record: who is in it, what each row says, what changed since."""
