"""What commands show besides hits: facets, timelines, feeds, saved searches."""
