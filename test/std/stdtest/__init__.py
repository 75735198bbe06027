"""Runs the standard library's own tests under ogo, as a lit format."""
