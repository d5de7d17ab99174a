"""Definition, version, run: what every engine's documents share."""
