"""The index kept in step with the articles, checked, and read in one state with them."""
