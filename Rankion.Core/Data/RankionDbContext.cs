using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rankion.Core.Accounts;
using Rankion.Core.Articles;
using Rankion.Core.Calendar;
using Rankion.Core.Chat;
using Rankion.Core.Credits;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Sharing;
using Rankion.Core.Storage;
using Rankion.Core.Teams;

namespace Rankion.Core.Data;

/// <summary>
/// The one model of both databases. Sets of team data are reached through <see cref="TeamData"/> (with an actor) or
/// <see cref="AllTeams"/> (the system's own work), never directly.
/// </summary>
public abstract class RankionDbContext(DbContextOptions options) : IdentityUserContext<User, long>(options)
{
    internal abstract ImageDialect ImageDialect { get; }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<User>().ToTable("users");
        builder.Entity<IdentityUserClaim<long>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<long>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<long>>().ToTable("user_tokens");
        builder.Entity<IdentityUserPasskey<long>>().ToTable("user_passkeys");
        builder.ApplyConfigurationsFromAssembly(typeof(RankionDbContext).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            UseSnakeCase(entity);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ByName<TeamRole>(configurationBuilder);
        ByName<LedgerKind>(configurationBuilder);
        ByName<JobStatus>(configurationBuilder);
        ByName<ProcessingStatus>(configurationBuilder);
        ByName<ImageSource>(configurationBuilder);
        ByName<ExportFormat>(configurationBuilder);
        ByName<ShareEventKind>(configurationBuilder);
        ByName<ShareDownload>(configurationBuilder);
        ByName<ChatRole>(configurationBuilder);
        ByName<ChatMessageState>(configurationBuilder);
        ByName<ChatCallState>(configurationBuilder);
        ByName<StoragePlan>(configurationBuilder);
        ByName<ArticleStatus>(configurationBuilder);
        ByName<EventKind>(configurationBuilder);
        ByName<EventStatus>(configurationBuilder);
    }

    private static void ByName<T>(ModelConfigurationBuilder builder)
        where T : struct, Enum =>
        builder.Properties<T>().HaveConversion<LowerCaseEnum<T>>().HaveMaxLength(20);

    private static void UseSnakeCase(IMutableEntityType entity)
    {
        var table = entity.GetTableName();
        if (table is null || entity.IsMappedToJson())
            return;
        foreach (var property in entity.GetProperties())
            property.SetColumnName(SnakeCase(property.GetColumnName()));
        foreach (var key in entity.GetKeys())
            key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : SnakeCase(key.GetName()!));
        foreach (var key in entity.GetForeignKeys())
            key.SetConstraintName($"fk_{table}_{string.Join('_', key.Properties.Select(p => SnakeCase(p.Name)))}");
        foreach (var index in entity.GetIndexes().Where(i => i.GetDatabaseName()!.StartsWith("IX_", StringComparison.Ordinal)))
            index.SetDatabaseName($"ix_{table}_{string.Join('_', index.Properties.Select(p => SnakeCase(p.Name)))}");
        foreach (var index in entity.GetIndexes())
            index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]))
                text.Append('_');
            text.Append(char.ToLower(name[i], CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }
}

/// <summary>Stores an enum by its name, lower-case, as the API prints it.</summary>
internal sealed class LowerCaseEnum<T>() : ValueConverter<T, string>(
    value => value.ToString().ToLowerInvariant(),
    text => Enum.Parse<T>(text, true))
    where T : struct, Enum;
