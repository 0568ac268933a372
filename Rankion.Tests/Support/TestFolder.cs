namespace Rankion.Tests.Support;

/// <summary>A folder of one test's own, in memory where there is room for it, gone when disposed.</summary>
internal sealed class TestFolder : IDisposable
{
    // a container's /dev/shm may be only 64 MB
    public static readonly string Root =
        Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").AvailableFreeSpace > 1L << 30 ? "/dev/shm" : System.IO.Path.GetTempPath();

    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(Root, $"rankion-test-{Guid.NewGuid():N}")).FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, true);
    }
}
