using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Data;

/// <summary>Something all servers of one installation must share and nobody else may know: signing keys, key rings.</summary>
public sealed class ServerSecret
{
    public required string Name { get; set; }

    public required string Value { get; set; }

    public DateTime CreatedAt { get; set; }
}

internal sealed class ServerSecretMap : IEntityTypeConfiguration<ServerSecret>
{
    public void Configure(EntityTypeBuilder<ServerSecret> builder)
    {
        builder.ToTable("server_secrets");
        builder.HasKey(s => s.Name);
        builder.Property(s => s.Name).HasMaxLength(200);
    }
}
