"""Commands that look after a library."""
