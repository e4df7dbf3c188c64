"""Why a KPI moved: which link of its chain, then which element of which dimension."""
