# Thin names over config/bootstrap.py, which needs the standard library only.
PYTHON ?= python3

.PHONY: run install test verify check bench
run install test verify check bench:
	@$(PYTHON) config/bootstrap.py $@
