using System.Runtime.InteropServices;

namespace Rankion.Core.Imaging.Vips;

/// <summary>A libvips call failed. The message is for logs: libvips keeps one error buffer for the whole process.</summary>
internal sealed class VipsException(string message) : Exception(message)
{
    internal static VipsException Take(string operation)
    {
        var text = NativeMethods.vips_error_buffer_copy(); // copies and clears under libvips' lock
        try
        {
            return new VipsException($"{operation}: {Marshal.PtrToStringUTF8(text)?.Trim()}");
        }
        finally
        {
            NativeMethods.g_free(text);
        }
    }

    internal static void Check(int result, string operation)
    {
        if (result != 0)
            throw Take(operation);
    }
}
