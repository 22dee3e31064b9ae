"""Mentions of countries in a text, as ISO 3166-1 codes."""
