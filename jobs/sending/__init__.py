"""Taking the outbox to Slack: the sender's thread, and what it asks and notes for each message."""
