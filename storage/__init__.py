"""All SQL. One file per aggregate, as functions of a unit of work that speak domain objects."""
