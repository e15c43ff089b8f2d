"""Checks of a built site folder by outside tools. README.md, one folder up, is the way in."""
