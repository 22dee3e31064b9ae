"""One module per input format; each turns its input into articles and failures, as they come."""
