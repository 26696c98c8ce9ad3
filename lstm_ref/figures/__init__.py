"""Every picture of the book, drawn from live values."""
