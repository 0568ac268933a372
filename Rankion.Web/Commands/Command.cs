namespace Rankion.Web.Commands;

/// <summary>Something an operator or a script asks the program to do instead of serving.</summary>
/// <param name="Name">One or two words: <c>token create</c>.</param>
/// <param name="Run">Prints what it made; the last line is the bare value that a script wants.</param>
internal sealed record Command(string Name, string Summary, IReadOnlyList<CommandOption> Options, Func<CommandCall, CancellationToken, Task> Run)
{
    public string Usage => string.Join(' ', [Name, .. Options.Select(o => o.Usage)]);
}

/// <param name="Name">Without the dashes.</param>
/// <param name="Value">What stands in the usage for the value: <c>slug</c>.</param>
internal sealed record CommandOption(string Name, string Value, bool Required = true)
{
    public string Usage => Required ? $"--{Name} {Value}" : $"[--{Name} {Value}]";
}

/// <summary>The command cannot be done as asked; the message is the one line that the operator reads.</summary>
internal sealed class CommandException(string message) : Exception(message);
