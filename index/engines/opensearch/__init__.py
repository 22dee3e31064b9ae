"""The index kept by an OpenSearch cluster, which others keep well."""
