"""How tills and servers tell one another: the wire's messages, the outbox, the feed, the worker."""
