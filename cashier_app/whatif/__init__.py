"""What a loyalty programme would have cost: past receipts replayed under it by the till's own engine."""
