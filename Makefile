# Every target brings the machine up to date first (tools/setup): at once, and without the network,
# where nothing is missing. `make` alone lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup build demo test test-slow test-mutants test-fuzz test-web test-verifiers \
    test-package package bench format tidy fuzz clean

JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 60
FUZZ_RUNS ?= 10000000
# Decoders of what strangers send or files hold.
FUZZ_TARGETS ?= fuzz_plonk_proof fuzz_transaction fuzz_address fuzz_viewing_key fuzz_disclosure \
    fuzz_keystore fuzz_rpc_body fuzz_pain001
MUTANTS ?= 1900
ROOT_RELEASE ?= bookworm

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | \
	    sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: ## install what is missing (Debian 12)
	@tools/setup

build: setup ## build the programs into build/bin
	@tools/build release programs

demo: setup ## a private payroll from end to end; KEEP=1 leaves the node running
	@tools/build release tacitd tacit
	@tools/demo $(if $(filter-out 0,$(KEEP)),--keep)

test: setup ## all fast tests, the core again under sanitizers, and the checks of the source
	@tools/setup --web
	@rm -f build/phases
	@tools/build release all
	@tools/build asan-ubsan tacit_core_tests
	@tools/run_tests --jobs $(JOBS) --phases build/phases --python tools --suite tools/test_web \
	    --check "tools/compare_verifiers --mutants 60" \
	    --check tools/check_layers --check tools/tidy --check tools/check_attacks \
	    --check "tools/third_party --check" \
	    release:fast asan-ubsan:fast,core

test-slow: setup ## the long tests: load, crashes, exhaustive sweeps
	@tools/build release all
	@tools/run_tests --jobs 1 release:slow

test-mutants: setup ## change each part of the circuit: some test must fail (build/mutants.txt)
	@tools/build release shielded_circuit_slow_test
	@build/release/bin/shielded_circuit_slow_test build/mutants.txt --gtest_brief=1 \
	    --gtest_filter='TransferMutation.EveryMutantIsKilledOrExplained'

test-fuzz: setup ## FUZZ_RUNS (10 million) inputs for each of FUZZ_TARGETS under sanitizers: hours
	@tools/setup --dev
	@tools/build fuzz $(FUZZ_TARGETS)
	@tools/run_fuzzers --runs $(FUZZ_RUNS) --jobs $(JOBS) $(FUZZ_TARGETS)

test-web: ## the tests of the TypeScript packages in web/
	@tools/setup --web
	@tools/test_web

test-verifiers: setup ## the C++ and the TypeScript verifier on MUTANTS (1900) proofs
	@tools/setup --web
	@tools/build release tacit-proof tacit_setup_file
	@tools/test_web --build-only
	@tools/compare_verifiers --mutants $(MUTANTS) --jobs $(JOBS)

package: setup ## a Debian package of programs, guides, man pages, completions and a systemd unit
	@tools/setup --package
	@tools/build release programs
	@tools/package

test-package: package ## install it in a fresh root of ROOT_RELEASE (bookworm), and use it
	@tools/try_package $(ROOT_RELEASE)

bench: setup ## measure prove, verify, scan, payments per second, latency
	@tools/build release tacit-bench tacitd tacit
	@build/bin/tacit-bench
	@bench/payment_latency.py

format: ## lay out the source with clang-format
	@tools/setup --dev
	@git ls-files -z '*.cpp' '*.hpp' | xargs -0 clang-format-19 -i

tidy: ## style and layer checks, and clang-tidy's naming rules
	@tools/setup --dev
	@tools/check_layers
	@tools/tidy
	@tools/build clang --configure-only
	@git ls-files -z 'src/*.cpp' | xargs -0 -n 4 -P $(JOBS) clang-tidy-19 --quiet -p build/clang

fuzz: ## run each fuzz target for FUZZ_SECONDS (60)
	@tools/setup --dev
	@tools/build fuzz all
	@tools/run_fuzzers --seconds $(FUZZ_SECONDS)

clean: ## remove what was built; .deps stays
	rm -rf build .demo web/packages/*/dist web/packages/*/node_modules
