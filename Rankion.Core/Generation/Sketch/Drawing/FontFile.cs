using System.Buffers.Binary;
using System.Text;

namespace Rankion.Core.Generation.Sketch.Drawing;

/// <summary>Reads letters out of a TrueType file (ISO/IEC 14496-22): the tables head, hhea, hmtx, cmap (format 4), loca and glyf.</summary>
internal sealed class FontFile
{
    private const int Nesting = 5;

    private readonly byte[] data;
    private readonly Dictionary<string, int> tables = [];
    private readonly double unitsPerEm;
    private readonly bool longOffsets;
    private readonly int advances;
    private readonly int cmap;

    public FontFile(byte[] data)
    {
        this.data = data;
        for (var i = 0; i < U16(4); i++)
            tables[Encoding.ASCII.GetString(data, 12 + i * 16, 4)] = I32(12 + i * 16 + 8);
        unitsPerEm = U16(tables["head"] + 18);
        longOffsets = U16(tables["head"] + 50) == 1;
        advances = U16(tables["hhea"] + 34);
        cmap = UnicodeMap();
    }

    /// <summary>0 where the font has no such letter.</summary>
    public int GlyphOf(int rune)
    {
        if (rune > 0xFFFF)
            return 0;
        var twice = U16(cmap + 6);
        for (var at = 0; at < twice; at += 2)
        {
            if (rune > U16(cmap + 14 + at))
                continue;
            var first = U16(cmap + 16 + twice + at);
            if (rune < first)
                return 0;
            var delta = U16(cmap + 16 + twice * 2 + at);
            var offsetAt = cmap + 16 + twice * 3 + at;
            var offset = U16(offsetAt);
            if (offset == 0)
                return (rune + delta) & 0xFFFF;
            var glyph = U16(offsetAt + offset + (rune - first) * 2);
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }
        return 0;
    }

    public Glyph Read(int rune)
    {
        var glyph = GlyphOf(rune);
        var contours = new List<IReadOnlyList<(double, double, bool)>>();
        Add(glyph, contours, static p => p, Nesting);
        return new(U16(tables["hmtx"] + Math.Min(glyph, advances - 1) * 4) / unitsPerEm, contours);
    }

    private void Add(int glyph, List<IReadOnlyList<(double, double, bool)>> contours, Func<(double X, double Y), (double X, double Y)> place, int depth)
    {
        var (from, to) = (Offset(glyph), Offset(glyph + 1));
        if (from == to || depth == 0)
            return;
        var at = tables["glyf"] + from;
        var count = I16(at);
        if (count >= 0)
            AddSimple(at, count, contours, place);
        else
            AddParts(at + 10, contours, place, depth);
    }

    private void AddSimple(int at, int count, List<IReadOnlyList<(double, double, bool)>> contours, Func<(double X, double Y), (double X, double Y)> place)
    {
        var ends = Enumerable.Range(0, count).Select(i => (int)U16(at + 10 + i * 2)).ToArray();
        var points = count == 0 ? 0 : ends[^1] + 1;
        var p = at + 10 + count * 2;
        p += 2 + U16(p); // hints
        var flags = new List<byte>();
        while (flags.Count < points)
        {
            var flag = data[p++];
            flags.AddRange(Enumerable.Repeat(flag, (flag & 8) != 0 ? data[p++] + 1 : 1));
        }
        var x = Coordinates(flags, points, ref p, isShort: 2, same: 16);
        var y = Coordinates(flags, points, ref p, isShort: 4, same: 32);
        for (var (c, first) = (0, 0); c < count; first = ends[c++] + 1)
        {
            contours.Add([.. Enumerable.Range(first, ends[c] - first + 1).Select(i =>
            {
                var (px, py) = place((x[i], y[i]));
                return (px / unitsPerEm, py / unitsPerEm, (flags[i] & 1) != 0);
            })]);
        }
    }

    private int[] Coordinates(List<byte> flags, int count, ref int p, int isShort, int same)
    {
        var (values, value) = (new int[count], 0);
        for (var i = 0; i < count; i++)
        {
            if ((flags[i] & isShort) != 0)
            {
                value += (flags[i] & same) != 0 ? data[p++] : -data[p++];
            }
            else if ((flags[i] & same) == 0)
            {
                value += I16(p);
                p += 2;
            }
            values[i] = value;
        }
        return values;
    }

    /// <summary>An accented letter and its like, put together of others.</summary>
    private void AddParts(int p, List<IReadOnlyList<(double, double, bool)>> contours, Func<(double X, double Y), (double X, double Y)> place, int depth)
    {
        for (var flags = 32; (flags & 32) != 0;)
        {
            flags = U16(p);
            var part = U16(p + 2);
            p += 4;
            var words = (flags & 1) != 0;
            var (dx, dy) = words ? (I16(p), I16(p + 2)) : ((sbyte)data[p], (sbyte)data[p + 1]);
            p += words ? 4 : 2;
            var (a, b, c, d) = (1.0, 0.0, 0.0, 1.0);
            if ((flags & 8) != 0)
            {
                a = d = F14(p);
                p += 2;
            }
            else if ((flags & 64) != 0)
            {
                (a, d) = (F14(p), F14(p + 2));
                p += 4;
            }
            else if ((flags & 128) != 0)
            {
                (a, b, c, d) = (F14(p), F14(p + 2), F14(p + 4), F14(p + 6));
                p += 8;
            }
            Add(part, contours, point => place((a * point.X + c * point.Y + dx, b * point.X + d * point.Y + dy)), depth - 1);
        }
    }

    private int UnicodeMap()
    {
        var table = tables["cmap"];
        for (var i = 0; i < U16(table + 2); i++)
        {
            var map = table + I32(table + 4 + i * 8 + 4);
            if (U16(map) == 4)
                return map;
        }
        throw new InvalidDataException("The font has no cmap of format 4.");
    }

    private int Offset(int glyph) => longOffsets ? I32(tables["loca"] + glyph * 4) : U16(tables["loca"] + glyph * 2) * 2;

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));

    private int I32(int at) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at));

    private double F14(int at) => I16(at) / 16384.0;
}
