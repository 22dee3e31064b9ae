"""What people see: pages, what they are rendered from, and the data at the same addresses."""
