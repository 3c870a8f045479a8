"""The rules: plain dataclasses and functions. No input or output, no library; time arrives as an argument."""
