"""From a word to its root, by affix rules, a dictionary and word frequencies."""
