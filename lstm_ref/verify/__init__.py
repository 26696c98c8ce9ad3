"""How we know: gradient checks, parity between implementations, and the exercises' checking engine."""
