using System.Buffers.Binary;

namespace Rankion.Core.Videos;

/// <summary>A box of an MP4: its type, where it begins, and where what is in it begins and ends.</summary>
internal readonly record struct Mp4Box(uint Type, int Start, int Body, int End)
{
    public bool Is(ReadOnlySpan<byte> type) => Type == BinaryPrimitives.ReadUInt32BigEndian(type);
}

/// <summary>Walks the boxes of an MP4. A box that reaches beyond what it lies in is a fault.</summary>
internal static class Mp4Boxes
{
    /// <summary>More than any honest file has side by side.</summary>
    private const int MaxBoxes = 100_000;

    /// <exception cref="Imaging.ImageRejectedException">The file is cut short or damaged.</exception>
    public static List<Mp4Box> In(ReadOnlySpan<byte> bytes, int start, int end)
    {
        var boxes = new List<Mp4Box>();
        for (var at = start; at < end;)
        {
            if (end - at < 8 || boxes.Count >= MaxBoxes)
                throw VideoInfo.Damaged();
            long size = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            var header = 8;
            if (size == 1)
            {
                if (end - at < 16)
                    throw VideoInfo.Damaged();
                (size, header) = (BinaryPrimitives.ReadInt64BigEndian(bytes[(at + 8)..]), 16);
            }
            // 0: to the end
            if (size == 0)
                size = end - at;
            if (size < header || size > end - at)
                throw VideoInfo.Damaged();
            boxes.Add(new(BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]), at, at + header, at + (int)size));
            at += (int)size;
        }
        return boxes;
    }

    public static Mp4Box? Find(ReadOnlySpan<byte> bytes, Mp4Box parent, ReadOnlySpan<byte> type)
    {
        foreach (var box in In(bytes, parent.Body, parent.End))
        {
            if (box.Is(type))
                return box;
        }
        return null;
    }
}
