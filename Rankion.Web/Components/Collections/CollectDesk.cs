using Rankion.Core.Images;

namespace Rankion.Web.Components.Collections;

/// <summary>Where any part of a page asks into which collection images shall go; the layout shows it.</summary>
public sealed class CollectDesk
{
    public event Action? Changed;

    /// <summary>Which images; null while the dialog is closed.</summary>
    public ImageScope? Scope { get; private set; }

    /// <summary>How many the page takes them for.</summary>
    public int Count { get; private set; }

    public void Open(ImageScope scope, int count) => Show(scope, count);

    public void Close() => Show(null, 0);

    private void Show(ImageScope? scope, int count)
    {
        (Scope, Count) = (scope, count);
        Changed?.Invoke();
    }
}
