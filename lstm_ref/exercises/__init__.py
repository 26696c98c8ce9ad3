"""The exercises as data: one module per notebook, with its tasks, inputs, known mistakes and hints."""
