"""Questions about flows, processes and tasks; every answer is limited to what the actor may see."""
