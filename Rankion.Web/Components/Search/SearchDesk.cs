using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Images.Searching;
using Rankion.Core.Projects;
using Rankion.Core.Teams;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Collections;

namespace Rankion.Web.Components.Search;

/// <summary>
/// What is searched for, in one circuit: the text in the box, the filter in the address, and what the one means in the
/// other. The address leads; the text stays as it was typed for as long as it means the same.
/// </summary>
public sealed class SearchDesk(CurrentActor current, ProjectList projects, TeamRoster roster, CollectionShelf shelf, NavigationManager navigation, TimeProvider time) : IDisposable
{
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private Task? opening;

    /// <summary>Text or filter are others now.</summary>
    public event Action? Changed;

    /// <summary>As it was typed, or as it would be.</summary>
    public string Text { get; private set; } = "";

    public SearchText Terms { get; private set; } = new([]);

    public IReadOnlyList<SearchFault> Faults { get; private set; } = [];

    /// <summary>What the address says.</summary>
    public ImageFilter Filter { get; private set; } = new();

    /// <summary>Null where the person is in no team.</summary>
    public Actor? Actor { get; private set; }

    public IReadOnlyList<Project> Projects { get; private set; } = [];

    public SearchVocabulary Vocabulary { get; private set; } = new([], [], 0, TimeZoneInfo.Utc, default);

    /// <summary>Reads the names of the team and follows the address from now on.</summary>
    public Task OpenAsync(string? timeZone)
    {
        zone = Preferences.Zone(timeZone);
        return opening is null or { IsFaulted: true } ? opening = ReadAsync() : opening;
    }

    public SearchMeaning Mean(string text) => Mean(SearchText.Parse(text));

    /// <summary>Searches for what was typed.</summary>
    /// <param name="isFirst">The first of a sitting: Back leads to what was there before. What follows replaces it.</param>
    public void Search(string text, bool isFirst)
    {
        Take(text);
        Go(Mean(text).Filter, replace: !isFirst);
    }

    /// <summary>Another filter, from a menu or a chip; what meant nothing stays in the text.</summary>
    public void Choose(ImageFilter filter) => Go(filter, SearchMeaning.TextOf(filter, Vocabulary), replace: false);

    /// <summary>Takes one term out.</summary>
    public void Remove(SearchTerm term)
    {
        var text = Terms.Without(term).ToString();
        Take(text);
        Go(Mean(text).Filter, replace: false);
    }

    public void Clear()
    {
        Take("");
        Go(new() { Sort = Filter.Sort, Trash = Filter.Trash }, replace: false);
    }

    /// <summary>The filter without one of its terms.</summary>
    public ImageFilter Without(SearchTerm term) => Mean(Terms.Without(term).ToString()).Filter;

    public void Dispose()
    {
        navigation.LocationChanged -= Follow;
        shelf.Changed -= Rename;
    }

    private SearchMeaning Mean(SearchText text) => SearchMeaning.Of(text, Vocabulary with { Now = time.UtcNow() }, Filter);

    private async Task ReadAsync()
    {
        Actor = await current.FindAsync();
        if (Actor is null)
            return;
        Projects = await projects.ListAsync(Actor, CancellationToken.None);
        await shelf.OpenAsync();
        var people = await roster.ListAsync(Actor, CancellationToken.None);
        Vocabulary = new(
            [.. Projects.Select(p => new SearchName(p.Id, p.Name, p.Slug))],
            [.. people.Select(p => new SearchName(p.UserId, p.DisplayName, p.Email))],
            Actor.UserId, zone, time.UtcNow())
        { Collections = Collections() };
        shelf.Changed += Rename;
        navigation.LocationChanged += Follow;
        Look(navigation.Uri);
    }

    private SearchName[] Collections() => [.. shelf.Cards.Select(c => new SearchName(c.Collection.Id, c.Collection.Name, c.Collection.Name))];

    /// <summary>Collections have come, gone or got other names.</summary>
    private void Rename()
    {
        var now = Collections();
        if (now.SequenceEqual(Vocabulary.Collections))
            return;
        var was = Vocabulary;
        Vocabulary = was with { Collections = now };
        // the text says the name: another name is another text
        if (Filter.CollectionId is not null && SearchMeaning.TextOf(Filter, was).ToString() is var text && text != SearchMeaning.TextOf(Filter, Vocabulary).ToString())
            Take(SearchMeaning.TextOf(Filter, Vocabulary).ToString());
        Changed?.Invoke();
    }

    private void Follow(object? sender, LocationChangedEventArgs moved)
    {
        if (!Urls.IsGallery(moved.Location))
            return;
        Look(moved.Location);
        Changed?.Invoke();
    }

    private void Look(string address)
    {
        Filter = Urls.FilterOf(address);
        var typed = Urls.TypedOf(address) ?? "";
        if (Mean(Text).Filter != Filter)
            Take(Mean(typed).Filter == Filter ? typed : SearchMeaning.TextOf(Filter, Vocabulary).ToString());
        else if (Faults.Count == 0 && typed.Length > 0)
            Take(typed);
    }

    private void Take(string text)
    {
        Text = text;
        Terms = SearchText.Parse(text);
        Faults = Mean(Terms).Faults;
    }

    private void Go(ImageFilter filter, SearchText text, bool replace)
    {
        Take(string.Join(' ', [.. text.Terms, .. Faults.Select(fault => fault.Term)]));
        Go(filter, replace);
    }

    // what means nothing is kept in the address as it was typed, so that a reload does not lose it
    private void Go(ImageFilter filter, bool replace)
    {
        var target = Urls.Images(filter, Faults.Count == 0 ? null : Text, Urls.ViewOf(navigation.Uri));
        if (new Uri(navigation.Uri).PathAndQuery == target)
            Changed?.Invoke();
        else
            navigation.NavigateTo(target, replace: replace);
    }
}
