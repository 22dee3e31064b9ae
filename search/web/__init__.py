"""The page in the browser and what it needs: only `telusur serve` imports it."""
