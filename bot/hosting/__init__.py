"""Rapport for many workspaces in one process: for whoever adds it to theirs."""
