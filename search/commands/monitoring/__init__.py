"""Commands that keep watch: saved searches, what is new in them, and feeds."""
