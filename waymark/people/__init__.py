"""Who a young person is and what has happened to them; access.open_record() is the only door."""
