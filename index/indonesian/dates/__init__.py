"""Date expressions and datelines, read as intervals of days."""
