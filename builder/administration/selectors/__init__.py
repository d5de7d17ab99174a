"""Read what runs in the background; only administrators may."""
