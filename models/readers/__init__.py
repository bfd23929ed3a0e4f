"""Reading the documents that associations already have."""
