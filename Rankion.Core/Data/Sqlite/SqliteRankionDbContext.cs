using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rankion.Core.Images;

namespace Rankion.Core.Data.Sqlite;

/// <summary>The model on SQLite: instants are microseconds since 1970 in an integer, small to index and in order.</summary>
public sealed class SqliteRankionDbContext(DbContextOptions<SqliteRankionDbContext> options) : RankionDbContext(options)
{
    internal static readonly SqliteImageDialect Dialect = new();

    internal override ImageDialect ImageDialect => Dialect;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<Microseconds>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<OffsetMicroseconds>();
    }

    /// <summary>What is kept as microseconds since 1970.</summary>
    internal static DateTime Instant(long stored) => new(DateTime.UnixEpoch.Ticks + (stored * TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    private sealed class Microseconds() : ValueConverter<DateTime, long>(
        value => (value.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        stored => Instant(stored));

    /// <summary>For Identity's own columns.</summary>
    private sealed class OffsetMicroseconds() : ValueConverter<DateTimeOffset, long>(
        value => (value.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        stored => new DateTimeOffset(DateTime.UnixEpoch.Ticks + (stored * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero));
}
