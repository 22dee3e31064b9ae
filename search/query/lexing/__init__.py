"""What was typed, cut into lexemes, and the countries and days that are read in them."""
