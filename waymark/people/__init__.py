"""Who a young person is and what has happened;  is the only door."""
