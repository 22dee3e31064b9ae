"""One module per file format: content in, articles out."""
