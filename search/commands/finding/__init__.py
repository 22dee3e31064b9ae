"""Commands that find articles and show them."""
