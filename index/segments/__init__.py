"""The index on disk: segments of flat posting arrays, and the manifest that names them."""
