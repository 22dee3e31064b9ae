"""Feeds that are followed: which there are, when each is asked, and what is new in it."""
