"""Guards of the pages: what a page says must depend on what it computes (see tests/guards)."""
