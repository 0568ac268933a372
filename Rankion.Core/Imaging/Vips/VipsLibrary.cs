using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rankion.Core.Imaging.Vips;

/// <summary>Finds libvips, starts it once and closes it to untrusted loaders.</summary>
internal static unsafe class VipsLibrary
{
    private static readonly Lazy<string> Started = new(Start);

    /// <summary>Where libvips was loaded from.</summary>
    public static string? Path { get; private set; }

    public static Action<string>? Warning { get; set; }

    /// <summary>Starts libvips on the first call; gives its version.</summary>
    public static string Ensure() => Started.Value;

    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != NativeMethods.Library) return 0;
        foreach (var candidate in Candidates())
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                Path = candidate;
                return handle;
            }
        }
        throw new DllNotFoundException("libvips was not found: run 'npm ci' in Rankion.Core, or install libvips42. Looked at: " + string.Join(", ", Candidates()));
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("RANKION_LIBVIPS") is { Length: > 0 } chosen)
        {
            yield return chosen;
            yield break;
        }
        var names = OperatingSystem.IsWindows() ? new[] { "libvips-42.dll" }
            : OperatingSystem.IsMacOS() ? ["libvips-cpp.dylib", "libvips.42.dylib"]
            : ["libvips-cpp.so", "libvips.so.42"];
        var rid = (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : IsMusl() ? "linux-musl" : "linux")
            + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        yield return System.IO.Path.Combine(AppContext.BaseDirectory, "runtimes", rid, "native", names[0]);
        yield return System.IO.Path.Combine(AppContext.BaseDirectory, names[0]);
        yield return names[^1]; // the system's
    }

    private static bool IsMusl() => RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);

    private static string Start()
    {
        // .NET's own environment block is not the C one on Unix, so libraries' variables go through GLib.
        if (Environment.GetEnvironmentVariable("FONTCONFIG_FILE") is { } fc) NativeMethods.g_setenv("FONTCONFIG_FILE", fc, 1);
        NativeMethods.g_log_set_handler("VIPS", 0b0011100, &OnLog, 0);
        NativeMethods.g_log_set_handler("GLib-GObject", 0b0011100, &OnLog, 0);
        VipsException.Check(NativeMethods.vips_init("rankion"), "vips_init");
        if (NativeMethods.vips_version(0) * 100 + NativeMethods.vips_version(1) < 814) throw new NotSupportedException("libvips 8.14 or newer is needed.");
        NativeMethods.vips_cache_set_max(0);
        NativeMethods.vips_concurrency_set(1);
        NativeMethods.vips_block_untrusted_set(1);
        NativeMethods.vips_operation_block_set("VipsForeignLoad", 1);
        foreach (var loader in new[] { "Png", "Jpeg", "Webp", "Heif", "Nsgif", "SvgBuffer" })
            NativeMethods.vips_operation_block_set("VipsForeignLoad" + loader, 0);
        return $"{NativeMethods.vips_version(0)}.{NativeMethods.vips_version(1)}.{NativeMethods.vips_version(2)}";
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLog(nint domain, int level, nint message, nint data)
    {
        try { Warning?.Invoke($"{Marshal.PtrToStringUTF8(domain)}: {Marshal.PtrToStringUTF8(message)}"); }
        catch { /* nothing may cross into native code */ }
    }
}
