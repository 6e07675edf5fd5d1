"""Values that know nothing else: money, points, quantity, ids, instants, errors, words."""
