"""The tasks that cells are tried on, each made by a recipe."""
