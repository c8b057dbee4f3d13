"""Sources that are no feeds, or feeds with ways of their own: a file each.

Each file has `read(body, headers, url)`, which makes a Document of a response and never raises, `address(url)`, which returns the
address to ask of any that a person may give (None: it is none of this kind's), and, where an answer shows it, `looks_like(body)`.
`feeds.kinds.known` is the list of them.
"""
