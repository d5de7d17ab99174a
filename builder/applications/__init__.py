"""Applications: what builders make, and the places where engines plug in."""
