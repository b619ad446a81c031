"""Pure: from facts to rows of the return."""
