using Rankion.Core.Teams;

namespace Rankion.Web.Commands;

/// <summary>A command as it was called: its options, where it prints, and the product it works on.</summary>
internal sealed class CommandCall
{
    private readonly Dictionary<string, string> values = [];

    /// <exception cref="CommandException">An option is unknown, given twice, without a value, or missing.</exception>
    public CommandCall(Command command, ReadOnlySpan<string> args, IServiceProvider services, TextWriter output)
    {
        Services = services;
        Out = output;
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                throw new CommandException($"'{args[i]}' is not an option. Usage: {command.Usage}");
            var (name, value) = args[i][2..].Split('=', 2) is [var left, var right] ? (left, right) : (args[i][2..], null);
            if (command.Options.All(o => o.Name != name))
                throw new CommandException($"Unknown option --{name}. Usage: {command.Usage}");
            value ??= i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : throw new CommandException($"--{name} has no value.");
            if (!values.TryAdd(name, value))
                throw new CommandException($"--{name} is given twice.");
        }
        if (command.Options.FirstOrDefault(o => o.Required && !values.ContainsKey(o.Name)) is { } missing)
            throw new CommandException($"--{missing.Name} is missing. Usage: {command.Usage}");
    }

    public TextWriter Out { get; }

    private IServiceProvider Services { get; }

    /// <summary>A required option.</summary>
    public string this[string name] => values[name];

    public string? Find(string name) => values.GetValueOrDefault(name);

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The team of <c>--team</c>.</summary>
    public async Task<Team> TeamAsync(CancellationToken ct) =>
        await Get<TeamDirectory>().FindAsync(this["team"], ct) ?? throw new CommandException($"There is no team '{this["team"]}'.");
}
