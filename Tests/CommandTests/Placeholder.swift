// Placeholder so that the package plans; replaced by the suite's own files.
