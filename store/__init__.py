"""The database: one file a subject, SQL in and records out."""
