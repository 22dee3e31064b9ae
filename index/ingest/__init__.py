"""What comes in becomes articles: made, validated, merged with what is stored, in batches."""
