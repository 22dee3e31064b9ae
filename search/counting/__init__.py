"""How many articles match: by country, publisher and month, over time, under headings."""
