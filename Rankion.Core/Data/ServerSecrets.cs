using Microsoft.EntityFrameworkCore;

namespace Rankion.Core.Data;

/// <summary>Values that all servers of one installation share, each made by whoever needs it first.</summary>
public sealed class ServerSecrets(Database database, TimeProvider time)
{
    /// <summary>The value of that name; the first caller's, whoever else made one at the same time.</summary>
    public async Task<string> GetOrCreateAsync(string name, Func<string> create, CancellationToken ct)
    {
        if (await FindAsync(name, ct) is { } known)
            return known;
        try
        {
            await database.WriteAsync(write =>
            {
                write.Db.Add(new ServerSecret { Name = name, Value = create(), CreatedAt = time.UtcNow() });
                return Task.CompletedTask;
            }, ct);
        }
        catch (DbUpdateException)
        {
            // another server was quicker; if it was something else, the next line says so
        }
        return await FindAsync(name, ct) ?? throw new InvalidOperationException($"The server secret {name} could not be kept.");
    }

    private async Task<string?> FindAsync(string name, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.Set<ServerSecret>().Where(s => s.Name == name).Select(s => s.Value).SingleOrDefaultAsync(ct);
    }
}
