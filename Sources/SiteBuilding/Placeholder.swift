// Placeholder so that the package plans; replaced by the module's own files.
