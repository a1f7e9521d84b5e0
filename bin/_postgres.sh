# A private PostgreSQL cluster: own folder, socket only, no TCP, thrown away afterwards. For bin/test and bin/bench.
# start_cluster [SETTING] sets PG_DIR, DATABASE_URL (owner) and WEB_DATABASE_URL; stop_cluster may be called at any time.
PG_DIR=""
PG_BIN=""

# Debian keeps initdb and pg_ctl out of PATH.
postgres_programs() {
  local folder
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && { printf '%s' "$folder"; return 0; }
  done
  folder="$(command -v initdb)" && dirname "$(readlink -f "$folder")"
}

# PostgreSQL refuses to run as root; its user may not read the folder we stand in.
as_postgres() (
  cd /
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
)

start_cluster() {
  PG_BIN="$(postgres_programs)" || fail "Không thấy chương trình PostgreSQL (gói postgresql)"
  # Not below the clone: a socket's path may have 107 bytes only.
  PG_DIR="$(mktemp -d /tmp/pg.XXXXXX)"
  [ "$(id -u)" -ne 0 ] || chown postgres: "$PG_DIR"
  {
    as_postgres "$PG_BIN/initdb" -D "$PG_DIR/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync &&
      as_postgres tee -a "$PG_DIR/data/postgresql.conf" <<SETTINGS &&
listen_addresses = ''
unix_socket_directories = '$PG_DIR'
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
${1:-}
SETTINGS
      as_postgres "$PG_BIN/pg_ctl" -D "$PG_DIR/data" -l "$PG_DIR/log" -w start </dev/null
  } >/dev/null 2>"$PG_DIR/err" || {
    cat "$PG_DIR/err" >&2
    tail -n 5 "$PG_DIR/log" >&2 2>/dev/null || true
    stop_cluster
    fail "Không khởi động được PostgreSQL thử nghiệm"
  }
  # What the office has, too: `app` owns and migrates, `web` serves. Test databases are copies of template1.
  "$PG_BIN/psql" -q -v ON_ERROR_STOP=1 -h "$PG_DIR" -U postgres -d template1 <<'SQL'
CREATE ROLE app LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS;
CREATE ROLE web LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS;
GRANT web TO app;
ALTER DEFAULT PRIVILEGES FOR ROLE app GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO web;
ALTER DEFAULT PRIVILEGES FOR ROLE app GRANT USAGE, SELECT ON SEQUENCES TO web;
CREATE DATABASE register OWNER app;
SQL
  export DATABASE_URL="postgres://app@/register?host=$PG_DIR"
  export WEB_DATABASE_URL="postgres://web@/register?host=$PG_DIR"
}

stop_cluster() {
  [ -n "$PG_DIR" ] || return 0
  [ ! -e "$PG_DIR/data/postmaster.pid" ] ||
    as_postgres "$PG_BIN/pg_ctl" -D "$PG_DIR/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$PG_DIR"
  PG_DIR=""
  unset DATABASE_URL WEB_DATABASE_URL
}
