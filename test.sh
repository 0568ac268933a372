#!/usr/bin/env bash
# Runs every test: ./test.sh            or some: ./test.sh -class '*GalleryTests'   (options of the xunit runner)
# Installs what is missing where it may (Debian, as root). What cannot be had is a visible skip, and a failure where CI=true.
# The last line is the result: "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")"
projects=(Rankion.Tests Rankion.E2E)
export TEST_RESULTS="$PWD/TestResults" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '\n== %s\n' "$*"; }

# Networks time out: three tries.
insist() {
  for try in 1 2 3; do
    "$@" && return
    echo "(try $try of: $*)" >&2
    sleep "$((try * 5))"
  done
  return 1
}

missing_packages() {
  compgen -G "${CHROMIUM:-/usr/bin/chromium*}" >/dev/null || echo chromium-headless-shell
  [ -n "${PGBIN:-}" ] || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || echo postgresql
  compgen -G '/usr/share/fonts/truetype/dejavu/*' >/dev/null || echo fonts-dejavu-core
  command -v curl >/dev/null || echo curl
  command -v jq >/dev/null || echo jq
  ldconfig -p | grep -q 'libsqlite3\.so\.0' || echo libsqlite3-0
}

install_missing() {
  local packages
  mapfile -t packages < <(missing_packages)
  [ ${#packages[@]} -eq 0 ] && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "Missing: ${packages[*]}. Tests that need them are skipped; install them with your system's package manager."
    return
  fi
  say "Installing ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  # the tests start PostgreSQL servers of their own; the package need not make one
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  local options=(-y -qq --no-install-recommends -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold)
  insist timeout 300 apt-get update -qq
  # older releases have no such package of its own
  apt-cache show chromium-headless-shell >/dev/null 2>&1 || packages=("${packages[@]/#chromium-headless-shell/chromium}")
  insist timeout 900 apt-get install "${options[@]}" "${packages[@]}" >/dev/null
}

for tool in dotnet npm; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: see README.md, \"Set-up\"."; echo "0 passed, 1 failed, 0 skipped"; exit 1; }
done
install_missing

say Building
locked=()
[ "${CI:-}" = true ] && locked=(-p:RestoreLockedMode=true)
if ! insist dotnet restore -v quiet "${locked[@]}" || ! dotnet build --no-restore -v quiet -clp:NoSummary; then
  echo "The build failed."
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

mkdir -p "$TEST_RESULTS"
passed=0 failed=0 skipped=0
for project in "${projects[@]}"; do
  say "$project"
  log="$TEST_RESULTS/$project.log"
  "$project/bin/Debug/net10.0/$project" -noLogo -noColor -trx "$TEST_RESULTS/$project.trx" "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  # "Total: 11, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 2.4s"
  read -r total errors fails skips rest < <(sed -nE 's/.*Total: ([0-9]+)(, Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+), Not Run: ([0-9]+).*)?/\1 \3 \4 \5 \6/p' "$log" | tail -n 1)
  if [ -z "${total:-}" ]; then
    echo "$project ended without a result (exit code $status)."
    failed=$((failed + 1))
    continue
  fi
  bad=$((${fails:-0} + ${errors:-0}))
  if [ "$bad" = 0 ] && [ "$status" != 0 ] && [ "$total" != 0 ]; then bad=1; fi
  passed=$((passed + total - ${fails:-0} - ${skips:-0} - ${rest:-0}))
  failed=$((failed + bad))
  skipped=$((skipped + ${skips:-0}))
done

say Result
if [ $((passed + failed)) = 0 ]; then
  echo "No test ran."
  failed=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
