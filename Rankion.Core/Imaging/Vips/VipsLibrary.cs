using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rankion.Core.Imaging.Vips;

/// <summary>Finds libvips, starts it once and closes it to untrusted loaders.</summary>
internal static unsafe class VipsLibrary
{
    /// <summary>GLib's levels error, critical and warning; info would log each thread pool.</summary>
    private const int LogLevels = 0b0011100;

    private static readonly Lazy<string> Started = new(Start);

    /// <summary>Hears libvips' warnings, from any of its threads.</summary>
    public static Action<string>? Warning { get; set; }

    /// <summary>Starts libvips on the first call; gives its version.</summary>
    public static string Ensure() => Started.Value;

    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != NativeMethods.Library)
            return 0;
        foreach (var candidate in Candidates())
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
                return handle;
        }
        throw new DllNotFoundException("libvips was not found: run 'npm ci' in Rankion.Core, or install libvips42. Looked at: "
            + string.Join(", ", Candidates()));
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("RANKION_LIBVIPS") is { Length: > 0 } chosen)
        {
            yield return chosen;
            yield break;
        }
        var names = OperatingSystem.IsWindows() ? ["libvips-42.dll"]
            : OperatingSystem.IsMacOS() ? ["libvips-cpp.dylib", "libvips.42.dylib"]
            : new[] { "libvips-cpp.so", "libvips.so.42" };
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : IsMusl() ? "linux-musl" : "linux";
        var rid = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", rid, "native", names[0]);
        yield return Path.Combine(AppContext.BaseDirectory, names[0]);
        yield return names[^1]; // the system's
    }

    private static bool IsMusl() => RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);

    private static string Start()
    {
        NativeMethods.g_log_set_handler("VIPS", LogLevels, &OnLog, 0);
        NativeMethods.g_log_set_handler("GLib-GObject", LogLevels, &OnLog, 0);
        VipsException.Check(NativeMethods.vips_init("rankion"), "vips_init");
        var (major, minor, patch) = (NativeMethods.vips_version(0), NativeMethods.vips_version(1), NativeMethods.vips_version(2));
        if (major * 100 + minor < 814)
            throw new NotSupportedException($"libvips 8.14 or newer is needed, this is {major}.{minor}.");
        NativeMethods.vips_cache_set_max(0);
        NativeMethods.vips_concurrency_set(1); // many images side by side use the cores better than many threads on one
        NativeMethods.vips_block_untrusted_set(1);
        NativeMethods.vips_operation_block_set("VipsForeignLoad", 1);
        foreach (var loader in new[] { "Png", "Jpeg", "Webp", "Heif", "Nsgif", "SvgBuffer" })
            NativeMethods.vips_operation_block_set("VipsForeignLoad" + loader, 0);
        return $"{major}.{minor}.{patch}";
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLog(nint domain, int level, nint message, nint data)
    {
        try
        {
            Warning?.Invoke($"{Marshal.PtrToStringUTF8(domain)}: {Marshal.PtrToStringUTF8(message)}");
        }
        catch
        {
            // An exception that crosses into native code ends the process.
        }
    }
}
