"""The index kept by Whoosh 2.7.4: pure Python, and the reference that others are compared with."""
