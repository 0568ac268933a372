using System.Buffers.Binary;

namespace Rankion.Core.Videos;

/// <summary>Size and length of an MP4 (ISO/IEC 14496-12): <c>moov/mvhd</c>, and <c>tkhd</c> of the first track with a picture.</summary>
internal static class Mp4Header
{
    public static VideoInfo Read(ReadOnlySpan<byte> bytes)
    {
        var top = Mp4Boxes.In(bytes, 0, bytes.Length);
        // an index without pictures plays nothing
        if (!top.Exists(box => box.Is("mdat"u8)) || top.Find(box => box.Is("moov"u8)) is not { End: > 0 } movie)
            throw VideoInfo.Damaged();
        var duration = Duration(bytes, Mp4Boxes.Find(bytes, movie, "mvhd"u8) ?? throw VideoInfo.Damaged());
        foreach (var track in Mp4Boxes.In(bytes, movie.Body, movie.End).Where(box => box.Is("trak"u8)))
        {
            if (IsPicture(bytes, track) && Mp4Boxes.Find(bytes, track, "tkhd"u8) is { } header && Size(bytes, header) is { Width: > 0, Height: > 0 } size)
                return new(VideoFormat.Mp4, size.Width, size.Height, duration);
        }
        return new(VideoFormat.Mp4, 0, 0, duration);
    }

    private static TimeSpan Duration(ReadOnlySpan<byte> bytes, Mp4Box header)
    {
        var body = bytes[header.Body..header.End];
        var isLong = body is [1, ..];
        if (body.Length < (isLong ? 32 : 20))
            throw VideoInfo.Damaged();
        var scale = BinaryPrimitives.ReadUInt32BigEndian(body[(isLong ? 20 : 12)..]);
        var units = isLong ? BinaryPrimitives.ReadUInt64BigEndian(body[24..]) : BinaryPrimitives.ReadUInt32BigEndian(body[16..]);
        // all ones: not known, as in files that are sent as they are made
        if (scale == 0 || units == (isLong ? ulong.MaxValue : uint.MaxValue))
            return TimeSpan.Zero;
        var seconds = (double)units / scale;
        return seconds <= VideoInfo.MaxDuration.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    }

    private static bool IsPicture(ReadOnlySpan<byte> bytes, Mp4Box track) =>
        Mp4Boxes.Find(bytes, track, "mdia"u8) is { } media && Mp4Boxes.Find(bytes, media, "hdlr"u8) is { } handler
        && handler.End - handler.Body >= 12 && bytes.Slice(handler.Body + 8, 4).SequenceEqual("vide"u8);

    /// <summary>Upright: a phone held on its side writes a matrix that turns by a quarter.</summary>
    private static (int Width, int Height) Size(ReadOnlySpan<byte> bytes, Mp4Box header)
    {
        var body = bytes[header.Body..header.End];
        var matrix = body is [1, ..] ? 52 : 40;
        if (body.Length < matrix + 44)
            throw VideoInfo.Damaged();
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(body[(matrix + 36)..]) >> 16, BinaryPrimitives.ReadUInt32BigEndian(body[(matrix + 40)..]) >> 16);
        var isTurned = BinaryPrimitives.ReadInt32BigEndian(body[matrix..]) == 0 && BinaryPrimitives.ReadInt32BigEndian(body[(matrix + 4)..]) != 0;
        return isTurned ? ((int)height, (int)width) : ((int)width, (int)height);
    }
}
