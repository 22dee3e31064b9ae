"""Articles in, an index on disk."""
