using System.IO.Compression;
using System.Text;
using Rankion.Core.Exports;

namespace Rankion.Tests.Exports;

/// <summary>The pieces of an archive: names, lists, checksums.</summary>
public sealed class ArchiveTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Harbour at dawn", "png", "harbour-at-dawn-7.png")]
    [InlineData("  A / B \\ C: *?\"<>| ", "jpeg", "a-b-c-7.jpg")]
    [InlineData("../../etc/passwd", "webp", "etc-passwd-7.webp")]
    [InlineData("CON", "png", "con-7.png")]
    [InlineData("Fjörður – 港 · Straße.", "png", "fjörður-港-straße-7.png")]
    [InlineData("नमस्ते", "png", "नमस्ते-7.png")]
    [InlineData("🙂🙂", "png", "image-7.png")]
    [InlineData("tab\tand\r\nbreak", "png", "tab-and-break-7.png")]
    [InlineData("-", "gif", "image-7.gif")]
    public void A_file_is_called_by_its_title_on_every_system(string title, string format, string name) =>
        Assert.Equal(name.Normalize(NormalizationForm.FormC), ExportFileName.Of(title, 7, format));

    [Fact]
    public void The_longest_title_still_makes_a_name_that_file_systems_take()
    {
        var name = ExportFileName.Of(string.Concat(Enumerable.Repeat("𠀀", 100)), long.MaxValue, "jpeg");
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 200, 255);
        Assert.EndsWith($"-{long.MaxValue}.jpg", name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("he said \"hi\"", "\"he said \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData(null, "")]
    public void A_field_is_text_to_a_spreadsheet_and_never_a_formula(string? field, string written) =>
        Assert.Equal($"7,{written},end\r\n", Csv.Line("7", field, "end"));

    [Fact]
    public void The_checksum_is_that_of_the_standard_however_the_bytes_come()
    {
        Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8));
        var bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        var whole = Crc32.Append(0, bytes);
        for (var cut = 0; cut <= bytes.Length; cut += 37)
            Assert.Equal(whole, Crc32.Append(Crc32.Append(0, bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
    }

    [Fact]
    public async Task An_archive_with_one_wrong_byte_or_a_missing_entry_is_not_taken()
    {
        using var archive = new MemoryStream();
        await using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = await zip.CreateEntry("a.txt", CompressionLevel.NoCompression).OpenAsync(Ct);
            await entry.WriteAsync(new byte[5000], Ct);
        }
        await ArchiveCheck.RunAsync(archive, 1, Ct);
        await Assert.ThrowsAsync<InvalidDataException>(() => ArchiveCheck.RunAsync(archive, 2, Ct));

        archive.GetBuffer()[2000] ^= 1;
        await Assert.ThrowsAsync<InvalidDataException>(() => ArchiveCheck.RunAsync(archive, 1, Ct));
        archive.SetLength(archive.Length / 2);
        await Assert.ThrowsAsync<InvalidDataException>(() => ArchiveCheck.RunAsync(archive, 1, Ct));
    }
}
