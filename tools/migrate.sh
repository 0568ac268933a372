#!/usr/bin/env bash
# Adds a migration to both databases: tools/migrate.sh AddShares
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?name the migration, for example: tools/migrate.sh AddShares}
dotnet tool restore >/dev/null
dotnet build tools/Rankion.Ef -v q -clp:NoSummary
for provider in Sqlite Postgres; do
  dotnet ef migrations add "$name" --no-build -s tools/Rankion.Ef -p Rankion.Core \
    -c "${provider}RankionDbContext" -o "Data/$provider/Migrations"
done
