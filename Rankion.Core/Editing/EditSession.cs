using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Editing;

/// <summary>A run of edits that belong together: the images of it carry its id.</summary>
public sealed class EditSession
{
    public long Id { get; set; }

    public long TeamId { get; set; }

    public long CreatedById { get; set; }

    public DateTime CreatedAt { get; set; }
}

internal sealed class EditSessionMap : IEntityTypeConfiguration<EditSession>
{
    public void Configure(EntityTypeBuilder<EditSession> builder)
    {
        builder.ToTable("edit_sessions");
        builder.HasIndex(s => s.TeamId);
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(s => s.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
