namespace Rankion.Core.Imaging.Vips;

/// <summary>One call of a libvips operation: set its arguments by name, then run it once. Running it, or a fault, disposes it.</summary>
internal sealed unsafe class VipsOperation : IDisposable
{
    private readonly string name;
    private nint operation;

    public VipsOperation(string name)
    {
        VipsLibrary.Ensure();
        this.name = name;
        operation = NativeMethods.vips_operation_new(name);
        if (operation == 0)
            throw VipsException.Take(name);
    }

    ~VipsOperation() => Dispose();

    public VipsOperation Set(string argument, bool value)
    {
        var v = Init(NativeMethods.GTypeBoolean);
        NativeMethods.g_value_set_boolean(&v, value ? 1 : 0);
        return Assign(argument, &v);
    }

    public VipsOperation Set(string argument, int value)
    {
        var v = Init(NativeMethods.GTypeInt);
        NativeMethods.g_value_set_int(&v, value);
        return Assign(argument, &v);
    }

    public VipsOperation Set(string argument, double value)
    {
        var v = Init(NativeMethods.GTypeDouble);
        NativeMethods.g_value_set_double(&v, value);
        return Assign(argument, &v);
    }

    /// <summary>A string, or an enum or flags argument by its nick ("srgb", "xmp:icc").</summary>
    public VipsOperation Set(string argument, string value)
    {
        try
        {
            VipsException.Check(NativeMethods.vips_object_set_argument_from_string(operation, argument, value), name);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public VipsOperation Set(string argument, VipsImage value)
    {
        var v = Init(NativeMethods.vips_image_get_type());
        NativeMethods.g_value_set_object(&v, value);
        return Assign(argument, &v);
    }

    /// <summary>A blob argument. The bytes are copied: a lazy image may read them long after this call.</summary>
    public VipsOperation Set(string argument, ReadOnlySpan<byte> value)
    {
        nint blob;
        fixed (byte* p = value)
            blob = NativeMethods.vips_blob_copy(p, (nuint)value.Length);
        var v = Init(NativeMethods.vips_blob_get_type());
        NativeMethods.g_value_set_boxed(&v, blob); // takes its own reference
        NativeMethods.vips_area_unref(blob);
        return Assign(argument, &v);
    }

    public VipsOperation Set(string argument, ReadOnlySpan<double> value)
    {
        var v = Init(NativeMethods.vips_array_double_get_type());
        fixed (double* p = value)
            NativeMethods.vips_value_set_array_double(&v, p, value.Length);
        return Assign(argument, &v);
    }

    public VipsOperation Set(string argument, params ReadOnlySpan<VipsImage> value)
    {
        var v = Init(NativeMethods.vips_array_image_get_type());
        NativeMethods.vips_value_set_array_image(&v, value.Length);
        var slots = NativeMethods.vips_value_get_array_image(&v, out _);
        for (var i = 0; i < value.Length; i++)
        {
            var added = false;
            value[i].DangerousAddRef(ref added);
            try
            {
                slots[i] = NativeMethods.g_object_ref(value[i].DangerousGetHandle()); // the array unrefs it
            }
            finally
            {
                if (added)
                    value[i].DangerousRelease();
            }
        }
        return Assign(argument, &v);
    }

    /// <summary>Keeps only the named metadata ("none", "xmp"); libvips before 8.15 can but drop or keep all of it.</summary>
    public VipsOperation Keep(string metadata) => Accepts("keep") ? Set("keep", metadata) : Set("strip", metadata == "none");

    /// <summary>Converts to sRGB on load or shrink; the argument's name differs between releases.</summary>
    public VipsOperation ToSrgb() => Set(Accepts("output-profile") ? "output-profile" : "export-profile", "srgb");

    public VipsImage RunImage() =>
        Run("out", static v => new VipsImage(NativeMethods.g_value_dup_object(v)));

    public byte[] RunBytes() =>
        Run("buffer", static v =>
        {
            var data = NativeMethods.vips_blob_get(NativeMethods.g_value_get_boxed(v), out var length);
            return new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        });

    public double RunDouble() => Run("out", static v => NativeMethods.g_value_get_double(v));

    public void Dispose()
    {
        var released = Interlocked.Exchange(ref operation, 0);
        if (released != 0)
            NativeMethods.g_object_unref(released);
        GC.SuppressFinalize(this);
    }

    private delegate T Reader<T>(GValue* value);

    private T Run<T>(string output, Reader<T> read)
    {
        ObjectDisposedException.ThrowIf(operation == 0, this);
        try
        {
            // Build returns a new reference, to this operation or to an equal cached one.
            var built = NativeMethods.vips_cache_operation_build(operation);
            if (built == 0)
            {
                NativeMethods.vips_object_unref_outputs(operation); // a failed build can leave outputs behind
                throw VipsException.Take(name);
            }
            var value = default(GValue);
            try
            {
                NativeMethods.g_object_get_property(built, output, &value);
                return read(&value);
            }
            finally
            {
                NativeMethods.g_value_unset(&value);
                NativeMethods.vips_object_unref_outputs(built);
                NativeMethods.g_object_unref(built);
            }
        }
        finally
        {
            Dispose();
        }
    }

    private static GValue Init(nuint type)
    {
        var v = default(GValue);
        NativeMethods.g_value_init(&v, type);
        return v;
    }

    private bool Accepts(string argument) => NativeMethods.g_object_class_find_property(*(nint*)operation, argument) != 0;

    private VipsOperation Assign(string argument, GValue* value)
    {
        try
        {
            // GObject only logs an unknown property, so it is looked up first.
            if (!Accepts(argument))
                throw new ArgumentException($"{name} has no argument '{argument}'.", nameof(argument));
            NativeMethods.g_object_set_property(operation, argument, value);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
        finally
        {
            NativeMethods.g_value_unset(value);
        }
    }
}
