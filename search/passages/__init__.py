"""The sentences of an article that answer, with their matches."""
