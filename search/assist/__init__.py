"""Help beside the results: other spellings, filters that may be meant, key terms."""
