using System.Text;
using System.Text.Json;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Web.Api;
using Rankion.Web.Api.Contracts;

namespace Rankion.Tests.Api;

/// <summary>What is written by hand is what the serializer would write, to the byte.</summary>
public sealed class ImageJsonTests
{
    private static readonly DateTime At = new(2026, 5, 15, 9, 0, 0, 123, 456, DateTimeKind.Utc);

    [Fact]
    public async Task A_list_is_written_as_the_serializer_writes_it()
    {
        var listing = new Listing<ImageResource>(
            [Bare(), Full(), Bare() with { ProcessingStatus = ProcessingStatus.Queued, Source = ImageSource.Upscaled }],
            new() { Page = null, PerPage = 50, Total = 3, LastPage = 1 },
            new() { Self = "http://h/v1/images?q=%C3%A4&x=1", First = "http://h", Prev = null, Next = "http://h/next", Last = null });
        Assert.Equal(JsonSerializer.Serialize(listing, ApiJson.Wire.ListingImageResource), await WrittenAsync(json => ImageJson.Write(json, listing)));
    }

    [Fact]
    public async Task One_image_is_written_as_the_serializer_writes_it()
    {
        var summary = new ImageSummary
        {
            Id = 1,
            Title = "Parent",
            ProcessingStatus = ProcessingStatus.Ready,
            Url = "http://h/1",
            Thumbnails = new Dictionary<string, string> { ["320"] = "http://h/320" },
            Width = 1,
            Height = 2,
        };
        var whole = new ImageDetailResource(Full()) { Variants = [Bare(), Full()], Parent = summary, Ancestors = [summary, summary] };
        foreach (var detail in new[] { whole, new ImageDetailResource(Bare()) })
        {
            var item = new Item<ImageDetailResource>(detail);
            Assert.Equal(JsonSerializer.Serialize(item, ApiJson.Wire.ItemImageDetailResource), await WrittenAsync(json => ImageJson.Write(json, item)));
        }
    }

    private static Task<string> WrittenAsync(Action<Utf8JsonWriter> write) =>
        ImageJson.LendAsync(write, bytes => Task.FromResult(Encoding.UTF8.GetString(bytes.Span)));

    private static ImageResource Full() => Bare() with
    {
        ProjectId = 12,
        ArticleId = 13,
        Title = "Häfen <\"1\"> & \\ 🌊\u0001",
        RevisedPrompt = "Revised",
        Parameters = new() { Size = "8x8", Quality = "high", Background = "b", OutputFormat = "png", ReferenceIds = [1, 2] },
        Tags = ["hero", "séa"],
        IsPrimary = true,
        IsFavorite = true,
        ProcessingStatus = ProcessingStatus.Failed,
        Error = new("code", "message"),
        JobId = "17",
        GenerationId = Guid.NewGuid(),
        EditSessionId = 4,
        ParentId = 1,
        Url = "http://h/media/a?b=1&c=2",
        Thumbnails = new Dictionary<string, string> { ["320"] = "http://h/320", ["640"] = "http://h/640" },
        Placeholder = "data:image/webp;base64,AA+/=",
        DominantColor = "#2a4a66",
        Format = "png",
        Sha256 = new('a', 64),
        Share = new()
        {
            Token = "t",
            PublicUrl = "http://h/s/t",
            ExpiresAt = At,
            HasPassword = true,
            AllowDownload = true,
            DownloadSize = ShareDownload.Web,
            ShowPrompt = true,
            ShowLabel = true,
            Note = "Ours",
            ViewCount = 3,
            VisitorCount = 2,
            DownloadCount = 1,
            LastViewedAt = null,
            CreatedAt = At,
        },
        EditedAt = At,
        DeletedAt = At.AddTicks(10),
        PurgeAt = At.Date,
    };

    private static ImageResource Bare() => new()
    {
        Id = 42,
        ProjectId = null,
        ArticleId = null,
        Title = "Harbour",
        Prompt = "A harbour\nat dawn",
        RevisedPrompt = null,
        Model = "m",
        Provider = "p",
        Parameters = new(),
        Tags = [],
        IsFavorite = false,
        ProcessingStatus = ProcessingStatus.Ready,
        Error = null,
        JobId = null,
        GenerationId = null,
        EditSessionId = null,
        ParentId = null,
        RootId = 42,
        IsPrimary = false,
        VariantsCount = 0,
        Source = ImageSource.Generated,
        Url = null,
        Thumbnails = null,
        Placeholder = null,
        DominantColor = null,
        Width = 1,
        Height = 2,
        Format = null,
        DurationMs = null,
        SizeBytes = 5_000_000_000,
        Sha256 = null,
        Share = null,
        CreatedBy = new(3, "Mara"),
        Credits = 5,
        CreatedAt = At,
        UpdatedAt = At,
        EditedAt = null,
        DeletedAt = null,
        PurgeAt = null,
    };
}
