"""The platform every engine stands on."""
