"""What may be typed about evidence: valid input, in plain words."""
