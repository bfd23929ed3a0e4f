"""The prompt: line mode that waits for the next line, with others' changes in between."""
