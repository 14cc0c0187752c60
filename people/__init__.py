"""Who: people, places, what each may do where, and signing in."""
