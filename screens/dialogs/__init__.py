"""Questions put to the member, each with one typed answer."""
