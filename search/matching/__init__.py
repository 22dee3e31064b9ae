"""What a query matches: its leaves as terms, as clauses for an engine, and where they stand."""
