"""What a matching article is worth to a query, and why."""
