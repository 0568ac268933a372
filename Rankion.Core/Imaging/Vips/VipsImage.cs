using System.Runtime.InteropServices;

namespace Rankion.Core.Imaging.Vips;

/// <summary>
/// One reference to a native VipsImage. Immutable and lazy: pixels are computed when it is written. Always dispose it: the
/// garbage collector does not see native memory.
/// </summary>
internal sealed class VipsImage : SafeHandle
{
    public VipsImage() : base(0, ownsHandle: true) { }

    internal VipsImage(nint reference) : this() => SetHandle(reference);

    public override bool IsInvalid => handle == 0;

    public int Width => NativeMethods.vips_image_get_width(this);

    public int Height => NativeMethods.vips_image_get_height(this);

    public int Bands => NativeMethods.vips_image_get_bands(this);

    /// <summary>EXIF orientation, 1 to 8; 1 is upright.</summary>
    public int Orientation => NativeMethods.vips_image_get_orientation(this);

    public int Pages => NativeMethods.vips_image_get_n_pages(this);

    public bool HasAlpha => NativeMethods.vips_image_hasalpha(this) != 0;

    public bool Is16Bit => NativeMethods.vips_image_get_format(this) == 2; // VIPS_FORMAT_USHORT

    public bool IsCmyk => NativeMethods.vips_image_get_interpretation(this) == 15; // VIPS_INTERPRETATION_CMYK

    public bool Has(string field) => NativeMethods.vips_image_get_typeof(this, field) != 0;

    public unsafe byte[]? GetBlob(string field)
    {
        if (!Has(field))
            return null;
        VipsException.Check(NativeMethods.vips_image_get_blob(this, field, out var data, out var length), field);
        return new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
    }

    /// <summary>A copy with the metadata field set. libvips shares images, so metadata goes only onto a fresh copy.</summary>
    public unsafe VipsImage WithBlob(string field, ReadOnlySpan<byte> value)
    {
        var copy = new VipsOperation("copy").Set("in", this).RunImage();
        fixed (byte* p = value)
            NativeMethods.vips_image_set_blob_copy(copy, field, p, (nuint)value.Length);
        return copy;
    }

    /// <summary>Gives up computing its pixels after so long; dispose it once they are computed.</summary>
    public Timer StopAfter(TimeSpan time) => new(static image =>
    {
        try
        {
            NativeMethods.vips_image_set_kill((VipsImage)image!, 1);
        }
        catch (ObjectDisposedException)
        {
            // it was done just now
        }
    }, this, time, Timeout.InfiniteTimeSpan);

    /// <summary>The same image with its pixels computed: it can be read again and in any order, and a fault in the source has shown.</summary>
    public VipsImage InMemory()
    {
        var copy = NativeMethods.vips_image_copy_memory(this);
        return copy != 0 ? new VipsImage(copy) : throw VipsException.Take("copy_memory");
    }

    /// <summary>All pixels, band-interleaved, in the image's own band format.</summary>
    public unsafe byte[] ToPixels()
    {
        var data = NativeMethods.vips_image_write_to_memory(this, out var size);
        if (data == null)
            throw VipsException.Take("write_to_memory");
        try
        {
            return new ReadOnlySpan<byte>(data, checked((int)size)).ToArray();
        }
        finally
        {
            NativeMethods.g_free((nint)data);
        }
    }

    public static unsafe VipsImage FromPixels(ReadOnlySpan<byte> pixels, int width, int height, int bands)
    {
        if (pixels.Length != (long)width * height * bands)
            throw new ArgumentException("The pixels do not fit the size.", nameof(pixels));
        fixed (byte* p = pixels)
        {
            var image = NativeMethods.vips_image_new_from_memory_copy(p, (nuint)pixels.Length, width, height, bands, format: 0);
            return image != 0 ? new VipsImage(image) : throw VipsException.Take("new_from_memory");
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.g_object_unref(handle);
        return true;
    }
}
