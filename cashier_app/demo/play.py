"""A day at the demo shop, played offscreen: the same till, scanner, printers and server, and what came out of them."""
