using System.ComponentModel.DataAnnotations;

namespace Rankion.Core.Storage;

/// <summary>How much a team may keep.</summary>
public enum StoragePlan
{
    Free,
    Pro,
    Enterprise,
}

/// <summary><c>Rankion:Storage</c>: what the plans allow. Originals count; what is made of them does not.</summary>
public sealed class StoragePlans
{
    public const string Section = "Rankion:Storage";

    /// <summary>The plan of teams that nobody has put on one. Default: <c>Pro</c>.</summary>
    public StoragePlan DefaultPlan { get; set; } = StoragePlan.Pro;

    /// <summary>Bytes; 0 is unlimited. Default 1 GB.</summary>
    [Range(0, long.MaxValue)]
    public long FreeBytes { get; set; } = 1L << 30;

    /// <summary>Bytes; 0 is unlimited. Default 50 GB.</summary>
    [Range(0, long.MaxValue)]
    public long ProBytes { get; set; } = 50L << 30;

    /// <summary>Bytes; 0 is unlimited, which is the default.</summary>
    [Range(0, long.MaxValue)]
    public long EnterpriseBytes { get; set; }

    /// <summary>Bytes; null where there is no limit.</summary>
    public long? LimitOf(StoragePlan? plan) => (plan ?? DefaultPlan) switch
    {
        StoragePlan.Free => FreeBytes,
        StoragePlan.Pro => ProBytes,
        _ => EnterpriseBytes,
    } is > 0 and var bytes ? bytes : null;
}
