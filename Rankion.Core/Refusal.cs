namespace Rankion.Core;

/// <summary>
/// The product says no, for a reason a person can act on: no credits, the wrong role, a state that does not allow it.
/// Caught in two places only: the API's error handler and the UI's wrapper.
/// </summary>
/// <param name="code">A stable snake_case code for programs.</param>
/// <param name="status">The HTTP status that fits.</param>
/// <param name="message">One sentence for a person.</param>
public sealed class RefusalException(string code, int status, string message) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>Messages by field (snake_case), where the refusal is about what was sent.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Further members of the problem document, for example <c>required</c> and <c>available</c>.</summary>
    public IReadOnlyDictionary<string, object> Details { get; init; } = new Dictionary<string, object>();
}

/// <summary>The refusals that several features share.</summary>
public static class Refusal
{
    public const string InvalidCode = "validation_failed";

    /// <summary>One field holds a value that cannot be taken.</summary>
    public static RefusalException Invalid(string field, string message) =>
        new(InvalidCode, 422, message) { Errors = new Dictionary<string, string[]> { [field] = [message] } };

    /// <summary>A field names something that this team does not have.</summary>
    public static RefusalException NotInTeam(string field, string message) =>
        new("not_in_team", 422, message) { Errors = new Dictionary<string, string[]> { [field] = [message] } };

    public static RefusalException Forbidden(string message = "Your role or token does not allow this.") => new("forbidden", 403, message);

    /// <summary>A change was thought out on what is no longer so.</summary>
    public static RefusalException Changed() => new("precondition_failed", 412, "It has changed since you read it. Read it again.");

    /// <summary>What was done cannot be taken back, because somebody has gone on from there.</summary>
    public static RefusalException ChangedSince() => new("changed_since", 409, "Somebody has changed it since.");

    public static RefusalException Conflict(string code, string message) => new(code, 409, message);
}
