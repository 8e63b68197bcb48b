"""Pages of the plan: the permission first, one call, its result."""
