using System.Text;
using Rankion.Core.Imaging;
using Rankion.Core.Videos;
using Rankion.Tests.Imaging;

namespace Rankion.Tests.Videos;

public sealed class VideoInfoTests
{
    [Fact]
    public void Size_and_length_stand_in_the_headers()
    {
        Assert.Equal(new(VideoFormat.Mp4, 320, 180, TimeSpan.FromSeconds(2.5)), VideoInfo.Read(Films.Mp4()));
        Assert.Equal(new(VideoFormat.Mp4, 180, 320, TimeSpan.FromSeconds(90)), VideoInfo.Read(Films.Mp4(seconds: 90, turned: true)));
        Assert.Equal(new(VideoFormat.Webm, 640, 360, TimeSpan.FromSeconds(61)), VideoInfo.Read(Films.Webm(640, 360, 61)));
    }

    [Fact]
    public void What_is_cut_short_anywhere_is_refused()
    {
        foreach (var film in new[] { Films.Mp4(), Films.Webm() })
        {
            for (var length = 0; length < film.Length; length++)
                Assert.Throws<ImageRejectedException>(() => VideoInfo.Read(film.AsMemory(0, length)));
        }
    }

    [Fact]
    public void Damage_is_refused_or_read_but_is_no_fault_of_ours()
    {
        var random = new Random(7);
        foreach (var film in new[] { Films.Mp4(), Films.Webm() })
        {
            for (var n = 0; n < 20_000; n++)
            {
                var broken = (byte[])film.Clone();
                for (var hits = random.Next(1, 6); hits > 0; hits--)
                    broken[random.Next(broken.Length)] = (byte)random.Next(256);
                try
                {
                    var info = VideoInfo.Read(broken);
                    Assert.InRange(info.Width, 1, ImageLimits.MaxSide);
                    PublicVideo.Of(broken);
                }
                catch (ImageRejectedException)
                {
                    // that is what it is for
                }
            }
        }
    }

    [Fact]
    public void Pictures_sounds_and_other_containers_are_no_videos()
    {
        foreach (var other in new[] { [], "hello"u8.ToArray(), Pictures.Make(8, 8), Pictures.Make(8, 8, ImageFormat.Avif), Films.Webm(docType: "matroska"), Films.Mp4(0, 0), Films.Mp4(20_000, 10), Films.Mp4(seconds: 90_000), Films.Box("ftyp", [.. "qt  "u8, 0, 0, 0, 0]) })
            Assert.Throws<ImageRejectedException>(() => VideoInfo.Read(other));
    }

    [Fact]
    public void Strangers_get_the_film_without_place_and_device_and_nothing_moves()
    {
        foreach (var film in new[] { Films.Mp4(), Films.Webm() })
        {
            var copy = PublicVideo.Of(film);

            Assert.Contains(Films.Secret, Encoding.Latin1.GetString(film));
            Assert.DoesNotContain("Phone", Encoding.Latin1.GetString(copy));
            Assert.Equal((film.Length, VideoInfo.Read(film)), (copy.Length, VideoInfo.Read(copy)));
        }
    }
}
