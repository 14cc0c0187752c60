"""Pages about people, a module for each noun."""
