"""Takes away what a site puts around an article."""
