"""The API: what programs ask the server over HTTP; answers are what the commands print as JSON."""
