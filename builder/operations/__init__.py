"""What administrators watch and mend: background jobs and incidents."""
