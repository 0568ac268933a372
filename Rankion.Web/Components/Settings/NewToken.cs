using Rankion.Core;

namespace Rankion.Web.Components.Settings;

/// <summary>A token as the form asks for it.</summary>
public sealed record NewToken(string Name, Scopes Scopes, DateTime? ExpiresAt);
