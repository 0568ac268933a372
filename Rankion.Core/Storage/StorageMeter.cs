using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rankion.Core.Data;

namespace Rankion.Core.Storage;

/// <summary>What a team keeps and may keep, in bytes.</summary>
/// <param name="Originals">Each file once, however many images share it; the trash counts until it is emptied.</param>
/// <param name="Derivatives">Thumbnails; they do not count towards the limit.</param>
/// <param name="Limit">Null where there is none.</param>
public sealed record StorageReading(StoragePlan Plan, long Originals, long Derivatives, long? Limit)
{
    public long Used => Originals;

    public bool IsFull => Used >= Limit;
}

/// <summary>Reads what teams keep, and says no where it is too much.</summary>
public sealed class StorageMeter(Database database, IOptions<StoragePlans> plans)
{
    public async Task<StorageReading> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await ReadAsync(db.For(actor), ct);
    }

    /// <summary>In the transaction that has just written the row of a new file: whoever else adds one waits for it, so the last byte goes once.</summary>
    /// <exception cref="RefusalException">413 <c>storage_limit_reached</c>; the transaction must not commit.</exception>
    internal async Task RequireFitAsync(TeamData team, CancellationToken ct)
    {
        if (await ReadAsync(team, ct) is { Limit: { } limit } reading && reading.Used > limit)
            throw Full(reading);
    }

    /// <summary>Before work that will need room.</summary>
    /// <param name="bytes">As far as known.</param>
    /// <exception cref="RefusalException">413 <c>storage_limit_reached</c>.</exception>
    internal async Task RequireRoomAsync(TeamData team, long bytes, CancellationToken ct)
    {
        if (await ReadAsync(team, ct) is { Limit: { } limit } reading && reading.Used + bytes > limit)
            throw Full(reading);
    }

    private async Task<StorageReading> ReadAsync(TeamData team, CancellationToken ct)
    {
        var plan = await team.Teams.Select(t => t.Plan).SingleAsync(ct);
        var kept = await team.Storage.AsNoTracking().Select(s => new { s.Originals, s.Derivatives }).SingleOrDefaultAsync(ct);
        return new(plan ?? plans.Value.DefaultPlan, kept?.Originals ?? 0, kept?.Derivatives ?? 0, plans.Value.LimitOf(plan));
    }

    private static RefusalException Full(StorageReading reading) =>
        new("storage_limit_reached", 413, $"The team's storage of {ByteSize.Of(reading.Limit!.Value, CultureInfo.InvariantCulture)} is full.")
        {
            Details = new Dictionary<string, object> { ["used"] = reading.Used, ["limit"] = reading.Limit!.Value },
        };
}
