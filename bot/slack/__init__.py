"""Everything that talks to Slack: one classified call, people and channels, answers to clicks, errors in words."""
