"""What has been added to the schema in PostgreSQL since Rapport hears customers and counts; a new step comes last."""

SINCE: dict[str, str] = {}
"""Name of a step -> its statements."""
