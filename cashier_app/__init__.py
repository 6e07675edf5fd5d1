"""The till that keeps selling, and keeps the loyalty ledger right, when the network is gone."""

__version__ = "0.1.0"
