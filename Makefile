# Installs the outside judges of the tests: the Debian packages of apt.txt, Node.js
# where it is missing, the npm packages of package-lock.json. Needs root on Debian.
JUDGES := testdata/judges
APT_GET := DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0

.PHONY: judges
judges: $(JUDGES)/node_modules/.package-lock.json
	@packages=$$(sed 's/#.*//' $(JUDGES)/apt.txt); \
	dpkg -s $$packages >/dev/null 2>&1 || { \
		$(APT_GET) update && \
		$(APT_GET) install --yes --no-install-recommends $$packages >/dev/null; }

$(JUDGES)/node_modules/.package-lock.json: $(JUDGES)/package-lock.json
	@command -v npm >/dev/null || { \
		$(APT_GET) update && \
		$(APT_GET) install --yes --no-install-recommends nodejs npm >/dev/null; }
	@cd $(JUDGES) && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# The packages with goroutines, and the ones beside them, under the race detector.
.PHONY: race
race:
	@EACHMARK_FAULT_RUNS=5 go test -race ./printer ./printer/tcp ./printer/file ./printer/virtual ./printer/zebra ./printer/run
	@go test -race -skip 'Killed|AuditFindsChanges|Crash' ./printer/store
	@go test -race -run 'Check|EPCLines' ./cmd/eachmark

.PHONY: bench
bench:
	@go test -run '^$$' -bench . -benchmem ./...

# Each fuzz target for FUZZTIME.
FUZZTIME ?= 2m
.PHONY: fuzz
fuzz:
	@for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\)(.*/\1/p' fuzz/*_test.go); do \
		go test ./fuzz -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5s || exit 1; \
	done

# The fault campaign: FAULT_RUNS runs of 50 labels with everything going wrong, from
# the seed FAULT_SEED on, and the counts of what came of it. The memory file system
# makes it faster.
FAULT_RUNS ?= 10000
FAULT_SEED ?= 0
.PHONY: faults
faults:
	@TMPDIR=$$( [ -d /dev/shm ] && echo /dev/shm || echo /tmp ) EACHMARK_FAULT_RUNS=$(FAULT_RUNS) EACHMARK_FAULT_SEED=$(FAULT_SEED) \
		go test ./printer/run -run 'TestFaults$$' -timeout 3h -v | grep -v '^=== \|^    --- PASS'
