"""Goods: what a scanned code is, what a product is, and how catalogues of other programs come in."""
