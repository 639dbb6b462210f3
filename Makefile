# The scripts do the work; this names them. `make help` lists the targets.
.DEFAULT_GOAL := help
.PHONY: help run test lint format test-unit test-postgres test-browser coverage image-test lock clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: ## Start the site on this machine: http://127.0.0.1:8000/ (HOST and PORT change it)
	@scripts/run.sh

test: ## Run every gate and test, on SQLite and PostgreSQL and in a browser
	@scripts/test.sh

lint: ## Check style, missing migrations and the production settings
	@scripts/test.sh lint checks

format: ## Format Python code and templates
	@scripts/format.sh

test-unit: ## Run unit and page tests on SQLite (ARGS="-k workshop" selects)
	@scripts/test.sh unit

test-postgres: ## Run the same tests on PostgreSQL and Redis
	@scripts/test.sh postgres

test-browser: ## Run the browser tests
	@scripts/test.sh browser

coverage: ## Say which lines the tests on SQLite never run
	@scripts/test.sh coverage

image-test: ## Build the container image, start it and ask it for pages (Debian, as root)
	@scripts/image_test.sh

lock: ## Pin the requirements anew (ARGS=--upgrade moves pinned versions too)
	@scripts/lock.sh

clean: ## Remove what can be made again; never the data in var/
	rm -rf .venv node_modules .cache htmlcov .coverage .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
