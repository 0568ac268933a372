using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Data;
using Rankion.Tests.Support;

namespace Rankion.Tests.Accounts;

public sealed class PersonPreferencesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task What_a_person_prefers_is_kept_and_known_at_once(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var people = stage.Get<People>();
        Assert.Equal(new PersonPreferences(), await people.PreferencesAsync(actor.UserId, Ct));
        var wanted = new PersonPreferences("de", "Europe/Berlin", Shortcuts: false);
        await people.PreferAsync(actor, wanted, Ct);
        Assert.Equal(wanted, await people.PreferencesAsync(actor.UserId, Ct));
    }

    [Theory]
    [InlineData("tlh", null, "language")]
    [InlineData(null, "Europe/Atlantis", "time_zone")]
    public async Task What_is_not_there_cannot_be_preferred(string? language, string? zone, string field)
    {
        await using var stage = await Stage.OpenAsync();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => stage.Get<People>().PreferAsync(actor, new(language, zone), Ct));
        Assert.Equal([field], refusal.Errors.Keys);
    }
}
