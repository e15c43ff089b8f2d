# `make` builds Waymark and the site of content/ into public/; `make test` runs every test;
# `make bench` says how fast it all is.
# Each target installs what it misses. Tested on Debian 12; macOS (Homebrew) is not.

SWIFT ?= swift
RELEASE := .build-release
WAYMARK := $(RELEASE)/release/waymark
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# What building needs, by Debian's names.
PACKAGES := libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev pkg-config

.PHONY: site test unit-tests site-tests test-the-site-tests words format lint fuzz sanitize clean screenshots bench

site: $(WAYMARK)
	$(WAYMARK) build
	@echo "Open public/index.html in a browser, or put the folder public/ on any web host."

# On Linux the program needs no library of the machine that it runs on, and starts in half the time.
# LLD, since the usual linker warns about parts of the C library that are never called here; it also optimizes
# across modules while it links (ThinLTO), which takes 3 % of the time of a build.
STATIC := $(if $(filter Linux,$(shell uname)),-Xswiftc -static-executable -Xswiftc -use-ld=lld \
  --experimental-lto-mode thin)

# SwiftPM knows best what has changed.
.PHONY: $(WAYMARK)
$(WAYMARK): | packages
	$(SWIFT) build -c release --product waymark --scratch-path $(RELEASE) $(STATIC)

test: lint unit-tests site-tests test-the-site-tests words

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Plugins

unit-tests: $(WAYMARK)
	WAYMARK=$(abspath $(WAYMARK)) $(SWIFT) test --parallel

# The real library and one in other scripts, judged by outside tools in a browser; and the search of one
# that is so large that its index is split.
site-tests: site
	Scripts/install-check-tools.sh
	$(WAYMARK) build Tests/Fixtures/sites/languages -o .build-site-tests/languages --quiet
	Scripts/site-checks/run public
	Scripts/site-checks/run .build-site-tests/languages
	rm -rf .build-site-tests/many
	python3 Benchmarks/driver/corpus.py 1000 .build-site-tests/many --search
	$(WAYMARK) build .build-site-tests/many --quiet
	Scripts/site-checks/run --only search .build-site-tests/many/public

# A check that never fails proves nothing: breaks copies of the good site, one fault each, and sees
# that the check named for it finds it.
test-the-site-tests: site
	Scripts/install-check-tools.sh
	Scripts/site-checks/self-test public

words:
	Scripts/words content

# Looks for bytes that crash, hang or break a promise; keeps them in .build-fuzz-findings.
FUZZ_SECONDS ?= 60
fuzz: | packages
	SWIFT=$(SWIFT) Scripts/fuzz $(FUZZ_SECONDS)

# The tests again, watched for memory that is not ours and for threads that meet in it. LeakSanitizer does not
# see Swift's own objects where Swift keeps flags in the spare bits of a pointer; what the C libraries allocate
# is still watched.
sanitize: | packages
	LSAN_OPTIONS=suppressions=$(abspath Scripts/leaks.txt):print_suppressions=0 \
	  $(SWIFT) test --parallel --sanitize=address --scratch-path .build-sanitize-address
	TSAN_OPTIONS=suppressions=$(abspath Scripts/races.txt) \
	  $(SWIFT) test --parallel --sanitize=thread --scratch-path .build-sanitize-thread

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Plugins

screenshots: site
	Scripts/install-check-tools.sh --pictures
	Scripts/screenshots public .build-site-tests/pictures
	mkdir -p Documentation/Pictures
	cp .build-site-tests/pictures/light.png .build-site-tests/pictures/dark.png Documentation/Pictures/

# How fast, against a floor in C, Hugo and mdBook: BENCH=--quick takes two minutes, BENCH=--publish writes
# the results into Documentation/.
bench: $(WAYMARK)
	Benchmarks/bench $(BENCH)

clean:
	rm -rf .build $(RELEASE) .build-fuzz .build-sanitize-address .build-sanitize-thread .build-site-tests .build-bench .waymark public

.PHONY: packages
packages:
	@command -v $(SWIFT) >/dev/null || { echo "Waymark needs Swift 6.1 or newer: https://www.swift.org/install" >&2; exit 1; }
	@if command -v dpkg-query >/dev/null; then \
	  missing=""; \
	  for package in $(PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    echo "Installing$$missing"; \
	    $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	  fi; \
	elif ! pkg-config --exists libcmark-gfm yaml-0.1 2>/dev/null; then \
	  echo "Waymark needs libcmark-gfm with its extensions, libyaml and pkg-config." >&2; \
	  echo "With Homebrew: brew install cmark-gfm libyaml pkg-config" >&2; \
	  exit 1; \
	fi
