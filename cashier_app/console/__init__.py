"""The marketer's and IT's command line around the engine: quotes, programmes, groups and sales as files."""
