using Microsoft.Extensions.Logging.Console;
using Rankion.Core;
using Rankion.Core.Data;

namespace Rankion.Web.Commands;

/// <summary>
/// The program as a tool: <c>dotnet run --project Rankion.Web -- token create --team demo --scopes read</c>. It works on the
/// configured database, also beside a running server; 0 means done, 1 means one line on the error stream says why not.
/// </summary>
internal static class CommandLine
{
    private static readonly Command[] Commands = [TokenCommands.Create, TeamCommands.Create, TeamCommands.GrantCredits, StorageCommands.SetPlan, StorageCommands.Reconcile, UserCommands.Create];

    /// <summary>Whether the arguments name a command; those of the server all begin with a dash.</summary>
    public static bool IsCommand(string[] args) => args is ["-h" or "--help", ..] or [[not '-', ..], ..];

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            // what a script reads is on the output alone
            builder.Logging.ClearProviders().AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
            builder.Logging.AddFilter<ConsoleLoggerProvider>(level => level >= LogLevel.Error);
            builder.Services.AddRankion(builder.Configuration);
            await using var app = builder.Build();
            return await RunAsync(args, app.Services, Console.Out, Console.Error);
        }
        catch (Exception fault)
        {
            return await FailAsync(Console.Error, fault);
        }
    }

    internal static async Task<int> RunAsync(string[] args, IServiceProvider services, TextWriter output, TextWriter error)
    {
        try
        {
            if (args is ["help" or "-h", ..] || args.Contains("--help"))
                await HelpAsync(output);
            else
                await RunAsync(Find(args), args, services, output);
            return 0;
        }
        catch (Exception fault)
        {
            return await FailAsync(error, fault);
        }
    }

    /// <summary>One line whatever it is: an operator fixes the call or the configuration, not the code.</summary>
    private static async Task<int> FailAsync(TextWriter error, Exception fault)
    {
        await error.WriteLineAsync($"Error: {fault.GetBaseException().Message.ReplaceLineEndings(" ")}");
        return 1;
    }

    private static async Task RunAsync(Command command, string[] args, IServiceProvider services, TextWriter output)
    {
        var call = new CommandCall(command, args.AsSpan(command.Name.Split(' ').Length), services, output);
        await services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        await command.Run(call, CancellationToken.None);
    }

    private static Command Find(string[] args) =>
        Commands.FirstOrDefault(command => args.Take(command.Name.Split(' ').Length).SequenceEqual(command.Name.Split(' ')))
        ?? throw new CommandException($"Unknown command '{string.Join(' ', args.TakeWhile(a => a is not ['-', ..]))}'. Commands: {string.Join(", ", Commands.Select(c => c.Name))}, help.");

    private static async Task HelpAsync(TextWriter output)
    {
        await output.WriteLineAsync("Without a command the server starts. Commands work on the configured database, also beside a running server:");
        foreach (var command in Commands)
            await output.WriteLineAsync($"\n  {command.Usage}\n      {command.Summary}");
        await output.WriteLineAsync("\n  help\n      Prints this.");
    }
}
