using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Language;

namespace Rankion.Core.Accounts;

/// <summary>Who is to get an account.</summary>
public sealed record NewPerson(string DisplayName, string Email, string Password);

/// <summary>A person, as colleagues see them.</summary>
public sealed record Person(long Id, string DisplayName, string Email);

/// <summary>How a person wants the pages, wherever they sign in.</summary>
/// <param name="Language">A language the pages speak; null: as the browser asks.</param>
/// <param name="TimeZone">IANA name; null: as in the browser.</param>
/// <param name="Shortcuts">Whether keys of a single character do something.</param>
public sealed record PersonPreferences(string? Language = null, string? TimeZone = null, bool Shortcuts = true);

/// <summary>With what a person can sign in.</summary>
/// <param name="Passkeys">How many there are.</param>
public sealed record SignInMeans(bool TwoFactor, int Passkeys);

/// <summary>The accounts. Signing in, passwords and second factors are ASP.NET Core Identity's.</summary>
public sealed class People(Database database, AccessCache access, IPasswordHasher<User> hasher, ILookupNormalizer names, TimeProvider time)
{
    public const int MaxName = 100;

    public async Task<Person?> FindAsync(long userId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.Users.Where(u => u.Id == userId).Select(u => new Person(u.Id, u.DisplayName, u.Email!)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Asked with every page, so remembered for seconds.</summary>
    public async Task<PersonPreferences> PreferencesAsync(long userId, CancellationToken ct) =>
        await access.GetAsync(("preferences", userId), async () =>
        {
            await using var db = await database.OpenAsync(ct);
            return await db.Users.Where(u => u.Id == userId).Select(u => new PersonPreferences(u.Language, u.TimeZone, !u.ShortcutsOff)).SingleOrDefaultAsync(ct);
        }) ?? new();

    public async Task PreferAsync(Actor actor, PersonPreferences preferences, CancellationToken ct)
    {
        if (preferences.TimeZone is { } zone && !(zone.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)))
            throw Refusal.Invalid("time_zone", "There is no such time zone.");
        if (preferences.Language is { } language && !Words.Languages.Contains(language))
            throw Refusal.Invalid("language", "The pages do not speak this language.");
        await database.WriteAsync(async write =>
        {
            await write.Db.Users.Where(u => u.Id == actor.UserId).ExecuteUpdateAsync(set => set
                .SetProperty(u => u.Language, preferences.Language)
                .SetProperty(u => u.TimeZone, preferences.TimeZone)
                .SetProperty(u => u.ShortcutsOff, !preferences.Shortcuts), ct);
            write.AfterCommit(access.Forget);
        }, ct);
    }

    public async Task<User?> FindByEmailAsync(string email, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var name = names.NormalizeEmail(email.Trim());
        return await db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == name, ct);
    }

    public async Task<SignInMeans> MeansAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var twoFactor = await db.Users.Where(u => u.Id == actor.UserId).Select(u => u.TwoFactorEnabled).SingleAsync(ct);
        return new SignInMeans(twoFactor, await db.UserPasskeys.CountAsync(p => p.UserId == actor.UserId, ct));
    }

    public Task RenameAsync(Actor actor, string displayName, CancellationToken ct)
    {
        var name = NameOf(displayName);
        return database.WriteAsync(write => write.Db.Users.Where(u => u.Id == actor.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.DisplayName, name), ct), ct);
    }

    /// <summary>Whether this is the person's password. For operators; people sign in through Identity, which counts failures.</summary>
    public bool HasPassword(User user, string password) =>
        user.PasswordHash is not null && hasher.VerifyHashedPassword(user, user.PasswordHash, password) != PasswordVerificationResult.Failed;

    /// <summary>An account that is not stored yet. Hashing takes a while, so it is done before the transaction.</summary>
    /// <exception cref="RefusalException">422 that names the field.</exception>
    internal User Prepare(NewPerson person)
    {
        var email = EmailOf(person.Email);
        if (PasswordRules.Fault(person.Password, email) is { } fault)
            throw Refusal.Invalid("password", fault);
        var user = new User
        {
            DisplayName = NameOf(person.DisplayName),
            UserName = email,
            NormalizedUserName = names.NormalizeName(email),
            Email = email,
            NormalizedEmail = names.NormalizeEmail(email),
            EmailConfirmed = true,
            LockoutEnabled = true,
            SecurityStamp = Secret.Create(32),
            CreatedAt = time.UtcNow(),
        };
        user.PasswordHash = hasher.HashPassword(user, person.Password);
        return user;
    }

    /// <summary>Stores a prepared account in the caller's transaction; afterwards it has its id.</summary>
    internal static async Task AddAsync(WriteScope write, User user, CancellationToken ct)
    {
        if (await write.Db.Users.AnyAsync(u => u.NormalizedEmail == user.NormalizedEmail, ct))
            throw Refusal.Invalid("email", "There is an account with this e-mail address already.");
        write.Db.Add(user);
        await write.Db.SaveChangesAsync(ct);
    }

    /// <summary>The address, trimmed.</summary>
    /// <exception cref="RefusalException">422 when it is none.</exception>
    public static string EmailOf(string text)
    {
        var email = text.Trim();
        return email.Length is > 2 and <= 256 && MailAddress.TryCreate(email, out var address) && address.Address == email && !email.Any(char.IsWhiteSpace)
            ? email
            : throw Refusal.Invalid("email", "This is not an e-mail address.");
    }

    private static string NameOf(string text)
    {
        var name = text.Trim();
        return name.Length is > 0 and <= MaxName ? name : throw Refusal.Invalid("display_name", $"A name has 1 to {MaxName} characters.");
    }
}
