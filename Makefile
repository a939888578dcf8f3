# make demo   set everything up and run the main job on the sample plans
# make test   set everything up and run all tests      (make test ARGS="--forbid-skips -k outline")
# make lint   ruff, mypy --strict, import-linter

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out/demo
SAMPLES := corpus/samples
JOBS ?= 2

.PHONY: demo test lint scores wheel clean

$(VENV)/.runtime: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "docparse cần Python 3.11 trở lên")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

demo: $(VENV)/.runtime
	@$(BIN)/docparse extract $(SAMPLES)/0* --out $(OUT)/extract
	@$(BIN)/docparse compare $(OUT)/extract/song-van-*.json $(OUT)/extract/hoa-lam-*.json \
	    --central $(OUT)/extract/bo-gddt-*.json --out $(OUT)/so-sanh.xlsx --out $(OUT)/so-sanh.html
	@$(BIN)/docparse graph $(OUT)/extract/song-van-*.json --out $(OUT)/do-thi.svg
	@$(BIN)/docparse draft --profile $(SAMPLES)/profiles/demo.yaml \
	    --from $(OUT)/extract/song-van-*.json --from $(OUT)/extract/bo-gddt-*.json --out $(OUT)/du-thao.docx --force
	@echo "Kết quả nằm trong thư mục $(OUT)/:"
	@echo "  extract/plans.xlsx   dữ kiện của 8 kế hoạch; bên cạnh là JSON, CSV"
	@echo "  so-sanh.html, .xlsx  hai tỉnh so với kế hoạch của Bộ"
	@echo "  do-thi.svg           cơ quan nào làm việc gì"
	@echo "  du-thao.docx         dự thảo; thay đổi và nguồn của từng đoạn ở tệp bên cạnh"

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict docparse extractors
	$(BIN)/lint-imports

scores: $(VENV)/.dev
	$(BIN)/docparse extract $(SAMPLES)/0* --out out/scores --format json --quiet
	$(BIN)/docparse eval $(SAMPLES)/answers out/scores $(MIN)

wheel: $(VENV)/.dev
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf out dist build
