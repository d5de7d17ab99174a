"""The forms engine through the API."""
