"""How the house is built, started, tested and checked. No room imports it.

Runs on the machine's own Python with nothing installed: only the standard library.
"""
