using System.Buffers.Binary;
using System.Text;

namespace Rankion.Tests.Videos;

/// <summary>The smallest files that are videos by their headers. Nothing plays in them.</summary>
internal static class Films
{
    public const string Secret = "+48.1372+011.5756/ Somebodys Phone";

    /// <param name="turned">As a phone held on its side writes it.</param>
    public static byte[] Mp4(int width = 320, int height = 180, double seconds = 2.5, bool turned = false) =>
    [
        .. Box("ftyp", [.. "isom"u8, 0, 0, 2, 0, .. "isommp41"u8]),
        .. Box("moov",
        [
            .. Box("mvhd", [.. new byte[12], .. U32(1000), .. U32((uint)(seconds * 1000)), .. new byte[80]]),
            .. Box("trak", [.. Box("tkhd", Track(0, 0, false)), .. Box("mdia", Box("hdlr", [.. new byte[8], .. "soun"u8, .. new byte[12]]))]),
            .. Box("trak", [.. Box("tkhd", Track(width, height, turned)), .. Box("mdia", Box("hdlr", [.. new byte[8], .. "vide"u8, .. new byte[12]]))]),
            .. Box("udta", Box("\u00A9xyz", Encoding.ASCII.GetBytes(Secret))),
        ]),
        .. Box("mdat", new byte[64]),
    ];

    public static byte[] Webm(int width = 320, int height = 180, double seconds = 2.5, string docType = "webm") =>
    [
        .. Element(0x1A45DFA3, Element(0x4282, Encoding.ASCII.GetBytes(docType))),
        .. Element(0x18538067,
        [
            .. Element(0x1549A966, [.. Element(0x2AD7B1, U32(1_000_000)), .. Element(0x4489, F64(seconds * 1000)), .. Element(0x4D80, Encoding.ASCII.GetBytes(Secret))]),
            .. Element(0x1654AE6B, [.. Element(0xAE, Element(0x83, [2])), .. Element(0xAE, [.. Element(0x83, [1]), .. Element(0xE0, [.. Element(0xB0, U16(width)), .. Element(0xBA, U16(height))])])]),
            .. Element(0x1254C367, Encoding.ASCII.GetBytes(Secret)),
            .. Element(0x1F43B675, new byte[64]),
        ]),
    ];

    public static byte[] Box(string type, ReadOnlySpan<byte> body) => [.. U32((uint)(body.Length + 8)), .. Encoding.Latin1.GetBytes(type), .. body];

    /// <summary>With a size of four bytes, whatever it is.</summary>
    private static byte[] Element(uint id, ReadOnlySpan<byte> body) => [.. U32(id).SkipWhile(b => b == 0), .. U32(0x1000_0000u | (uint)body.Length), .. body];

    private static byte[] Track(int width, int height, bool turned)
    {
        var body = new byte[84];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(turned ? 44 : 40), 0x10000);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(turned ? 52 : 56), 0x10000);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(76), (uint)width << 16);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(80), (uint)height << 16);
        return body;
    }

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] F64(double value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return bytes;
    }
}
