"""The folder of a library on disk: where it is, what is in it, how its files are written."""
