"""Where the floors meet: from a poll to stored items, tags and claims."""
