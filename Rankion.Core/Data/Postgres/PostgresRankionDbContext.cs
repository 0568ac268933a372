using Microsoft.EntityFrameworkCore;

namespace Rankion.Core.Data.Postgres;

/// <summary>The model on PostgreSQL: instants are <c>timestamptz</c>.</summary>
public sealed class PostgresRankionDbContext(DbContextOptions<PostgresRankionDbContext> options) : RankionDbContext(options);

public static class PostgresSetup
{
    public static DbContextOptionsBuilder UseRankionPostgres(this DbContextOptionsBuilder builder, string connectionString) =>
        builder.UseNpgsql(connectionString);
}
