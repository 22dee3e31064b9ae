"""Commands that bring articles into a library and take them out."""
