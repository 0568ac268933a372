using System.Runtime.InteropServices;

namespace Rankion.Core.Imaging.Vips;

/// <summary>One reference to a native VipsImage. Immutable and lazy: pixels are computed when it is written.</summary>
internal sealed class VipsImage : SafeHandle
{
    public VipsImage() : base(0, ownsHandle: true) { }

    internal VipsImage(nint reference) : this() => SetHandle(reference);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.g_object_unref(handle);
        return true;
    }

    public int Width => NativeMethods.vips_image_get_width(this);
    public int Height => NativeMethods.vips_image_get_height(this);
    public int Bands => NativeMethods.vips_image_get_bands(this);
    public int BandFormat => NativeMethods.vips_image_get_format(this);
    public int Orientation => NativeMethods.vips_image_get_orientation(this);
    public int Pages => NativeMethods.vips_image_get_n_pages(this);
    public bool HasAlpha => NativeMethods.vips_image_hasalpha(this) != 0;

    public bool Has(string field) => NativeMethods.vips_image_get_typeof(this, field) != 0;

    public unsafe byte[]? GetBlob(string field)
    {
        if (!Has(field)) return null;
        VipsException.Check(NativeMethods.vips_image_get_blob(this, field, out var data, out var length), field);
        return new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
    }

    public string? GetString(string field)
    {
        if (!Has(field)) return null;
        VipsException.Check(NativeMethods.vips_image_get_as_string(this, field, out var text), field);
        try { return Marshal.PtrToStringUTF8(text); }
        finally { NativeMethods.g_free(text); }
    }

    public List<string> Fields()
    {
        var list = NativeMethods.vips_image_get_fields(this);
        try
        {
            var names = new List<string>();
            for (var p = list; Marshal.ReadIntPtr(p) is var s && s != 0; p += nint.Size) names.Add(Marshal.PtrToStringUTF8(s)!);
            return names;
        }
        finally { NativeMethods.g_strfreev(list); }
    }

    /// <summary>A copy with the metadata field set. libvips shares images, so metadata goes only onto a fresh copy.</summary>
    public unsafe VipsImage WithBlob(string field, ReadOnlySpan<byte> value)
    {
        var copy = new VipsOperation("copy").Set("in", this).RunImage();
        fixed (byte* p = value) NativeMethods.vips_image_set_blob_copy(copy, field, p, (nuint)value.Length);
        return copy;
    }

    public VipsImage Without(string field)
    {
        var copy = new VipsOperation("copy").Set("in", this).RunImage();
        NativeMethods.vips_image_remove(copy, field);
        return copy;
    }

    /// <summary>All pixels, band-interleaved, in the image's own band format.</summary>
    public unsafe byte[] ToPixels()
    {
        var data = NativeMethods.vips_image_write_to_memory(this, out var size);
        if (data == null) throw VipsException.Take("write_to_memory");
        try { return new ReadOnlySpan<byte>(data, checked((int)size)).ToArray(); }
        finally { NativeMethods.g_free((nint)data); }
    }

    public static unsafe VipsImage FromPixels(ReadOnlySpan<byte> pixels, int width, int height, int bands)
    {
        if (pixels.Length != (long)width * height * bands) throw new ArgumentException("Pixel count mismatch.", nameof(pixels));
        fixed (byte* p = pixels)
        {
            var image = NativeMethods.vips_image_new_from_memory_copy(p, (nuint)pixels.Length, width, height, bands, 0);
            return image != 0 ? new VipsImage(image) : throw VipsException.Take("new_from_memory");
        }
    }
}
