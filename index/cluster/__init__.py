"""Libraries in a cluster of OpenSearch: articles and index are there, and so is the truth."""
