"""Commands of the forms engine, one file per noun."""
