"""Pages of the platform: sign-in, home, apps and administration."""
