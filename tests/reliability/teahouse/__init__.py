"""An app for fault tests: it takes an order, and serves it once."""
