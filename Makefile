# Every target is one command of tools/dev.py, which also runs without make: see README.md.
PYTHON ?= python3

TARGETS = book test lint serve notebooks guards screens numpy-half newest oldest install clean
TARGETS += lite first-task measure pdf

.PHONY: $(TARGETS)
$(TARGETS):
	@$(PYTHON) tools/dev.py $@
