"""Commands of the API itself."""
