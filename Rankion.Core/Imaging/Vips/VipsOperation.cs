using System.Runtime.InteropServices;

namespace Rankion.Core.Imaging.Vips;

/// <summary>One call of a libvips operation: set its arguments by name, then run it once.</summary>
internal sealed unsafe class VipsOperation : IDisposable
{
    private readonly string _name;
    private nint _operation;

    public VipsOperation(string name)
    {
        _name = name;
        _operation = NativeMethods.vips_operation_new(name);
        if (_operation == 0) throw VipsException.Take(name);
    }

    public bool Accepts(string argument) => NativeMethods.g_object_class_find_property(*(nint*)_operation, argument) != 0;

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
            VipsException.Check(NativeMethods.vips_object_set_argument_from_string(_operation, argument, value), _name);
            return this;
        }
        catch { Dispose(); throw; }
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
        fixed (byte* p = value) blob = NativeMethods.vips_blob_copy(p, (nuint)value.Length);
        var v = Init(NativeMethods.vips_blob_get_type());
        NativeMethods.g_value_set_boxed(&v, blob); // takes its own reference
        NativeMethods.vips_area_unref(blob);
        return Assign(argument, &v);
    }

    public VipsOperation Set(string argument, ReadOnlySpan<double> value)
    {
        var v = Init(NativeMethods.vips_array_double_get_type());
        fixed (double* p = value) NativeMethods.vips_value_set_array_double(&v, p, value.Length);
        return Assign(argument, &v);
    }

    public VipsOperation Set(string argument, ReadOnlySpan<int> value)
    {
        var v = Init(NativeMethods.vips_array_int_get_type());
        fixed (int* p = value) NativeMethods.vips_value_set_array_int(&v, p, value.Length);
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
            try { slots[i] = NativeMethods.g_object_ref(value[i].DangerousGetHandle()); } // the array unrefs it
            finally { if (added) value[i].DangerousRelease(); }
        }
        return Assign(argument, &v);
    }

    internal VipsOperation SetObject(string argument, nuint type, nint value)
    {
        var v = Init(type);
        NativeMethods.g_value_set_object_ptr(&v, value);
        return Assign(argument, &v);
    }

    /// <summary>Sets the argument where this libvips has it (names differ between releases).</summary>
    public VipsOperation SetIfKnown(string argument, string value) => Accepts(argument) ? Set(argument, value) : this;
    public VipsOperation SetIfKnown(string argument, bool value) => Accepts(argument) ? Set(argument, value) : this;

    public void Run() => Run(static (_, _) => 0, "");

    public VipsImage RunImage(string output = "out") =>
        Run(static (op, name) =>
        {
            var v = default(GValue);
            NativeMethods.g_object_get_property(op, name, &v);
            try { return new VipsImage(NativeMethods.g_value_dup_object(&v)); }
            finally { NativeMethods.g_value_unset(&v); }
        }, output);

    public byte[] RunBytes(string output = "buffer") =>
        Run(static (op, name) =>
        {
            var v = default(GValue);
            NativeMethods.g_object_get_property(op, name, &v);
            try
            {
                var data = NativeMethods.vips_blob_get(NativeMethods.g_value_get_boxed(&v), out var length);
                return new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
            }
            finally { NativeMethods.g_value_unset(&v); } // drops the value's reference; the operation drops the last one
        }, output);

    public double RunDouble(string output = "out") =>
        Run(static (op, name) =>
        {
            var v = default(GValue);
            NativeMethods.g_object_get_property(op, name, &v);
            try { return NativeMethods.g_value_get_double(&v); }
            finally { NativeMethods.g_value_unset(&v); }
        }, output);

    public int RunInt(string output) =>
        Run(static (op, name) =>
        {
            var v = default(GValue);
            NativeMethods.g_object_get_property(op, name, &v);
            try { return NativeMethods.g_value_get_int(&v); }
            finally { NativeMethods.g_value_unset(&v); }
        }, output);

    private T Run<T>(Func<nint, string, T> read, string output)
    {
        ObjectDisposedException.ThrowIf(_operation == 0, this);
        try
        {
            // Build returns a new reference, to this operation or to an equal cached one.
            var built = NativeMethods.vips_cache_operation_build(_operation);
            if (built == 0)
            {
                NativeMethods.vips_object_unref_outputs(_operation); // a failed build can leave outputs behind
                throw VipsException.Take(_name);
            }
            try { return read(built, output); }
            finally
            {
                NativeMethods.vips_object_unref_outputs(built);
                NativeMethods.g_object_unref(built);
            }
        }
        finally { Dispose(); }
    }

    private static GValue Init(nuint type)
    {
        var v = default(GValue);
        NativeMethods.g_value_init(&v, type);
        return v;
    }

    private VipsOperation Assign(string argument, GValue* value)
    {
        try
        {
            // GObject only logs an unknown property, so it is looked up first.
            if (!Accepts(argument)) throw new ArgumentException($"{_name} has no argument '{argument}'.", nameof(argument));
            NativeMethods.g_object_set_property(_operation, argument, value);
            return this;
        }
        catch { Dispose(); throw; }
        finally { NativeMethods.g_value_unset(value); }
    }

    public void Dispose()
    {
        var operation = Interlocked.Exchange(ref _operation, 0);
        if (operation != 0) NativeMethods.g_object_unref(operation);
        GC.SuppressFinalize(this);
    }

    ~VipsOperation() => Dispose();
}
