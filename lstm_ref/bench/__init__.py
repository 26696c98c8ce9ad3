"""How fast each implementation is: measured side by side, beside the bare matrix products and the goals."""
