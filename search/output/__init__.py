"""One module per output format; all render the same records."""
