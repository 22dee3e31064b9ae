"""Commands about Telusur itself: settings, completion, help, and what it makes of words."""
