"""Notebooks made from text: chapters, exercises and solutions (see tools/make_notebooks.py)."""
