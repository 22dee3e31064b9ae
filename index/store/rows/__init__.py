"""The rows of the article store: how articles get into them, are found, read, and change."""
