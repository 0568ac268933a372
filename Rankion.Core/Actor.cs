using Rankion.Core.Teams;

namespace Rankion.Core;

/// <summary>What an API token may do. A browser session has all of them, within the person's role.</summary>
[Flags]
public enum Scopes
{
    None = 0,
    Read = 1,
    Write = 2,
    Admin = 4,
    All = Read | Write | Admin,
}

/// <summary>Who asks, in which team, with which rights. Passed to every call that touches a team's data.</summary>
/// <param name="UserId">The person.</param>
/// <param name="TeamId">The one team this call is about.</param>
/// <param name="Role">The person's role in that team.</param>
/// <param name="Scopes">What the token allows; all for a browser session.</param>
/// <param name="TokenId">The API token used, null for a browser session.</param>
public sealed record Actor(long UserId, long TeamId, TeamRole Role, Scopes Scopes = Scopes.All, long? TokenId = null)
{
    public bool CanWrite => Role >= TeamRole.Editor && Scopes.HasFlag(Scopes.Write);

    public bool CanAdminister => Role >= TeamRole.Admin && Scopes.HasFlag(Scopes.Admin);

    /// <exception cref="RefusalException">403 when the role or the token only reads.</exception>
    public Actor RequireWrite() => CanWrite ? this : throw Refusal.Forbidden();

    /// <exception cref="RefusalException">403 unless an admin or owner asks, with the scope for it.</exception>
    public Actor RequireAdmin() => CanAdminister ? this : throw Refusal.Forbidden();
}
