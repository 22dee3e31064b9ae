"""How a cluster of OpenSearch is asked; what for is told elsewhere."""
