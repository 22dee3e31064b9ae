"""A question in, ranked and highlighted articles out."""
