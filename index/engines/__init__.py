"""The engines that an index can be kept by, behind one face: `engine.Engine`."""
