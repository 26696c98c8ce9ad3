"""A learner's own copies of the exercises: making them, running them, saying how far they are."""
