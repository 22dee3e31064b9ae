"""What was typed, read into a query."""
