"""The pages of the evidence base: the list, one item, its changes, its files."""
