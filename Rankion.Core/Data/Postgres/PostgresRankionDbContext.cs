using Microsoft.EntityFrameworkCore;
using Rankion.Core.Images;

namespace Rankion.Core.Data.Postgres;

/// <summary>The model on PostgreSQL: instants are <c>timestamptz</c>.</summary>
public sealed class PostgresRankionDbContext(DbContextOptions<PostgresRankionDbContext> options) : RankionDbContext(options)
{
    internal static readonly PostgresImageDialect Dialect = new();

    internal override ImageDialect ImageDialect => Dialect;
}

public static class PostgresSetup
{
    public static DbContextOptionsBuilder UseRankionPostgres(this DbContextOptionsBuilder builder, string connectionString) =>
        builder.UseNpgsql(connectionString);
}
