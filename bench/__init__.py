"""How quick the portal is: ratios to a bare Django on the same server, in one run."""
