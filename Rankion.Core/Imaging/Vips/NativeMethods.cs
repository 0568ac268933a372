using System.Runtime.InteropServices;

namespace Rankion.Core.Imaging.Vips;

/// <summary>A GLib GValue: its type and two words of payload. 24 bytes on every 64-bit ABI.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    public nuint Type;
    public ulong Data0;
    public ulong Data1;
}

/// <summary>
/// The part of libvips, GObject and GLib that Rankion calls. None of these functions is variadic: C varargs have
/// another calling convention on arm64 macOS, so every operation goes through vips_operation_new and GObject properties.
/// </summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>The name <see cref="VipsLibrary"/> resolves; libvips re-exports or depends on GLib and GObject.</summary>
    internal const string Library = "rankion-vips";

    static NativeMethods() => NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, VipsLibrary.Resolve);

    // Fundamental GTypes are ABI constants: their number shifted left by G_TYPE_FUNDAMENTAL_SHIFT.
    internal const nuint GTypeBoolean = 5 << 2;
    internal const nuint GTypeInt = 6 << 2;
    internal const nuint GTypeDouble = 15 << 2;

    // ---- library ----
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_init(string argv0);

    [LibraryImport(Library)]
    internal static partial int vips_version(int flag);

    [LibraryImport(Library)]
    internal static partial void vips_concurrency_set(int concurrency);

    [LibraryImport(Library)]
    internal static partial void vips_cache_set_max(int max);

    [LibraryImport(Library)]
    internal static partial void vips_block_untrusted_set(int state);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void vips_operation_block_set(string name, int state);

    // ---- errors: one buffer for the whole process ----
    [LibraryImport(Library)]
    internal static partial nint vips_error_buffer_copy();

    // ---- operations ----
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint vips_operation_new(string name);

    [LibraryImport(Library)]
    internal static partial nint vips_cache_operation_build(nint operation);

    [LibraryImport(Library)]
    internal static partial void vips_object_unref_outputs(nint operation);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_object_set_argument_from_string(nint obj, string name, string value);

    // ---- boxed values ----
    [LibraryImport(Library)]
    internal static partial nint vips_blob_copy(byte* data, nuint length);

    [LibraryImport(Library)]
    internal static partial byte* vips_blob_get(nint blob, out nuint length);

    [LibraryImport(Library)]
    internal static partial void vips_area_unref(nint area);

    [LibraryImport(Library)]
    internal static partial nuint vips_blob_get_type();

    [LibraryImport(Library)]
    internal static partial nuint vips_array_double_get_type();

    [LibraryImport(Library)]
    internal static partial nuint vips_array_image_get_type();

    [LibraryImport(Library)]
    internal static partial nuint vips_image_get_type();

    [LibraryImport(Library)]
    internal static partial void vips_value_set_array_double(GValue* value, double* array, int n);

    [LibraryImport(Library)]
    internal static partial void vips_value_set_array_image(GValue* value, int n);

    [LibraryImport(Library)]
    internal static partial nint* vips_value_get_array_image(GValue* value, out int n);

    // ---- images ----
    [LibraryImport(Library)]
    internal static partial int vips_image_get_width(VipsImage image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_height(VipsImage image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_bands(VipsImage image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_format(VipsImage image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_interpretation(VipsImage image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_orientation(VipsImage image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_n_pages(VipsImage image);

    [LibraryImport(Library)]
    internal static partial int vips_image_hasalpha(VipsImage image);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint vips_image_get_typeof(VipsImage image, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_image_get_blob(VipsImage image, string name, out byte* data, out nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void vips_image_set_blob_copy(VipsImage image, string name, byte* data, nuint length);

    /// <summary>Whoever computes its pixels stops with a fault at the next line of them. May be called from any thread.</summary>
    [LibraryImport(Library)]
    internal static partial void vips_image_set_kill(VipsImage image, int kill);

    /// <summary>Computes the pixels; gives a new reference to an image that holds them.</summary>
    [LibraryImport(Library)]
    internal static partial nint vips_image_copy_memory(VipsImage image);

    [LibraryImport(Library)]
    internal static partial byte* vips_image_write_to_memory(VipsImage image, out nuint size);

    [LibraryImport(Library)]
    internal static partial nint vips_image_new_from_memory_copy(
        byte* data, nuint size, int width, int height, int bands, int format);

    // ---- GObject and GLib ----
    [LibraryImport(Library)]
    internal static partial nint g_object_ref(nint obj);

    [LibraryImport(Library)]
    internal static partial void g_object_unref(nint obj);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint g_object_class_find_property(nint objectClass, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_set_property(nint obj, string name, GValue* value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_get_property(nint obj, string name, GValue* value);

    [LibraryImport(Library)]
    internal static partial nint g_value_init(GValue* value, nuint type);

    [LibraryImport(Library)]
    internal static partial void g_value_unset(GValue* value);

    [LibraryImport(Library)]
    internal static partial void g_value_set_boolean(GValue* value, int v);

    [LibraryImport(Library)]
    internal static partial void g_value_set_int(GValue* value, int v);

    [LibraryImport(Library)]
    internal static partial void g_value_set_double(GValue* value, double v);

    [LibraryImport(Library)]
    internal static partial void g_value_set_object(GValue* value, VipsImage v);

    [LibraryImport(Library)]
    internal static partial void g_value_set_boxed(GValue* value, nint v);

    [LibraryImport(Library)]
    internal static partial nint g_value_get_boxed(GValue* value);

    [LibraryImport(Library)]
    internal static partial nint g_value_dup_object(GValue* value);

    [LibraryImport(Library)]
    internal static partial double g_value_get_double(GValue* value);

    [LibraryImport(Library)]
    internal static partial void g_free(nint mem);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint g_log_set_handler(
        string? domain, int levels, delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> handler, nint data);
}
