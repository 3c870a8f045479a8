"""The schema's steps since Rapport hears customers and counts; storage/migrations.py says what holds for all of them.

A new one comes to the end of this file, and under the same name to storage/engines/postgres_hearing_steps.py.
"""

from storage.meeting_migrations import migrations

__all__ = ["migrations"]
