"""Which stored article an incoming one is, and which are versions of one another."""
