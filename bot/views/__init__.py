"""What people see: pure functions from domain objects to Message or View, one file per surface."""
