namespace Rankion.Core.Videos;

/// <summary>
/// A copy of a video for people outside: cameras and programs write place, device and names beside the picture, and these are blanked where
/// they stand, so that nothing else moves and it plays as before.
/// </summary>
internal static class PublicVideo
{
    private const uint Tags = 0x1254C367;
    private const uint Attachments = 0x1941A469;
    private const uint Void = 0xEC;

    /// <summary>What an <c>Info</c> says beside its times: title, file names, dates, programs.</summary>
    private static readonly HashSet<uint> Told = [0x7BA9, 0x7384, 0x4D80, 0x5741, 0x4461, 0x3C83AB, 0x3E83BB];

    public static byte[] Of(ReadOnlySpan<byte> original)
    {
        var copy = original.ToArray();
        if (VideoFormats.Sniff(original) == VideoFormat.Mp4)
            CleanMp4(copy, 0, copy.Length, 0);
        else
            CleanWebm(copy);
        return copy;
    }

    private static void CleanMp4(byte[] bytes, int start, int end, int depth)
    {
        foreach (var box in Mp4Boxes.In(bytes, start, end))
        {
            if (box.Is("udta"u8) || box.Is("meta"u8) || box.Is("uuid"u8) || box.Is("skip"u8) || box.Is("free"u8))
            {
                "free"u8.CopyTo(bytes.AsSpan(box.Start + 4));
                bytes.AsSpan(box.Body..box.End).Clear();
            }
            else if (depth < 4 && (box.Is("moov"u8) || box.Is("trak"u8) || box.Is("mdia"u8) || box.Is("moof"u8) || box.Is("traf"u8)))
            {
                CleanMp4(bytes, box.Body, box.End, depth + 1);
            }
        }
    }

    private static void CleanWebm(byte[] bytes)
    {
        foreach (var segment in Ebml.In(bytes, 0, bytes.Length).Where(e => e.Id == WebmHeader.Segment))
        {
            foreach (var part in Ebml.In(bytes, segment.Body, segment.End))
            {
                if (part.Id is Tags or Attachments)
                    Blank(bytes, part);
                foreach (var word in part.Id == WebmHeader.Info ? Ebml.In(bytes, part.Body, part.End).Where(e => Told.Contains(e.Id)) : [])
                    bytes.AsSpan(word.Body..word.End).Clear();
            }
        }
    }

    /// <summary>The element becomes one that says nothing, as long as it was.</summary>
    private static void Blank(byte[] bytes, EbmlElement element)
    {
        var whole = bytes.AsSpan(element.Start..element.End);
        whole.Clear();
        // an id of one byte and a size of eight where there is room, else a size of one
        whole[0] = (byte)Void;
        if (whole.Length < 9)
        {
            whole[1] = (byte)(0x80 | (whole.Length - 2));
            return;
        }
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(whole[1..], 0x0100_0000_0000_0000UL | (uint)(whole.Length - 9));
    }
}
