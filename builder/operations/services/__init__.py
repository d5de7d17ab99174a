"""Commands that set stopped work going again."""
