"""One function per intent of a person or a job. Each is given the Session it belongs to; none of them knows Slack."""
