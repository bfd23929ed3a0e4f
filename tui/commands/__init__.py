"""The commands of line mode, by what they do; each answers with a Reply and prints nothing."""
