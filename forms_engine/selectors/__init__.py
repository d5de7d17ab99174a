"""Questions to the forms engine, one file per noun; every answer is limited to what the actor may see."""
