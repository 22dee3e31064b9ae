"""HTML pages: where the article is in their markup, and which of their text is its own."""
