# Shared by everything in bin/: paths, locale, packages of the system, the virtual environment.
set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"
export LC_ALL=C.UTF-8 PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1
VENV="${REGISTER_VENV:-$ROOT/.venv}"
PYTHON="$VENV/bin/python"

fail() { printf '%s\n' "$1" >&2; exit 1; }

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
  local become=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || fail "Thiếu gói hệ thống, quản trị máy cần chạy: apt-get install --no-install-recommends $missing"
    become=(sudo -n)
  fi
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
    fail "Không cài được gói hệ thống, quản trị máy cần chạy: apt-get install --no-install-recommends $missing"
  fi
  rm -f "$log"
}

# The environment is made again only when the lock or the interpreter changed.
virtual_environment() {
  local lock="$1" stamp wanted log
  stamp="$VENV/.lock-$(basename "$lock" .txt)"
  wanted="$(sha256sum "$lock" | cut -d' ' -f1) $(python3 -V)"
  [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && [ -x "$PYTHON" ] && return 0
  [ -x "$PYTHON" ] || python3 -m venv "$VENV"
  log="$(mktemp)"
  "$PYTHON" -m pip install --quiet --require-hashes --no-deps --only-binary :all: -r "$lock" >"$log" 2>&1 ||
    { tail -n 5 "$log" >&2; rm -f "$log"; fail "Không cài được thư viện Python theo $lock (có mạng tới kho gói không?)"; }
  rm -f "$log"
  printf '%s' "$wanted" >"$stamp"
}

RUN_PACKAGES=(python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2)
TEST_PACKAGES=(postgresql chromium poppler-utils)
[ "$(id -u)" -eq 0 ] || TEST_PACKAGES+=(chromium-sandbox)
