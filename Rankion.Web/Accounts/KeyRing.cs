using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;

namespace Rankion.Web.Accounts;

/// <summary>Data protection's keys as rows of the server's secrets. Whoever reads the database can read them: it holds everything else too.</summary>
internal sealed class KeyRing(IDbContextFactory<RankionDbContext> factory, TimeProvider time) : IXmlRepository
{
    private const string Prefix = "key-ring/";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = factory.CreateDbContext();
        var keys = db.Set<ServerSecret>().Where(s => s.Name.StartsWith(Prefix)).OrderBy(s => s.Name).Select(s => s.Value).ToList();
        return keys.ConvertAll(XElement.Parse);
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = factory.CreateDbContext();
        db.Add(new ServerSecret { Name = Prefix + friendlyName, Value = element.ToString(SaveOptions.DisableFormatting), CreatedAt = time.UtcNow() });
        db.SaveChanges();
    }
}
