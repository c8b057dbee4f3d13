"""From the wire to records: fetching feeds and articles politely, and reading what came back."""
