using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;

namespace Rankion.Core.Credits;

/// <summary>
/// The team's credits. A movement is a ledger row and the balance beside it, both in the transaction of what is paid for, so
/// that nothing is charged that was not accepted and nothing is accepted that was not charged.
/// </summary>
public sealed class CreditLedger(Database database, ChangeFeed feed, AuditTrail audit, TimeProvider time)
{
    public async Task<int> BalanceAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Teams.Select(t => t.CreditBalance).SingleAsync(ct);
    }

    /// <summary>The movements, newest first.</summary>
    public async Task<Page<LedgerEntry>> ReadAsync(Actor actor, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var ledger = db.For(actor).Ledger;
        var items = await ledger.OrderByDescending(e => e.Id).Skip((page.Number - 1) * page.PerPage).Take(page.PerPage).ToListAsync(ct);
        return new(items, page.Number, page.PerPage, await ledger.CountAsync(ct));
    }

    /// <summary>Gives a team credits.</summary>
    /// <param name="userId">Who grants; null for an operator's command.</param>
    /// <returns>The new balance; null where there is no such team.</returns>
    public Task<int?> GrantAsync(long teamId, int amount, long? userId, string? note, CancellationToken ct) =>
        database.WriteAsync(write => GrantAsync(write, teamId, amount, userId, note, ct), ct);

    /// <inheritdoc cref="GrantAsync(long, int, long?, string?, CancellationToken)"/>
    internal async Task<int?> GrantAsync(WriteScope write, long teamId, int amount, long? userId, string? note, CancellationToken ct)
    {
        if (amount is < 1 or > 100_000_000)
            throw Refusal.Invalid("amount", "The amount must be between 1 and 100,000,000.");
        var entry = new LedgerEntry { TeamId = teamId, Amount = amount, Kind = LedgerKind.Grant, UserId = userId, Note = note, CreatedAt = time.UtcNow() };
        if (await MoveAsync(write, entry, ct) is not { } balance)
            return null;
        audit.Record(write, teamId, userId, "credits.granted", "team", teamId, amount.ToString(CultureInfo.InvariantCulture));
        return balance;
    }

    /// <summary>Takes credits for images that are rows already; one ledger row each.</summary>
    /// <returns>What is left.</returns>
    /// <exception cref="RefusalException">402 with <c>required</c> and <c>available</c>; the caller's transaction must not commit.</exception>
    internal async Task<int> ChargeAsync(WriteScope write, Actor actor, IReadOnlyList<Image> images, CancellationToken ct)
    {
        var price = images.Sum(i => i.Credits);
        var team = write.Db.For(actor).Teams;
        var moved = await team.Where(t => t.CreditBalance >= price)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.CreditBalance, t => t.CreditBalance - price), ct);
        var balance = await team.Select(t => t.CreditBalance).SingleAsync(ct);
        if (moved == 0)
            throw Insufficient(price, balance);
        write.Db.AddRange(images.Where(i => i.Credits > 0).Select(i => new LedgerEntry
        {
            TeamId = actor.TeamId,
            Amount = -i.Credits,
            Kind = LedgerKind.Charge,
            JobId = i.JobId,
            ImageId = i.Id,
            UserId = actor.UserId,
            CreatedAt = time.UtcNow(),
        }));
        write.AfterCommit(() => feed.Publish(new CreditsChanged(actor.TeamId, balance)));
        return balance;
    }

    /// <summary>Gives back what was charged for an image that never became ready.</summary>
    internal async Task RefundAsync(WriteScope write, Image image, string note, CancellationToken ct)
    {
        if (image.Credits == 0)
            return;
        await MoveAsync(write, new LedgerEntry
        {
            TeamId = image.TeamId,
            Amount = image.Credits,
            Kind = LedgerKind.Refund,
            JobId = image.JobId,
            ImageId = image.Id,
            Note = note,
            CreatedAt = time.UtcNow(),
        }, ct);
        image.Credits = 0;
    }

    private async Task<int?> MoveAsync(WriteScope write, LedgerEntry entry, CancellationToken ct)
    {
        var team = write.Db.ForTeam(entry.TeamId).Teams;
        if (await team.ExecuteUpdateAsync(set => set.SetProperty(t => t.CreditBalance, t => t.CreditBalance + entry.Amount), ct) == 0)
            return null;
        write.Db.Add(entry);
        var balance = await team.Select(t => t.CreditBalance).SingleAsync(ct);
        write.AfterCommit(() => feed.Publish(new CreditsChanged(entry.TeamId, balance)));
        return balance;
    }

    private static RefusalException Insufficient(int required, int available) =>
        new("insufficient_credits", 402, $"This costs {required} credits and the team has {available}.")
        {
            Details = new Dictionary<string, object> { ["required"] = required, ["available"] = available },
        };
}
