using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Rankion.Core.Articles;
using Rankion.Core.Calendar;
using Rankion.Core.Chat;
using Rankion.Core.Credits;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Sharing;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>How the API reads and writes JSON; one line per thing that goes over the wire.</summary>
// The depth is that of the deepest tree of variants: 100 levels of two, and what stands around and in them.
// Strict: a number is a number, or OpenAPI would document each one as a string as well.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.Strict,
    MaxDepth = 256,
    Converters =
    [
        typeof(SnakeCase<ProcessingStatus>),
        typeof(SnakeCase<ImageSource>),
        typeof(SnakeCase<JobStatus>),
        typeof(SnakeCase<ExportFormat>),
        typeof(SnakeCase<ExportStatus>),
        typeof(SnakeCase<LedgerKind>),
        typeof(SnakeCase<ShareEventKind>),
        typeof(SnakeCase<ShareDownload>),
        typeof(SnakeCase<ChatRole>),
        typeof(SnakeCase<ChatMessageState>),
        typeof(SnakeCase<ChatCallState>),
        typeof(SnakeCase<ArticleStatus>),
        typeof(SnakeCase<EventKind>),
        typeof(SnakeCase<EventStatus>),
    ])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(GenerateImageBody))]
[JsonSerializable(typeof(GenerateImageReceipt))]
[JsonSerializable(typeof(Listing<ImageResource>))]
[JsonSerializable(typeof(Item<ImageDetailResource>))]
[JsonSerializable(typeof(NeuroflashImageBody))]
[JsonSerializable(typeof(NeuroflashImageResource))]
[JsonSerializable(typeof(NeuroflashListing))]
[JsonSerializable(typeof(MiladyItemResource))]
[JsonSerializable(typeof(MiladyGalleryResource))]
[JsonSerializable(typeof(MiladyTagsBody))]
[JsonSerializable(typeof(MiladyItemsBody))]
[JsonSerializable(typeof(MiladyDownloadBody))]
[JsonSerializable(typeof(MiladyBulkTagBody))]
[JsonSerializable(typeof(MiladyBulkResource))]
[JsonSerializable(typeof(MiladyShareBody))]
[JsonSerializable(typeof(MiladyShareResource))]
[JsonSerializable(typeof(MiladyStorageResource))]
[JsonSerializable(typeof(MiladyCollectionBody))]
[JsonSerializable(typeof(MiladyCollectionResource))]
[JsonSerializable(typeof(MiladyCollectionsResource))]
[JsonSerializable(typeof(UploadImageBody))]
[JsonSerializable(typeof(Item<UploadedImageResource>))]
[JsonSerializable(typeof(EditImageBody))]
[JsonSerializable(typeof(EditImageReceipt))]
[JsonSerializable(typeof(UpscaleImageBody))]
[JsonSerializable(typeof(UpscaleImageReceipt))]
[JsonSerializable(typeof(MaskBody))]
[JsonSerializable(typeof(Item<MaskResource>))]
[JsonSerializable(typeof(Item<ImageTreeResource>))]
[JsonSerializable(typeof(Listing<SimilarImageResource>))]
[JsonSerializable(typeof(PatchImageBody))]
[JsonSerializable(typeof(FavoriteBody))]
[JsonSerializable(typeof(Item<ImageResource>))]
[JsonSerializable(typeof(CollectionBody))]
[JsonSerializable(typeof(CollectionItemsBody))]
[JsonSerializable(typeof(CollectionOrderBody))]
[JsonSerializable(typeof(CollectionCoverBody))]
[JsonSerializable(typeof(Item<CollectionResource>))]
[JsonSerializable(typeof(Listing<CollectionResource>))]
[JsonSerializable(typeof(BulkBody))]
[JsonSerializable(typeof(BulkTagBody))]
[JsonSerializable(typeof(BulkAnswer))]
[JsonSerializable(typeof(ExportImagesBody))]
[JsonSerializable(typeof(ExportImagesReceipt))]
[JsonSerializable(typeof(ExportResource))]
[JsonSerializable(typeof(Listing<ExportListed>))]
[JsonSerializable(typeof(ShareBody))]
[JsonSerializable(typeof(ShareResource))]
[JsonSerializable(typeof(Listing<ShareRecordResource>))]
[JsonSerializable(typeof(OpenInChatReceipt))]
[JsonSerializable(typeof(Listing<ChatSessionResource>))]
[JsonSerializable(typeof(Item<ChatSessionResource>))]
[JsonSerializable(typeof(Listing<ChatMessageResource>))]
[JsonSerializable(typeof(Item<ChatMessageResource>))]
[JsonSerializable(typeof(ChatSessionBody))]
[JsonSerializable(typeof(ChatMessageBody))]
[JsonSerializable(typeof(ChatTurnReceipt))]
[JsonSerializable(typeof(ChatTextEvent))]
[JsonSerializable(typeof(Item<JobResource>))]
[JsonSerializable(typeof(CreditsAnswer))]
[JsonSerializable(typeof(Item<StorageResource>))]
[JsonSerializable(typeof(Listing<AuditResource>))]
[JsonSerializable(typeof(ProjectBody))]
[JsonSerializable(typeof(Item<ProjectResource>))]
[JsonSerializable(typeof(Listing<ProjectResource>))]
[JsonSerializable(typeof(ArticleBody))]
[JsonSerializable(typeof(Item<ArticleResource>))]
[JsonSerializable(typeof(Listing<ArticleResource>))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(Item<EventResource>))]
[JsonSerializable(typeof(Listing<EventResource>))]
[JsonSerializable(typeof(CalendarFeedBody))]
[JsonSerializable(typeof(CalendarFeedReceipt))]
[JsonSerializable(typeof(CalendarFeedsAnswer))]
[JsonSerializable(typeof(TagsAnswer))]
[JsonSerializable(typeof(PatchTagBody))]
[JsonSerializable(typeof(Item<TagResource>))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Links and letters as they are: nothing here is ever put into HTML.</summary>
    public static ApiJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Makes the framework read and write as <see cref="Wire"/> does.</summary>
    public static void Configure(JsonOptions options)
    {
        var (wire, json) = (Wire.Options, options.SerializerOptions);
        json.TypeInfoResolverChain.Insert(0, Wire);
        json.PropertyNamingPolicy = wire.PropertyNamingPolicy;
        json.NumberHandling = wire.NumberHandling;
        json.Encoder = wire.Encoder;
        foreach (var converter in wire.Converters)
            json.Converters.Add(converter);
    }
}

/// <summary>An enum by its name, as <c>snake_case</c>.</summary>
internal sealed class SnakeCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
