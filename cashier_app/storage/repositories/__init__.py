"""The tables by what they are for; every statement of the till's database stands here."""
