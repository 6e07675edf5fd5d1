"""The server as a store node: between the tills of one shop and the central server.

It answers tills as the central server does, out of its own database, and is to the central server what a till is: what
its tills told goes up byte for byte, under their own epochs, and state comes down by the feed.  Of the points of its
store's members it holds the central server's whole right (`book.own_right`) and lends its tills no more than that; what
a till earned and used under it moves its own counters by the same amounts, here and at the central server.

What it knows of an account is what the central server told last (`told_at`, `told_marks`) and the entries of its own
tills since: `entry` holds only those that are not contained yet.  It judges nothing: checks, alarms, levels, expiry and
the settling of returns are the central server's.
"""
