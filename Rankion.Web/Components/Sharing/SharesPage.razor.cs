using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Rankion.Core;
using Rankion.Core.Sharing;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;
using Rankion.Web.Sharing;
using static Rankion.Web.Components.Sharing.ShareWords;

namespace Rankion.Web.Components.Sharing;

/// <summary>Every public link of the team, and its policy. Filter, order and page are in the address.</summary>
public sealed partial class SharesPage(ShareRegistry registry, ShareDesk desk, CurrentActor current, NavigationManager navigation, Toasts toasts, TimeProvider time)
    : ComponentBase, IDisposable
{
    private const int PerPage = 50;
    private const int BriefDays = 7;

    private readonly HashSet<long> picked = [];
    private Page<RegisteredShare>? page;
    private bool canWrite;

    /// <summary>Null: what is open; <c>endless</c>, <c>unlocked</c>, <c>unused</c>, <c>all</c>.</summary>
    [SupplyParameterFromQuery]
    private string? Show { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? Number { get; set; }

    [CascadingParameter]
    private Preferences Preferences { get; set; } = new();

    private ShareDesk Desk => desk;

    private TimeZoneInfo Zone => Preferences.Zone(Preferences.TimeZone);

    private static IEnumerable<(string? Key, string Text)> Filters =>
        [(null, Say["Open"]), ("endless", Say["Without end"]), ("unlocked", Say["Without password"]), ("unused", Say["Unused for 30 days"]), ("all", Say["All there ever were"])];

    private static IEnumerable<(string? Key, string Text)> Sorts =>
        [(null, Say["Newest"]), ("ending", Say["Ending soonest"]), ("views", Say["Most viewed"]), ("last_viewed", Say["Last viewed"])];

    private string CsvHref => QueryHelpers.AddQueryString(ShareCsv.Path, ShareQuery.Of(Show, Sort, 1));

    private bool IsAllPicked => page is not null && page.Items.Any(IsOpen) && page.Items.Where(IsOpen).All(e => picked.Contains(e.Share.Id));

    public void Dispose() => desk.Changed -= Reread;

    protected override void OnInitialized() => desk.Changed += Reread;

    protected override async Task OnParametersSetAsync()
    {
        picked.Clear();
        await ReadAsync();
    }

    private static bool IsOpen(RegisteredShare entry) => entry.Status is ShareStatus.Active or ShareStatus.Suspended or ShareStatus.Gone;

    private static string Href(string? show, string? sort, int number) => QueryHelpers.AddQueryString("/settings/shares", ShareQuery.Of(show, sort, number));

    private async Task ReadAsync()
    {
        var actor = await current.ActorAsync();
        canWrite = actor.CanWrite;
        page = await registry.ListAsync(actor, ShareQuery.Read(Show, Sort), new(Math.Max(1, Number ?? 1), PerPage), CancellationToken.None);
    }

    // What the dialog did shows here once it is closed.
    private void Reread() => _ = InvokeAsync(async () =>
    {
        await ReadAsync();
        StateHasChanged();
    });

    private void Resort(ChangeEventArgs change) => navigation.NavigateTo(Href(Show, change.Value as string is { Length: > 0 } sort ? sort : null, 1));

    private void Pick(RegisteredShare entry, bool on)
    {
        if (on)
            picked.Add(entry.Share.Id);
        else
            picked.Remove(entry.Share.Id);
    }

    private void PickAll(ChangeEventArgs change)
    {
        foreach (var entry in page!.Items.Where(IsOpen))
            Pick(entry, change.Value is true);
    }

    private Task RevokeAsync() => DoAsync(
        actor => registry.RevokeAsync(actor, [.. picked], CancellationToken.None), count => Say.Count(count, "{0} link revoked", "{0:N0} links revoked"));

    private Task ExpireAsync() => DoAsync(
        actor => registry.ExpireAsync(actor, [.. picked], time.UtcNow().AddDays(BriefDays), CancellationToken.None),
        count => Say.Count(count, "{0} link ends in 7 days", "{0:N0} links end in 7 days"));

    private async Task DoAsync(Func<Actor, Task<int>> act, Func<int, string> say)
    {
        var count = 0;
        if (!await toasts.TryAsync(async () => count = await act(await current.ActorAsync())))
            return;
        toasts.Show(new(say(count), "check_circle"));
        picked.Clear();
        await ReadAsync();
    }
}
