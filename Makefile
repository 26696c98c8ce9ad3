# Every target is one command of tools/dev.py, which also runs without make: see README.md.
PYTHON ?= python3

.PHONY: book test lint serve notebooks guards screens numpy-half install clean lite first-task measure pdf
book test lint serve notebooks guards screens numpy-half install clean lite first-task measure pdf:
	@$(PYTHON) tools/dev.py $@
