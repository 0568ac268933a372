using System.Globalization;
using System.Runtime.CompilerServices;
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
    public const int MaxNote = 200;

    private const int LinesAtOnce = 500;

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

    /// <summary>The movements with what they were for and who caused them, newest first.</summary>
    public async Task<Page<LedgerLine>> LinesAsync(Actor actor, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var ledger = db.For(actor).Ledger;
        var total = await ledger.CountAsync(ct);
        var skipped = (page.Number - 1L) * page.PerPage;
        var lines = skipped >= total ? [] : await LinesOfAsync(db, actor, ledger.OrderByDescending(e => e.Id).Skip((int)skipped).Take(page.PerPage), ct);
        return new(lines, page.Number, page.PerPage, total);
    }

    /// <summary>The whole ledger, newest first, read in pieces: however long it is, little of it is in memory.</summary>
    public async IAsyncEnumerable<LedgerLine> AllAsync(Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var before = long.MaxValue; ;)
        {
            await using var db = await database.OpenAsync(ct);
            var lines = await LinesOfAsync(db, actor, db.For(actor).Ledger.Where(e => e.Id < before).OrderByDescending(e => e.Id).Take(LinesAtOnce), ct);
            foreach (var line in lines)
                yield return line;
            if (lines.Count < LinesAtOnce)
                yield break;
            before = lines[^1].Entry.Id;
        }
    }

    /// <summary>Gives the actor's own team credits.</summary>
    /// <param name="note">What for, at most 200 characters.</param>
    /// <exception cref="RefusalException">403 unless an admin does, 422 for no such amount.</exception>
    public async Task<int> GrantAsync(Actor actor, int amount, string? note, CancellationToken ct)
    {
        actor.RequireAdmin();
        var words = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (words is { Length: > MaxNote } || (words is not null && !Annotations.IsText(words)))
            throw Refusal.Invalid("note", $"A note has at most {MaxNote} characters.");
        return (await GrantAsync(actor.TeamId, amount, actor.UserId, words, ct))!.Value;
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

    private static async Task<List<LedgerLine>> LinesOfAsync(RankionDbContext db, Actor actor, IQueryable<LedgerEntry> entries, CancellationToken ct)
    {
        var items = await entries.ToListAsync(ct);
        var (people, images) = (items.Select(e => e.UserId).Distinct().ToList(), items.Select(e => e.ImageId).Distinct().ToList());
        var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        var titles = await db.For(actor).Images.Where(i => images.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Title, ct);
        return items.ConvertAll(e => new LedgerLine(
            e, e.UserId is { } user ? names.GetValueOrDefault(user) : null, e.ImageId is { } image ? titles.GetValueOrDefault(image) : null));
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
