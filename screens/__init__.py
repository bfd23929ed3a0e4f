"""What a person sees: one screen a file, its sheet beside it."""
