"""An old programme is brought in: files of another system become members, cards, lots and purchases, or nothing does.

`mapping` says what the columns mean, `reading` makes items of rows, `staging` keeps them on the disk, `judging`
settles what becomes of each, `writing` books it in one transaction, `totals` holds files and database against each
other, `report` tells it to people, `command` is the command line.
"""
