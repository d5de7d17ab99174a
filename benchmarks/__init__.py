"""What the product costs, measured against the least that the same work could cost."""
