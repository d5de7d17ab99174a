"""Files of rows, read within limits and understood: sheets, headers, columns and cells; pure."""
