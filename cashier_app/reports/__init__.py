"""The manager's reports: what they are, as values; SQL gathers their facts elsewhere, paper and screens draw them."""
