# Thin names over config/bootstrap.py, which needs the standard library only.
PYTHON ?= python3

.PHONY: run test verify check bench install
run:     ; DEMO=$${DEMO-1} $(PYTHON) config/bootstrap.py run
install: ; $(PYTHON) config/bootstrap.py install
test:    ; $(PYTHON) config/bootstrap.py test
verify:  ; $(PYTHON) config/bootstrap.py verify
check:   ; $(PYTHON) config/bootstrap.py check
bench:   ; $(PYTHON) config/bootstrap.py bench
