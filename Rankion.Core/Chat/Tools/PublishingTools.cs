using System.ComponentModel;
using System.Globalization;
using Rankion.Core.Calendar;
using Rankion.Core.Images;
using Rankion.Core.Projects;
using Rankion.Core.Sharing;

namespace Rankion.Core.Chat.Tools;

/// <summary>Tools that lead out of the gallery: onto the calendar, and by a link to people outside.</summary>
public sealed class PublishingTools(Planner planner, Shares shares, ProjectList projects, Gallery gallery)
{
    public const string Schedule = "schedule_on_calendar";
    public const string Share = "share_image";

    internal IEnumerable<AgentTool> All =>
    [
        AgentTool.Of(ScheduleAsync, Schedule, "Plan an entry of the editorial calendar, with an image or without. Nothing is published by itself.", ToolEffect.Changes),
        AgentTool.Of(ShareAsync, Share, "Make a public link to an image, which whoever has it can open. The person sees the link; you do not.", ToolEffect.Reveals),
    ];

    private async Task<ToolAnswer> ScheduleAsync(
        ToolCall call,
        [Description("Local date and time as 2026-11-27T09:00.")] string at,
        [Description("What is planned; the image's title where left out.")] string? title = null,
        [Description("The image that goes with it.")] long? imageId = null,
        [Description("article, social_post, newsletter or other.")] string kind = "social_post",
        [Description("The project's name, where the team has several.")] string? project = null,
        CancellationToken ct = default)
    {
        if (!DateTime.TryParseExact(at, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            throw Refusal.Invalid("at", "A time is a local date and time, for example 2026-11-27T09:00.");
        if (!Enum.TryParse<EventKind>(kind.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var planned) || !Enum.IsDefined(planned))
            throw Refusal.Invalid("kind", "This must be one of: article, social_post, newsletter, other.");
        var image = imageId is { } named ? (await gallery.FindAsync(call.Actor, named, ct) ?? throw MakingTools.NoSuchImage(named)).Image : null;
        var instant = WallClock.Instant(local, call.Zone);
        var patch = new EventPatch { Title = title ?? image?.Title, Kind = planned, ScheduledAt = new(instant), TimeZone = call.Zone.HasIanaId ? call.Zone.Id : null, ImageId = imageId is null ? null : new(imageId) };
        ToolAnswer? answer = null;
        await planner.CreateAsync(call.Actor, await ProjectAsync(call.Actor, project, image, ct), patch, (write, made) =>
        {
            answer = new() { Content = new { EventId = made.Id, made.Title, At = at, TimeZone = call.Zone.Id }, ImageIds = imageId is { } id ? [id] : [] };
            return call.Accepted(write, answer);
        }, ct);
        return answer ?? throw Refusal.Invalid("project", "There is no such project.");
    }

    private async Task<ToolAnswer> ShareAsync(
        ToolCall call,
        [Description("The image.")] long imageId,
        [Description("1h, 1d, 7d, 30d or never; the team's usual where left out.")] string? expiresIn = null,
        CancellationToken ct = default)
    {
        var (share, isNew) = await shares.CreateAsync(call.Actor, imageId, new() { ExpiresIn = expiresIn }, ct) ?? throw MakingTools.NoSuchImage(imageId);
        return new() { Content = new { ImageId = imageId, IsNew = isNew, share.ExpiresAt, Note = "The person sees the link beside the image." }, ImageIds = [imageId] };
    }

    /// <summary>The named one; else the image's own, else the only one.</summary>
    private async Task<long> ProjectAsync(Actor actor, string? name, Image? image, CancellationToken ct)
    {
        var all = await projects.ListAsync(actor, ct);
        var names = string.Join(", ", all.Take(20).Select(p => p.Name));
        if (all.Count == 0)
            throw Refusal.Invalid("project", "The team has no project yet.");
        if (!string.IsNullOrWhiteSpace(name))
            return (all.FirstOrDefault(p => string.Equals(p.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))
                ?? throw Refusal.Invalid("project", $"There is no project of that name. There are: {names}.")).Id;
        return image?.ProjectId ?? (all is [var only] ? only.Id : throw Refusal.Invalid("project", $"Say in which project: {names}."));
    }
}
