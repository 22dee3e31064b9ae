"""Formats that hold files: archives and web captures."""
