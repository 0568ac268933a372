using System.Globalization;
using Rankion.Core;

namespace Rankion.Tests.Storage;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KB")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(1_048_575, "1 MB")]
    [InlineData(1_893_201, "1.8 MB")]
    [InlineData(250L << 20, "250 MB")]
    [InlineData(1L << 30, "1 GB")]
    [InlineData(50L << 30, "50 GB")]
    [InlineData(5000L << 40, "5000 TB")]
    public void Bytes_are_told_in_the_unit_people_read(long bytes, string words) => Assert.Equal(words, ByteSize.Of(bytes, CultureInfo.InvariantCulture));

    [Fact]
    public void A_reader_of_German_sees_a_comma() => Assert.Equal("1,5 KB", ByteSize.Of(1536, CultureInfo.GetCultureInfo("de-DE")));
}
