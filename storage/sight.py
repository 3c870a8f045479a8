"""Who is out of sight: a customer who is being forgotten is found nowhere, nor is anything of theirs."""

IN_SIGHT = "customer_id NOT IN (SELECT customer_id FROM forgotten_customers)"
"""For statements over a table of what belongs to customers."""
