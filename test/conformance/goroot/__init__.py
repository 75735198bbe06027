"""Runs GOROOT/test: what its directives mean, and lit formats for them."""
