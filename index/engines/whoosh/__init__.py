"""The index kept by Whoosh 2.7.4: pure Python, and the reference that others are compared with."""

import warnings

with warnings.catch_warnings():
    # Strings in Whoosh 2.7.4 have invalid escapes, which Python 3.12 warns of when compiling: so
    # all of it that the modules here use is imported once, before they are.
    warnings.simplefilter("ignore", SyntaxWarning)
    import whoosh.collectors
    import whoosh.index
    import whoosh.qparser
    import whoosh.query
    import whoosh.writing  # noqa: F401
