"""What Telusur knows of the Indonesian language: text in, values out, nothing of indexes."""
