using System.Buffers.Binary;
using System.Text;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Metadata;

namespace Rankion.Tests.Imaging.Metadata;

public sealed class PrivateMetadataTests
{
    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    [InlineData(ImageFormat.Avif)]
    public void A_picture_alone_holds_no_words(ImageFormat format) => Assert.False(PrivateMetadata.IsIn(Pictures.Make(64, 32, format), format));

    [Fact]
    public void Words_of_programs_and_cameras_are_found()
    {
        Assert.True(PrivateMetadata.IsIn(Pictures.WithXmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", "a camera"), ImageFormat.Jpeg));
        Assert.True(PrivateMetadata.IsIn(Pictures.MakeTurned(64, 32, 6), ImageFormat.Jpeg));
        foreach (var chunk in new[] { "tEXt", "zTXt", "iTXt", "eXIf", "prIv" })
            Assert.True(PrivateMetadata.IsIn(WithChunk(chunk, "parameters\0a secret prompt"u8), ImageFormat.Png), chunk);
        Assert.True(PrivateMetadata.IsIn([.. Pictures.Make(64, 32), .. "a trailer"u8], ImageFormat.Png));
        Assert.True(PrivateMetadata.IsIn([.. Pictures.Make(64, 32, ImageFormat.Jpeg), .. "a trailer"u8], ImageFormat.Jpeg));
        Assert.True(PrivateMetadata.IsIn(Pictures.Make(64, 32).AsSpan(0, 40), ImageFormat.Png));
    }

    [Fact]
    public void The_mark_of_how_it_was_made_is_no_secret_but_what_stands_beside_it_may_be()
    {
        byte[] Xmp(ReadOnlySpan<byte> packet) => WithChunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. packet]);
        Assert.False(PrivateMetadata.IsIn(Xmp(ProvenanceMark.Write("trainedAlgorithmicMedia")), ImageFormat.Png));
        var wordy = Encoding.UTF8.GetString(ProvenanceMark.Write("trainedAlgorithmicMedia"))
            .Replace("rdf:about=\"\"", "rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" dc:description=\"a secret prompt\"", StringComparison.Ordinal);
        Assert.True(PrivateMetadata.IsIn(Xmp(Encoding.UTF8.GetBytes(wordy)), ImageFormat.Png));
        Assert.True(PrivateMetadata.IsIn(Xmp("<broken"u8), ImageFormat.Png));
    }

    /// <summary>A PNG with one more chunk, after its header.</summary>
    internal static byte[] WithChunk(string type, ReadOnlySpan<byte> data)
    {
        var png = Pictures.Make(64, 32);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(body));
        return [.. png[..33], .. length, .. body, .. check, .. png[33..]];
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
