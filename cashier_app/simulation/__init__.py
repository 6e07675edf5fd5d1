"""A chain of shops under a seed: real tills, store nodes and a central server over real databases, faults included.

Nothing runs on its own: a world draws who acts, what the network does to a message and where the power goes, from one
source of chance (`chance`), and time passes when it says so.  So a seed replays exactly, and what must hold
(`promises`) is asked after every step and once everything has healed.
"""
