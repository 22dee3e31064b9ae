"""The index kept by tantivy, the embedded default."""
