"""What several readers need: decoding, limits, records, and errors of parsers as sentences."""
