namespace Rankion.Web.Components.Sharing;

/// <summary>Where any part of a page asks for the share dialog; the layout shows it.</summary>
public sealed class ShareDesk
{
    public event Action? Changed;

    /// <summary>The images to share; none while the dialog is closed.</summary>
    public IReadOnlyList<long> Ids { get; private set; } = [];

    /// <param name="ids">At most <see cref="Core.Sharing.ShareRegistry.Max"/>.</param>
    public void Open(IReadOnlyList<long> ids)
    {
        Ids = ids;
        Changed?.Invoke();
    }

    public void Close() => Open([]);
}
