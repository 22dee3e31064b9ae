"""Text as tokens, sentences and folded words; stop words, proper names and spelling variants."""
