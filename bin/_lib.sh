# Shared by everything in bin/: paths, locale, packages of the system, the virtual environment.
set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"
export LC_ALL=C.UTF-8 PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1
VENV="${REGISTER_VENV:-$ROOT/.venv}"
PYTHON="$VENV/bin/python"

fail() { printf '%s\n' "$1" >&2; exit 1; }

# A new machine does not know yet what there is to install.
BY_HAND="apt-get update && apt-get install --no-install-recommends"
may_install() { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }

missing_packages() {
  local name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$name"
  done
}

# Installs what is missing, or says in one line what an administrator has to install.
system_packages() {
  local missing
  missing="$(missing_packages "$@")"
  missing="${missing% }"
  [ -z "$missing" ] && return 0
  may_install || fail "Thiếu gói hệ thống, quản trị máy cần chạy: $BY_HAND $missing"
  local become=()
  [ "$(id -u)" -eq 0 ] || become=(sudo -n)
  # Debian would otherwise make and start a cluster of its own on port 5432.
  if [[ " $missing " == *" postgresql "* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    "${become[@]}" mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | "${become[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  local log; log="$(mktemp)"
  # shellcheck disable=SC2086
  if ! { "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update &&
         "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2; rm -f "$log"
    fail "Không cài được gói hệ thống, quản trị máy cần chạy: $BY_HAND $missing"
  fi
  rm -f "$log"
}

# Debian's own interpreter, which an office has, before one that somebody built for himself.
system_python() {
  local own=/usr/bin/python3
  if [ -x "$own" ] && "$own" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
    printf '%s' "$own"
  else
    printf 'python3'
  fi
}

# The environment is made again only when the lock or the interpreter changed.
virtual_environment() {
  local lock="$1" python stamp wanted log
  python="$(system_python)"
  stamp="$VENV/.lock-$(basename "$lock" .txt)"
  wanted="$(sha256sum "$lock" | cut -d' ' -f1) $("$python" -V)"
  [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && [ -x "$PYTHON" ] && return 0
  if [ ! -x "$PYTHON" ]; then
    "$python" -m venv "$VENV"
  elif [ -e "$stamp" ] && [ "$("$PYTHON" -V)" != "$("$python" -V)" ]; then
    # What another interpreter was given is not this one's.
    "$python" -m venv --clear "$VENV"
  fi
  log="$(mktemp)"
  # What is used is compiled when it is: all of it takes half as long again.
  "$PYTHON" -m pip install --no-compile --quiet --require-hashes --no-deps --only-binary :all: -r "$lock" >"$log" 2>&1 ||
    { tail -n 5 "$log" >&2; rm -f "$log"; fail "Không cài được thư viện Python theo $lock (có mạng tới kho gói không?)"; }
  rm -f "$log"
  printf '%s' "$wanted" >"$stamp"
}

RUN_PACKAGES=(python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2)
# The program that drives the browser needs one library more than the browser itself.
TEST_PACKAGES=(postgresql poppler-utils libatomic1)
[ "$(id -u)" -eq 0 ] || TEST_PACKAGES+=(chromium-sandbox)

# Whoever has to ask an administrator asks once: the browser stands in the same list.
test_packages() {
  local browser=()
  may_install || [ -z "$(missing_packages chromium-headless-shell)" ] || browser=(chromium)
  system_packages "${RUN_PACKAGES[@]}" "${TEST_PACKAGES[@]}" "${browser[@]}"
}

# Chromium without windows draws the same in two thirds of the time; where it can't be had, the whole browser serves.
browser_package() {
  (system_packages chromium-headless-shell) >/dev/null 2>&1 || system_packages chromium
}
