"""The interactive browser of a library; needs Textual, the extra `telusur[browse]`."""
