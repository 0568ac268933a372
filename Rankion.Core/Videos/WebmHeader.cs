namespace Rankion.Core.Videos;

/// <summary>Size and length of a WebM: <c>Segment/Info</c>, and the first of <c>Segment/Tracks</c> with a picture.</summary>
internal static class WebmHeader
{
    internal const uint Segment = 0x18538067;
    internal const uint Info = 0x1549A966;

    private const uint DocType = 0x4282;
    private const uint Tracks = 0x1654AE6B;
    private const uint TrackEntry = 0xAE;
    private const uint TrackType = 0x83;
    private const uint Picture = 0xE0;
    private const uint PixelWidth = 0xB0;
    private const uint PixelHeight = 0xBA;
    private const uint TimestampScale = 0x2AD7B1;
    private const uint Length = 0x4489;
    private const uint Cluster = 0x1F43B675;

    public static VideoInfo Read(ReadOnlySpan<byte> bytes)
    {
        var top = Ebml.In(bytes, 0, bytes.Length);
        // Matroska in general is not what browsers play
        if (Ebml.Find(bytes, top[0], DocType) is not { } type || !bytes[type.Body..type.End].TrimEnd((byte)0).SequenceEqual("webm"u8))
            throw new Imaging.ImageRejectedException("This is not an MP4 or WebM.");
        if (top.Find(e => e.Id == Segment) is not { End: > 0 } segment)
            throw VideoInfo.Damaged();
        var parts = Ebml.In(bytes, segment.Body, segment.End);
        if (!parts.Exists(e => e.Id == Cluster) || parts.Find(e => e.Id == Tracks) is not { End: > 0 } tracks)
            throw VideoInfo.Damaged();
        var (width, height) = Size(bytes, tracks);
        return new(VideoFormat.Webm, width, height, parts.Find(e => e.Id == Info) is { End: > 0 } info ? Duration(bytes, info) : TimeSpan.Zero);
    }

    private static (int Width, int Height) Size(ReadOnlySpan<byte> bytes, EbmlElement tracks)
    {
        foreach (var track in Ebml.In(bytes, tracks.Body, tracks.End))
        {
            if (track.Id != TrackEntry || Ebml.Find(bytes, track, TrackType) is not { } type || Ebml.Unsigned(bytes, type) != 1 || Ebml.Find(bytes, track, Picture) is not { } picture)
                continue;
            if (Ebml.Find(bytes, picture, PixelWidth) is { } width && Ebml.Find(bytes, picture, PixelHeight) is { } height)
                return ((int)Math.Min(Ebml.Unsigned(bytes, width), int.MaxValue), (int)Math.Min(Ebml.Unsigned(bytes, height), int.MaxValue));
        }
        return (0, 0);
    }

    private static TimeSpan Duration(ReadOnlySpan<byte> bytes, EbmlElement info)
    {
        var scale = Ebml.Find(bytes, info, TimestampScale) is { } named ? Ebml.Unsigned(bytes, named) : 1_000_000;
        var seconds = Ebml.Find(bytes, info, Length) is { } length ? Ebml.Float(bytes, length) * scale / 1e9 : 0;
        return seconds is >= 0 and <= 86_400 ? TimeSpan.FromSeconds(seconds) : seconds > 0 ? TimeSpan.MaxValue : TimeSpan.Zero;
    }
}
